"use client";

import { Check, Pause, Pencil, RefreshCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import { dayOf, type Eyes } from "#components/zoom/instants.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import { planNames } from "#lib/integration/connection-words-types.ts";
import type { ConnectionView, ScopeView } from "#lib/integration/overview-types.ts";
import { DisconnectDialog } from "./disconnect-dialog.tsx";
import { PauseDialog } from "./pause-dialog.tsx";
import { RateShare } from "./rate-share.tsx";
import { RenameDialog } from "./rename-dialog.tsx";

const FIRST_SCOPES = 5;
const plans = (["free", "pro", "business"] as const).map((id) => ({ id, name: planNames[id] }));

/** What was granted and what it is for; what an admin sets; what can be started, paused and ended. */
export function ConnectionDetails({
  connection,
  actions,
  now,
  eyes,
}: {
  connection: ConnectionView;
  actions: ConnectionActions;
  now: number;
  eyes: Eyes;
}) {
  const { isPending, run } = useZoomAction();
  const [dialog, setDialog] = useState<"rename" | "pause" | "disconnect" | null>(null);
  const close = () => setDialog(null);
  const { id: connectionId, name, isLive, state, plan } = connection;
  if (!isLive) return <p className="px-4 pb-4 text-muted lg:pl-14">{endedSentence(connection, now, eyes)}</p>;
  const canAsk = state !== "paused" && connection.face.tone !== "bad";
  return (
    <div className="grid gap-x-8 gap-y-6 px-4 pt-1 pb-6 lg:grid-cols-[minmax(0,1fr)_400px] lg:pl-14">
      <Scopes scopes={connection.scopes} />
      <div className="grid content-start gap-4">
        <RateShare connection={connection} setRateShare={actions.setRateShare} />
        <Select
          label="Zoom plan"
          description="Zoom does not tell us. It decides how fast we may ask."
          items={plans}
          selectedKey={plan}
          onSelectionChange={(chosen) => {
            const found = plans.find(({ id }) => id === chosen);
            if (found === undefined || found.id === plan) return;
            void run(() => actions.setPlan({ connectionId, plan: found.id }), `The plan of ${name} is ${found.name}`);
          }}
        />
        <div className="flex flex-wrap gap-2">
          <Button icon={<Pencil aria-hidden size={14} />} onPress={() => setDialog("rename")}>
            Rename
          </Button>
          {state !== "paused" && (
            <Button icon={<Pause aria-hidden size={14} />} onPress={() => setDialog("pause")}>
              Pause
            </Button>
          )}
          <Button
            icon={<RefreshCw aria-hidden size={14} />}
            isDisabled={!canAsk || connection.importing !== null}
            isPending={isPending}
            onPress={() => void run(() => actions.importAgain({ connectionId }), `The users of ${name} are being read`)}
          >
            {connection.importing === null ? "Import users" : "Importing users"}
          </Button>
          <Button variant="danger" onPress={() => setDialog("disconnect")}>
            Disconnect
          </Button>
        </div>
      </div>
      {dialog === "rename" && <RenameDialog connection={connection} rename={actions.rename} onClose={close} />}
      {dialog === "pause" && <PauseDialog connection={connection} setPaused={actions.setPaused} onClose={close} />}
      {dialog === "disconnect" && (
        <DisconnectDialog connection={connection} disconnect={actions.disconnect} onClose={close} />
      )}
    </div>
  );
}

function endedSentence({ state, deleteAt, isDeleted }: ConnectionView, now: number, eyes: Eyes): string {
  if (deleteAt !== null) {
    return `The Zoom account removed WorkSights. What came from it is hidden everywhere, and deleted on ${dayOf(deleteAt, eyes, now)}. Connect the same Zoom account before that to take it back.`;
  }
  if (state === "deauthorised") {
    return "The Zoom account removed WorkSights. Everything obtained from it is deleted; only this line is left.";
  }
  return isDeleted
    ? "Ended here, and its history was deleted. The account can be connected anew, and then starts empty."
    : "Ended here. Nothing is received. Reconnect to go on where it stopped.";
}

function Scopes({ scopes }: { scopes: readonly ScopeView[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const missing = scopes.filter(({ isGranted }) => !isGranted).length;
  const shown = isWhole ? scopes : scopes.slice(0, Math.max(FIRST_SCOPES, missing));
  const left = scopes.length - shown.length;
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-xs font-medium text-subtle">What was granted, and what it is for</h3>
      <ul className="divide-y divide-line">
        {shown.map(({ name, purpose, isGranted }) => (
          <li key={name} className="grid grid-cols-[16px_1fr] items-center gap-x-2 py-1 sm:grid-cols-[16px_248px_1fr]">
            {isGranted ? (
              <Check aria-hidden size={14} className="text-ok" />
            ) : (
              <TriangleAlert aria-hidden size={14} className="text-warn" />
            )}
            <span className={`font-mono text-xs wrap-anywhere ${isGranted ? "" : "text-warn"}`}>{name}</span>
            <span className="text-muted max-sm:col-start-2">
              {purpose}
              {isGranted ? (
                <span className="sr-only">, granted</span>
              ) : (
                <b className="font-medium text-text"> Missing</b>
              )}
            </span>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button variant="plain" size="sm" className="mt-1 ml-4" onPress={() => setIsWhole(true)}>
          {left} more, all granted
        </Button>
      )}
    </div>
  );
}
