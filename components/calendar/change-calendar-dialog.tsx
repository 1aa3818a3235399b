"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { LONGEST_FEED_NAME } from "#lib/calendar/feed-types.ts";

/** One field of a calendar: its name, or its address. `onSave` answers what is wrong, or null when it is done. */
export function ChangeCalendarDialog({
  what,
  name,
  onSave,
  onClose,
}: {
  what: "name" | "address";
  name: string;
  onSave: (value: string) => Promise<string | null>;
  onClose: () => void;
}) {
  const isName = what === "name";
  const [value, setValue] = useState(isName ? name : "");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setIsPending(true);
    setProblem(null);
    const wrong = await onSave(value);
    setIsPending(false);
    if (wrong === null) onClose();
    else setProblem(wrong);
  };
  return (
    <Dialog
      title={isName ? `Rename ${name}` : `Replace the address of ${name}`}
      isOpen
      onOpenChange={onClose}
      isDismissable={!isPending}
      footer={
        <Button type="submit" form="change-calendar" variant="primary" isPending={isPending}>
          {isName ? "Rename" : "Try and replace"}
        </Button>
      }
    >
      <form id="change-calendar" onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField
          label={isName ? "Name" : "New address"}
          autoFocus
          isRequired
          autoComplete="off"
          value={value}
          onChange={setValue}
          {...(isName
            ? { maxLength: LONGEST_FEED_NAME }
            : { type: "url", description: "It is tried first; the present one stays if no calendar is there." })}
        />
        {problem !== null && <Notice tone="bad" isLive title={problem} />}
      </form>
    </Dialog>
  );
}
