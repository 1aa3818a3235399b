"use client";

import { useMemo, useRef } from "react";
import type { Day } from "#lib/timeline/day.ts";
import { matches } from "#lib/timeline/match-name.ts";
import { buildPersonDay, type PersonDay } from "#lib/timeline/person-day.ts";
import {
  type TimelineDay,
  type TimelineLayer,
  type TimelinePerson,
  timelineProducts,
} from "#lib/timeline/timeline-types.ts";
import { productOf } from "#lib/timeline/totals.ts";
import type { HourCycle } from "#lib/timeline/words.ts";

type ShownAsk = {
  day: Day;
  q: string;
  products: readonly TimelineLayer[];
  now: number;
  cycle: HourCycle;
};

/**
 * The people who match, each with their day. A person of whom nothing changed keeps the same object, so that after a
 * live change only the rows that it touches are drawn again.
 */
export function useShownPeople(data: TimelineDay | undefined, ask: ShownAsk) {
  const { day, q, products, now, cycle } = ask;
  const kept = useRef(new Map<string, { person: TimelinePerson; key: string; built: PersonDay }>());
  return useMemo(() => {
    const all = data?.people ?? [];
    const matching = all.filter((person) => matches(person.name, q));
    const people = matching.map((person) => {
      // The clock moves only what runs, what is open and the line of now.
      const key = [day, products.join(), cycle, Math.floor(now / 20_000)].join(" ");
      const before = kept.current.get(person.id);
      if (before?.person === person && before.key === key) return before.built;
      const built = buildPersonDay(person, {
        day,
        now,
        products: timelineProducts.filter((product) => products.includes(product)),
        hasCalendar: products.includes("calendar"),
        cycle,
      });
      kept.current.set(person.id, { person, key, built });
      return built;
    });
    const counts: Record<TimelineLayer, number> = { meetings: 0, phone: 0, webinars: 0, calendar: 0 };
    for (const person of matching) {
      for (const session of person.sessions) counts[productOf(session)] += 1;
      counts.calendar += person.events.length;
    }
    return { people, counts, matching: { total: all.reduce((sum, person) => sum + person.sessions.length, 0) } };
  }, [data, day, q, products, now, cycle]);
}
