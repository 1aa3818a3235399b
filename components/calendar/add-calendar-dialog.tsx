"use client";

import { FileUp } from "lucide-react";
import { type FormEvent, useState } from "react";
import { FileTrigger } from "react-aria-components";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import { type FeedAdded, LONGEST_FEED_NAME } from "#lib/calendar/feed-types.ts";
import type { CalendarActions } from "./action-types.ts";
import { type Eyes, eventWords, notAddedWords } from "./calendar-words.ts";
import { sendFile } from "./send-file.ts";

type Problem = { what: string; next: string };

/** Adds a calendar by its address, which is tried at once, or by a file. */
export function AddCalendarDialog({
  personId,
  actions,
  eyes,
  onClose,
}: {
  personId: string;
  actions: Pick<CalendarActions, "addAddress">;
  eyes: Eyes;
  onClose: () => void;
}) {
  const [address, setAddress] = useState("");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPending, setIsPending] = useState(false);

  const take = async (asking: Promise<ActionOutcome<FeedAdded>>) => {
    setIsPending(true);
    setProblem(null);
    const outcome = await asking.catch(() => null);
    setIsPending(false);
    if (outcome === null)
      return setProblem({ what: "The server could not be reached", next: "Check your connection, then try again." });
    if (outcome.kind === "refused") return setProblem({ what: outcome.message, next: "" });
    const wrong = notAddedWords(outcome.value);
    if (wrong !== null) return setProblem(wrong);
    if (outcome.value.kind === "added" && outcome.value.reading.kind === "read")
      toast.success("The calendar is added", { description: eventWords(outcome.value.reading, eyes, Date.now()) });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) void take(actions.addAddress({ personId, address, name }));
  };

  return (
    <Dialog
      title="Add a calendar"
      isOpen
      onOpenChange={onClose}
      isDismissable={!isPending}
      footer={
        <>
          <span className="mr-auto">
            <FileTrigger
              acceptedFileTypes={[".ics", "text/calendar"]}
              onSelect={(files) => {
                const file = files?.[0];
                if (file !== undefined) void take(sendFile<FeedAdded>(file, { personId, name }));
              }}
            >
              <Button icon={<FileUp aria-hidden size={16} />} isDisabled={isPending}>
                Choose a file instead
              </Button>
            </FileTrigger>
          </span>
          <Button type="submit" form="add-calendar" variant="primary" isPending={isPending}>
            Try and add
          </Button>
        </>
      }
    >
      <form id="add-calendar" onSubmit={submit} className="grid gap-4">
        <TextField
          label="Address of the calendar"
          type="url"
          autoFocus
          isRequired
          autoComplete="off"
          value={address}
          onChange={setAddress}
          placeholder="https:// or webcal://"
          description="The secret or published address in iCal format. It is tried at once."
        />
        <TextField
          label="Name (optional)"
          value={name}
          onChange={setName}
          maxLength={LONGEST_FEED_NAME}
          description="The calendar's own name when left empty."
        />
        {problem !== null && (
          <Notice tone="bad" isLive title={problem.what}>
            {problem.next}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
