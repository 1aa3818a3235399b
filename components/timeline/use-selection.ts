"use client";

import { useState } from "react";
import type { DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";

export type Selected = { drawn: DrawnSession; personDay: PersonDay; before: string | null; after: string | null };

/** The selected session by its id in the address; one that is not shown (any more) selects nothing. */
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
    const index = personDay.sessions.findIndex((one) => one.id === id);
    const drawn = personDay.sessions[index];
    if (drawn === undefined) continue;
    return {
      drawn,
      personDay,
      before: personDay.sessions[index - 1]?.id ?? null,
      after: personDay.sessions[index + 1]?.id ?? null,
    };
  }
  return null;
}
