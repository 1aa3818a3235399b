"use client";

import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

export type ConfirmDialogProps = {
  /** A question that names the thing: "Disconnect Halden EMEA?" */
  title: ReactNode;
  /** What changes, what is kept, how to undo it. */
  body: ReactNode;
  /** The verb of the title: "Disconnect". */
  confirmLabel: string;
  cancelLabel?: string;
  isDanger?: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The dialog waits for it and closes, unless it answers false. */
  onConfirm: () => unknown;
};

/** A question before something that matters. Focus starts on the way out when the answer cannot be undone. */
export function ConfirmDialog({
  title,
  body,
  confirmLabel,
  cancelLabel = "Cancel",
  isDanger = false,
  isOpen,
  onOpenChange,
  onConfirm,
}: ConfirmDialogProps) {
  const [isPending, setIsPending] = useState(false);
  const confirm = async () => {
    setIsPending(true);
    try {
      if ((await onConfirm()) !== false) onOpenChange(false);
    } finally {
      setIsPending(false);
    }
  };
  return (
    <Dialog
      role="alertdialog"
      size="sm"
      title={title}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isPending}
      footer={
        <>
          <Button autoFocus={isDanger} isDisabled={isPending} onPress={() => onOpenChange(false)}>
            {cancelLabel}
          </Button>
          <Button
            autoFocus={!isDanger}
            variant={isDanger ? "danger" : "primary"}
            isPending={isPending}
            onPress={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="text-muted">{body}</div>
    </Dialog>
  );
}
