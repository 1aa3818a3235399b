"use client";

import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { clampFrom, fromAround, stepZoom, windowOf, type Zoom } from "#lib/timeline/zoom.ts";
import { findDrawn } from "./use-selection.ts";
import type { SetTimelineState } from "./use-timeline-state.ts";

type ZoomAsk = {
  zoom: Zoom;
  view: RulerView;
  people: readonly PersonDay[];
  selectedId: string | null;
  setState: SetTimelineState;
};

export type ZoomControl = ReturnType<typeof useZoom>;

/** Looking closer and along the day. Without a place pointed at, the selected session stays in place, else now. */
export function useZoom({ zoom, view, people, selectedId, setState }: ZoomAsk) {
  const anchorOf = (anchor: number | undefined): number => {
    if (anchor !== undefined) return anchor;
    const selected = selectedId === null ? undefined : findDrawn(people, selectedId)?.drawn;
    const now = people.find(({ nowMinute }) => nowMinute !== null)?.nowMinute ?? null;
    const at = selected?.from ?? now;
    return at !== null && at >= view.from && at <= view.to ? at : (view.from + view.to) / 2;
  };
  const length = windowOf(zoom);
  return {
    canMove: length !== null,
    step: (direction: 1 | -1, anchor?: number) => {
      const next = stepZoom(zoom, direction, view, anchorOf(anchor));
      if (next !== null) void setState(next);
    },
    zoomTo: (next: Zoom) => void setState({ hours: next, from: fromAround(next, view, anchorOf(undefined)) }),
    move: (minutes: number) => {
      if (length !== null) void setState({ from: clampFrom(view.from + minutes, length) });
    },
  };
}
