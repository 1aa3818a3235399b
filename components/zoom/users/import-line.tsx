"use client";

import { RefreshCw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { ZoomUsersView } from "#lib/integration/zoom-users-schema.ts";
import type { Eyes } from "../instants.ts";
import { useZoomAction } from "../use-zoom-action.ts";
import type { UsersActions } from "./actions-types.ts";
import { endOfImport, stepOf } from "./user-words.ts";

type Props = {
  view: Pick<ZoomUsersView, "imports" | "connections">;
  /** The connection that is picked; empty for all. */
  connection: string;
  importAgain: UsersActions["importAgain"];
  eyes: Eyes;
  now: number;
};

/** How the last import ended or how far the present one is, and the button that starts another. */
export function ImportLine({ view, connection, importAgain, eyes, now }: Props) {
  const { run, isPending } = useZoomAction();
  const connections = view.connections.filter(
    ({ id, isEnded }) => !isEnded && (connection === "" || id === connection),
  );
  const imports = view.imports.filter(({ connectionId }) => connections.some(({ id }) => id === connectionId));
  const running = imports.find(({ state }) => state === "running");
  const last = imports.toSorted((a, b) => (b.finishedAt ?? "").localeCompare(a.finishedAt ?? ""))[0];
  const start = () =>
    run(() => importAgain({ connectionIds: connections.map(({ id }) => id) }), "The Zoom users are being read again.");
  return (
    <div className="ml-auto flex min-w-0 items-center gap-3 max-lg:ml-0">
      {running !== undefined ? (
        <Progress
          className="w-64"
          label={stepOf(running, eyes)}
          detail={running.read > 0 ? `${running.read.toLocaleString("en-GB")} read` : running.connectionName}
        />
      ) : (
        last !== undefined && (
          <span className="text-xs text-subtle tabular-nums" role="status">
            {endOfImport(last, eyes, now)}
          </span>
        )
      )}
      <Button
        icon={<RefreshCw aria-hidden size={16} />}
        isDisabled={running !== undefined || connections.length === 0}
        isPending={isPending}
        onPress={() => void start()}
      >
        Import again
      </Button>
    </div>
  );
}
