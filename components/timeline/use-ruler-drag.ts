"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { RulerView } from "#lib/timeline/layout-row.ts";

type DragAsk = {
  ruler: RefObject<HTMLElement | null>;
  view: RulerView;
  /** Null when the hours in view do not move. */
  onMove: ((minutes: number) => void) | null;
};

const LEAST_MOVE_MINUTES = 5;

/** How a ruler looks that can be dragged; fingers still scroll the page up and down. */
export const draggedRuler = "cursor-grab touch-pan-y select-none active:cursor-grabbing";

/** The ruler is dragged along the day, by mouse, pen and finger. */
export function useRulerDrag(ask: DragAsk): void {
  const latest = useRef(ask);
  latest.current = ask;
  const { ruler } = ask;
  useEffect(() => {
    const element = ruler.current;
    if (element === null) return;
    let held: { pointerId: number; x: number; from: number; minutesPerPx: number } | null = null;
    const onDown = (event: PointerEvent) => {
      const { view, onMove } = latest.current;
      const isOnButton = event.target instanceof Element && event.target.closest("button") !== null;
      if (onMove === null || event.button !== 0 || isOnButton || element.clientWidth === 0) return;
      const minutesPerPx = (view.to - view.from) / element.clientWidth;
      held = { pointerId: event.pointerId, x: event.clientX, from: view.from, minutesPerPx };
      element.setPointerCapture(event.pointerId);
    };
    const onDrag = (event: PointerEvent) => {
      if (held === null || held.pointerId !== event.pointerId) return;
      const { view, onMove } = latest.current;
      // From where it was taken hold of: nothing is lost between two drawings.
      const minutes = held.from + (held.x - event.clientX) * held.minutesPerPx - view.from;
      if (Math.abs(minutes) >= LEAST_MOVE_MINUTES) onMove?.(minutes);
    };
    const onUp = (event: PointerEvent) => {
      if (held?.pointerId === event.pointerId) held = null;
    };
    element.addEventListener("pointerdown", onDown);
    element.addEventListener("pointermove", onDrag);
    element.addEventListener("pointerup", onUp);
    element.addEventListener("pointercancel", onUp);
    return () => {
      element.removeEventListener("pointerdown", onDown);
      element.removeEventListener("pointermove", onDrag);
      element.removeEventListener("pointerup", onUp);
      element.removeEventListener("pointercancel", onUp);
    };
  }, [ruler]);
}
