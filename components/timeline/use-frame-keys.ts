"use client";

import { addDays } from "#lib/timeline/day.ts";
import type { Frame } from "./use-frame.ts";
import { useTimelineKeys } from "./use-timeline-keys.ts";

/** The single keys of a view. `onZoom` is null where there is nothing to zoom. */
export function useFrameKeys(frame: Frame, onZoom: ((direction: 1 | -1) => void) | null, hasList: boolean): void {
  useTimelineKeys({
    isOn: frame.viewer.singleKeys,
    onDay: (direction) => frame.goTo(addDays(frame.day, direction * frame.stepDays)),
    onToday: () => frame.goTo(frame.today),
    onRange: frame.setRange,
    onZoom,
    onList: hasList ? () => frame.setView(frame.view === "grid" ? "list" : "grid") : null,
    onHelp: () => frame.setHelpOpen(true),
  });
}
