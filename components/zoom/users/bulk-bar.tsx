"use client";

import { useState } from "react";
import { Toolbar } from "react-aria-components";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ZoomUserView } from "#lib/integration/zoom-users-schema.ts";
import type { Mapper } from "./use-mapper.ts";
import { nameOfUser } from "./user-words.ts";

type Props = {
  selected: readonly ZoomUserView[];
  fillDays: Record<string, number>;
  mapper: Mapper;
  onClear: () => void;
};

type Question = "ignore" | "unmap" | "exclude";

/** What can be done with the selected Zoom users at once. It takes the place of the table's foot. */
export function BulkBar({ selected, fillDays, mapper, onClear }: Props) {
  const [question, setQuestion] = useState<Question | null>(null);
  const suggested = selected.filter(({ need }) => need === "suggested");
  const mapped = selected.filter(({ person }) => person !== null);
  const included = mapped.filter(({ isExcluded }) => !isExcluded);
  const excluded = mapped.filter(({ isExcluded }) => isExcluded);
  const ignorable = selected.filter(({ need }) => need !== "ignored" && need !== "pending" && need !== "gone");
  const days = Math.max(0, ...suggested.map(({ connectionId }) => fillDays[connectionId] ?? 0));
  const ids = (users: readonly ZoomUserView[]) => users.map(({ id }) => id);
  const confirm = () =>
    mapper.map(
      suggested.flatMap(({ id, candidates: [candidate] }) =>
        candidate === undefined ? [] : [{ zoomUserId: id, personId: candidate.personId }],
      ),
      suggested.length === 1 ? "The suggestion is confirmed." : `${suggested.length} suggestions are confirmed.`,
    );
  return (
    <>
      <Toolbar
        aria-label="With the selected"
        className="flex min-h-13 flex-wrap items-center gap-2 rounded-b-lg border-t border-line-strong bg-raised py-2 pr-3 pl-4"
      >
        <span className="font-semibold tabular-nums">{selected.length} selected</span>
        {suggested.length > 0 && days > 0 && (
          <span className="border-l border-line-strong pl-3 text-muted tabular-nums">
            Confirming fills in {days === 1 ? "1 day" : `${days} days`} for{" "}
            {suggested.length === 1 ? "1 person" : `${suggested.length} people`}.
          </span>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <Button variant="plain" onPress={onClear}>
            Clear
          </Button>
          {excluded.length > 0 && (
            <Button
              isDisabled={mapper.isPending}
              onPress={() => mapper.include(ids(excluded), true, nameOfFirst(excluded))}
            >
              Include {excluded.length}
            </Button>
          )}
          {included.length > 0 && <Button onPress={() => setQuestion("exclude")}>Exclude {included.length}</Button>}
          {mapped.length > 0 && <Button onPress={() => setQuestion("unmap")}>Unmap {mapped.length}</Button>}
          {ignorable.length > 0 && <Button onPress={() => setQuestion("ignore")}>Ignore {ignorable.length}</Button>}
          {suggested.length > 0 && (
            <Button variant="primary" isPending={mapper.isPending} onPress={confirm}>
              Confirm {suggested.length}
            </Button>
          )}
        </span>
      </Toolbar>
      <ConfirmDialog
        isOpen={question === "exclude"}
        onOpenChange={(isOpen) => !isOpen && setQuestion(null)}
        title={`Exclude ${countOf(included)}?`}
        body="What is on timelines stays. Nothing new is stored until you include them again; then the recent past is filled in."
        confirmLabel="Exclude"
        onConfirm={() => mapper.include(ids(included), false, nameOfFirst(included))}
      />
      <ConfirmDialog
        isOpen={question === "unmap"}
        onOpenChange={(isOpen) => !isOpen && setQuestion(null)}
        title={`Unmap ${countOf(mapped)}?`}
        body="Their activity leaves the timelines at once. Map them again within 30 days and it is back; after that it is deleted."
        confirmLabel="Unmap"
        onConfirm={() => mapper.unmap(ids(mapped), nameOfFirst(mapped))}
      />
      <ConfirmDialog
        isOpen={question === "ignore"}
        onOpenChange={(isOpen) => !isOpen && setQuestion(null)}
        title={`Ignore ${countOf(ignorable)}?`}
        body="For rooms, lobbies and others that are nobody: no person is matched to them and nothing of them is stored. You can consider them again at any time."
        confirmLabel="Ignore"
        onConfirm={() => mapper.ignore(ids(ignorable), true)}
      />
    </>
  );
}

function nameOfFirst(users: readonly ZoomUserView[]): string {
  return users[0] === undefined ? "" : nameOfUser(users[0]);
}

function countOf(users: readonly ZoomUserView[]): string {
  return users.length === 1 ? nameOfFirst(users) : `${users.length} Zoom users`;
}
