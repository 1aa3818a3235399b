"use client";

import { useMemo } from "react";
import { matches } from "#lib/timeline/match-name.ts";
import type { TimelineDay, TimelineLayer } from "#lib/timeline/timeline-types.ts";
import { productOf } from "#lib/timeline/totals.ts";
import { useLayers } from "./use-layers.ts";

/** The legend of a week: what it offers is what any of its days has. */
export function useWeekLayers(
  days: readonly TimelineDay[] | undefined,
  chosen: readonly TimelineLayer[] | null,
  onChange: (layers: TimelineLayer[] | null) => void,
) {
  return useLayers(
    useMemo(() => wholeOf(days), [days]),
    chosen,
    onChange,
  );
}

/** The week as if it were one day, for the legend. */
function wholeOf(days: readonly TimelineDay[] | undefined): Pick<TimelineDay, "products" | "people"> | undefined {
  const [first] = days ?? [];
  return first === undefined
    ? undefined
    : { products: first.products, people: (days ?? []).flatMap(({ people }) => people) };
}

/** How many of each layer, of those who match; what lies over midnight counts once. */
export function countsOf(days: readonly TimelineDay[], q: string): Record<TimelineLayer, number> {
  const counts: Record<TimelineLayer, number> = { meetings: 0, phone: 0, webinars: 0, calendar: 0 };
  const seen = new Set<string>();
  for (const { people } of days) {
    for (const person of people) {
      if (!matches(person.name, q)) continue;
      for (const session of person.sessions) if (isNew(seen, session.id)) counts[productOf(session)] += 1;
      for (const event of person.events) if (isNew(seen, event.id)) counts.calendar += 1;
    }
  }
  return counts;
}

function isNew(seen: Set<string>, id: string): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}
