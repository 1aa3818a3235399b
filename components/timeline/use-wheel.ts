"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { RulerView } from "#lib/timeline/layout-row.ts";

type WheelAsk = {
  box: RefObject<HTMLElement | null>;
  /** The ruler: where in the day one points. */
  ruler: RefObject<HTMLElement | null>;
  view: RulerView;
  onZoom: (direction: 1 | -1, anchor?: number) => void;
  /** Null when the hours in view do not move. */
  onMove: ((minutes: number) => void) | null;
};

/** A wheel is turned this far for one step of zoom. */
const STEP_PX = 80;
const LEAST_MOVE_MINUTES = 5;

/** Pinch and ctrl-wheel look closer where one points; a sideways or shifted wheel moves along the day. */
export function useWheel(ask: WheelAsk): void {
  const latest = useRef(ask);
  latest.current = ask;
  const { box } = ask;
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let zoomed = 0;
    let moved = 0;
    const onWheel = (event: WheelEvent) => {
      const { ruler, view, onZoom, onMove } = latest.current;
      const place = ruler.current?.getBoundingClientRect();
      if (place === undefined || place.width === 0) return;
      const minutesPerPx = (view.to - view.from) / place.width;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoomed -= event.deltaY;
        if (Math.abs(zoomed) < STEP_PX) return;
        onZoom(zoomed > 0 ? 1 : -1, view.from + (event.clientX - place.left) * minutesPerPx);
        zoomed = 0;
        return;
      }
      const across = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (onMove === null || Math.abs(across) <= (event.shiftKey ? 0 : Math.abs(event.deltaY))) return;
      event.preventDefault();
      moved += across * minutesPerPx;
      const minutes = Math.trunc(moved / LEAST_MOVE_MINUTES) * LEAST_MOVE_MINUTES;
      if (minutes === 0) return;
      moved -= minutes;
      onMove(minutes);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [box]);
}
