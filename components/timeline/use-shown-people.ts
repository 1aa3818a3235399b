"use client";

import { useMemo, useRef } from "react";
import { buildDayAxis, type Day, isInDay } from "#lib/timeline/day.ts";
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

/** How often what depends on the clock is drawn anew. */
const TICK_MS = 20_000;

type ShownAsk = {
  day: Day;
  q: string;
  products: readonly TimelineLayer[];
  now: number;
  cycle: HourCycle;
};

type Kept = { person: TimelinePerson; key: string; built: PersonDay };

/**
 * The people who match, each with their day. A person of whom nothing changed keeps the same object, so that after a
 * live change only the rows that it touches are drawn again. Nothing here depends on the hours in view.
 */
export function useShownPeople(data: TimelineDay | undefined, ask: ShownAsk) {
  const { day, q, products, cycle } = ask;
  const found = useMemo(() => findPeople(data, q), [data, q]);
  const kept = useRef(new Map<string, Kept>());
  // The clock moves only what runs, what is open and the line of now.
  const tick = Math.floor(ask.now / TICK_MS);
  const now = useRef(ask.now);
  now.current = ask.now;
  const people = useMemo(() => {
    const key = [day, products.join(), cycle].join(" ");
    const built = {
      day,
      now: now.current,
      products: timelineProducts.filter((product) => products.includes(product)),
      hasCalendar: products.includes("calendar"),
      cycle,
    };
    return found.matching.map((person) => {
      const ownKey = isMoving(person, built) ? `${key} ${tick}` : key;
      const before = kept.current.get(person.id);
      if (before?.person === person && before.key === ownKey) return before.built;
      const after = buildPersonDay(person, built);
      kept.current.set(person.id, { person, key: ownKey, built: after });
      return after;
    });
  }, [found, day, products, cycle, tick]);
  return { people, counts: found.counts, matching: { total: found.total } };
}

/** Whether the clock can change anything of a person's day. */
function isMoving({ dayZone, sessions }: TimelinePerson, { day, now }: { day: Day; now: number }): boolean {
  return isInDay(buildDayAxis(day, dayZone), now) || sessions.some(({ state }) => state === "running");
}

function findPeople(data: TimelineDay | undefined, q: string) {
  const all = data?.people ?? [];
  const matching = q.trim() === "" ? all : all.filter(({ name }) => matches(name, q));
  const counts: Record<TimelineLayer, number> = { meetings: 0, phone: 0, webinars: 0, calendar: 0 };
  for (const person of matching) {
    for (const session of person.sessions) counts[productOf(session)] += 1;
    counts.calendar += person.events.length;
  }
  return { matching, counts, total: all.reduce((sum, person) => sum + person.sessions.length, 0) };
}
