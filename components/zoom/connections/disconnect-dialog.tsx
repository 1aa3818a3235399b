"use client";

import { useState } from "react";
import { Label, RadioGroup } from "react-aria-components";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { RadioChoice } from "#components/ui/radio-choice.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import type { ConnectionView } from "#lib/integration/overview-types.ts";

type History = "keep" | "delete";

const choices: readonly { id: History; name: string; description: string }[] = [
  {
    id: "keep",
    name: "Keep the history",
    description: "What was received stays on timelines. Reconnect later and it goes on.",
  },
  {
    id: "delete",
    name: "Delete the history",
    description: "Sessions, calls, Zoom users and mappings of this account are deleted. This can not be undone.",
  },
];

/** Asks before a connection ends, and what becomes of its history. */
export function DisconnectDialog({
  connection,
  disconnect,
  onClose,
}: {
  connection: ConnectionView;
  disconnect: ConnectionActions["disconnect"];
  onClose: () => void;
}) {
  const [history, setHistory] = useState<History>("keep");
  const { run } = useZoomAction();
  const { id, name } = connection;
  const confirm = async () => {
    const done = await run(
      () => disconnect({ connectionId: id, history }),
      ({ isRevoked }) =>
        isRevoked
          ? `${name} is disconnected`
          : `${name} is disconnected here. Zoom could not be told: remove the app in the Zoom App Marketplace, too.`,
    );
    return done !== null;
  };
  return (
    <ConfirmDialog
      title={`Disconnect ${name}?`}
      confirmLabel={history === "delete" ? "Disconnect and delete" : "Disconnect"}
      isDanger
      isOpen
      onOpenChange={onClose}
      onConfirm={confirm}
      body={
        <>
          <p>Our permission is given back to Zoom, and nothing more is received or read.</p>
          <RadioGroup
            value={history}
            onChange={(value) => setHistory(value === "delete" ? "delete" : "keep")}
            className="mt-4 grid gap-2 text-text"
          >
            <Label className="sr-only">What becomes of its history</Label>
            {choices.map((choice) => (
              <RadioChoice key={choice.id} {...choice} />
            ))}
          </RadioGroup>
        </>
      }
    />
  );
}
