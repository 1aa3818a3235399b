"use client";

import { useMemo, useState } from "react";
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
  const selected = useMemo(() => (id === null ? null : findSelected(people, id)), [people, id]);
  return {
    selected,
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

/** Finds what is drawn under an id, and whose it is, without drawing the days of all the others. */
export function findDrawn(people: readonly PersonDay[], id: string) {
  for (const personDay of people) {
    const { person } = personDay;
    if (!person.sessions.some((one) => one.id === id) && !person.events.some((one) => one.id === id)) continue;
    const { sessions, events, wholeDayEvents } = personDay;
    const inOrder = [...wholeDayEvents, ...[...sessions, ...events].sort((a, b) => a.from - b.from)];
    const index = inOrder.findIndex((one) => one.id === id);
    const drawn = inOrder[index];
    if (drawn !== undefined) return { drawn, personDay, inOrder, index };
  }
  return null;
}

function findSelected(people: readonly PersonDay[], id: string): Selected | null {
  const found = findDrawn(people, id);
  if (found === null) return null;
  const { drawn, personDay, inOrder, index } = found;
  return { drawn, personDay, before: inOrder[index - 1]?.id ?? null, after: inOrder[index + 1]?.id ?? null };
}
