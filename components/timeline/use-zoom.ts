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

/** Looking closer and along the day. Where nobody points, the focused session stays in place, else the selected, else now. */
export function useZoom({ zoom, view, people, selectedId, setState }: ZoomAsk) {
  const anchorOf = (anchor: number | undefined): number => {
    if (anchor !== undefined) return anchor;
    const drawnAs = (id: string | null) => (id === null ? undefined : findDrawn(people, id)?.drawn);
    const held = drawnAs(focusedItem()) ?? drawnAs(selectedId);
    const now = people.find(({ nowMinute }) => nowMinute !== null)?.nowMinute ?? null;
    const at = held?.from ?? now;
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

/** The session or event that has the focus, if one has: who uses keys points with it. */
function focusedItem(): string | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return null;
  return focused.dataset.barItem ?? focused.dataset.item?.split(" ")[1] ?? null;
}
