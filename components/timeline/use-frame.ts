"use client";

import { use, useState } from "react";
import { DAYS_OF_WEEK, type Day, dayIn, mondayOf } from "#lib/timeline/day.ts";
import { temporalReady } from "#lib/timeline/load-temporal.ts";
import type { TimelineDay, TimelineLayer, TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { useMedia, useNow } from "./use-now.ts";
import { useTimelineState } from "./use-timeline-state.ts";

/** Narrower than this the list is easier to read, and so it is at 400 % zoom of a usual screen. */
const NARROW = "(width < 40rem)";

export type View = "grid" | "list";
export type Range = "day" | "week";

type FrameAsk = {
  viewer: TimelineViewer;
  /** Whose clock decides which day is today. */
  zone: string;
  /** When the server drew the page, in milliseconds. */
  readAt: number;
  range: Range;
};

export type Frame = ReturnType<typeof useFrame>;

/** What every view of the timeline begins with: its address, its clock, and the ways to change what it shows. */
export function useFrame({ viewer, zone, readAt, range }: FrameAsk) {
  if (temporalReady !== null) use(temporalReady);
  const [state, setState] = useTimelineState();
  const clock = useNow(readAt);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isNarrow = useMedia(NARROW);
  const today = dayIn(zone, clock);
  const asked = state.day ?? today;
  const inAddress = (day: Day) => (day === today ? null : day);
  return {
    ...{ viewer, range, state, setState, clock, today, isHelpOpen, setHelpOpen },
    /** The day, or the first day of the week, that is asked for. */
    day: range === "week" ? mondayOf(asked) : asked,
    stepDays: range === "week" ? DAYS_OF_WEEK : 1,
    view: (state.view ?? (isNarrow === true ? "list" : "grid")) satisfies View,
    /** The page is not alive yet, so that nobody knows its width: styles must decide. */
    isWidthOpen: isNarrow === null && state.view === null,
    goTo: (day: Day) => void setState({ day: inAddress(day), block: null }),
    openDay: (day: Day, block: string | null = null) => void setState({ day: inAddress(day), range: "day", block }),
    setRange: (next: Range) => void setState({ range: next, block: null }),
    setView: (next: View) => void setState({ view: next }),
    setProducts: (products: TimelineLayer[] | null) => void setState({ products }),
    clearFilters: () => void setState({ q: "", products: null }),
    weekHrefOf: (personId: string) =>
      `/timeline/${personId}?range=week${state.day === null ? "" : `&day=${state.day}`}`,
    hrefOf: (personId: string, day: Day) => `/timeline/${personId}${day === today ? "" : `?day=${day}`}`,
  };
}

/**
 * As of when the page shows, and the present instant. News may be younger than the last tick of the clock: what has
 * just ended must not lie behind the line of now.
 */
export function timesOf(clock: number, day: Pick<TimelineDay, "asOf"> | undefined): { asOf: number; now: number } {
  const asOf = day === undefined ? clock : Date.parse(day.asOf);
  return { asOf, now: Math.max(clock, asOf) };
}
