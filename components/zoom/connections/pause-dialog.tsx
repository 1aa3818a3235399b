"use client";

import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import type { ConnectionView } from "#lib/integration/overview-types.ts";

/** Asks before receiving and reading stop for a while. */
export function PauseDialog({
  connection,
  setPaused,
  onClose,
}: {
  connection: ConnectionView;
  setPaused: ConnectionActions["setPaused"];
  onClose: () => void;
}) {
  const { run } = useZoomAction();
  const { id, name } = connection;
  return (
    <ConfirmDialog
      title={`Pause ${name}?`}
      body="Nothing is received or read until you resume; timelines say so. When you resume, the time in between is read from Zoom’s history."
      confirmLabel="Pause"
      isOpen
      onOpenChange={onClose}
      onConfirm={async () =>
        (await run(() => setPaused({ connectionId: id, isPaused: true }), `${name} is paused`)) !== null
      }
    />
  );
}
