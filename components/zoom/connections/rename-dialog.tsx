"use client";

import { useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import type { ConnectionView } from "#lib/integration/overview-types.ts";

/** Gives a connection the name that people here use. */
export function RenameDialog({
  connection,
  rename,
  onClose,
}: {
  connection: ConnectionView;
  rename: ConnectionActions["rename"];
  onClose: () => void;
}) {
  const [name, setName] = useState(connection.name);
  const { isPending, run } = useZoomAction();
  const trimmed = name.trim();
  const save = async () => {
    const done = await run(() => rename({ connectionId: connection.id, name: trimmed }), `It is called ${trimmed} now`);
    if (done !== null) onClose();
  };
  return (
    <Dialog title={`Rename ${connection.name}`} size="sm" isOpen onOpenChange={onClose} isDismissable={!isPending}>
      <Form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== "") void save();
        }}
      >
        <TextField
          label="Name"
          description="Only shown here, to tell Zoom accounts apart."
          value={name}
          onChange={setName}
          maxLength={80}
          autoFocus
          errorMessage={trimmed === "" ? "Give it a name." : undefined}
        />
        <div className="flex justify-end gap-2">
          <Button isDisabled={isPending} onPress={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={trimmed === ""}>
            Rename
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
