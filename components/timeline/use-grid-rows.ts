"use client";

import { useMemo } from "react";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { type GridFrame, type GridRow, isGapRepeated, layoutPerson, likelyLanes, rowHeight } from "./grid-items.ts";

export type GridRows = {
  /** Lays the row out when it is asked for, once. */
  rowAt: (index: number) => GridRow | undefined;
  /** Its height where that is known, else about. */
  heightAt: (index: number) => number;
};

/** The rows of a grid, each laid out when it comes near the screen: zooming costs what is in sight, however large the team. */
export function useGridRows(
  people: readonly PersonDay[],
  frame: GridFrame,
  expanded: ReadonlySet<string>,
  mayMap: boolean,
): GridRows {
  // Who did not change keeps their row while the hours do not move.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another frame is another layout
  const kept = useMemo(() => new WeakMap<PersonDay, { key: string; row: GridRow }>(), [frame, mayMap]);
  return useMemo(() => {
    const rowAt = (index: number) => {
      const personDay = people[index];
      if (personDay === undefined) return undefined;
      const look = { isExpanded: expanded.has(personDay.person.id), isRepeated: isGapRepeated(people, index), mayMap };
      const key = `${look.isExpanded} ${look.isRepeated}`;
      const before = kept.get(personDay);
      if (before?.key === key) return before.row;
      const row = layoutPerson(personDay, frame, look);
      kept.set(personDay, { key, row });
      return row;
    };
    const heightAt = (index: number) => {
      const personDay = people[index];
      if (personDay === undefined) return 0;
      const row = expanded.has(personDay.person.id) ? rowAt(index) : kept.get(personDay)?.row;
      return rowHeight(row ?? likelyLanes(personDay));
    };
    return { rowAt, heightAt };
  }, [people, frame, expanded, mayMap, kept]);
}
