"use client";

import { useState } from "react";
import type { DrawnEvent, DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";

/** What is selected: a session or a calendar event, with its neighbours in the person's day. */
export type Selected = {
  drawn: DrawnSession | DrawnEvent;
  personDay: PersonDay;
  before: string | null;
  after: string | null;
};

/** The selected session or event by its id in the address; one that is not shown (any more) selects nothing. */
export function useSelection(people: readonly PersonDay[], id: string | null, setId: (id: string | null) => void) {
  const [takesFocus, setTakesFocus] = useState(false);
  return {
    selected: id === null ? null : findSelected(people, id),
    takesFocus,
    open: (next: string, isByKeyboard: boolean) => {
      setTakesFocus(isByKeyboard);
      setId(next);
    },
    move: (next: string) => setId(next),
    close: () => {
      setTakesFocus(false);
      setId(null);
    },
  };
}

function findSelected(people: readonly PersonDay[], id: string): Selected | null {
  for (const personDay of people) {
    const { sessions, events, wholeDayEvents } = personDay;
    if (![sessions, events, wholeDayEvents].some((some) => some.some((one) => one.id === id))) continue;
    const inOrder = [...wholeDayEvents, ...[...sessions, ...events].sort((a, b) => a.from - b.from)];
    const index = inOrder.findIndex((one) => one.id === id);
    const drawn = inOrder[index];
    if (drawn === undefined) continue;
    return { drawn, personDay, before: inOrder[index - 1]?.id ?? null, after: inOrder[index + 1]?.id ?? null };
  }
  return null;
}
