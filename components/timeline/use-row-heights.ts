"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect } from "react";
import type { GridFrame } from "./grid-items.ts";
import type { GridRows } from "./use-grid-rows.ts";

/**
 * Keeps the heights of a virtual list true to its rows, which are laid out only near the screen. What one looks at stays
 * where it is: the first row in sight when the hours in view change, all of them when a row above turns out higher.
 */
export function useRowHeights(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  rows: GridRows,
  frame: GridFrame,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another frame, or other rows, are other heights
  useLayoutEffect(() => {
    const offset = virtualizer.scrollOffset ?? 0;
    const first = offset === 0 ? undefined : virtualizer.getVirtualItemForOffset(offset);
    virtualizer.measure();
    if (first === undefined) return;
    // Asking for the whole measures all.
    virtualizer.getTotalSize();
    const start = virtualizer.measurementsCache[first.index]?.start ?? first.start;
    if (start !== first.start) virtualizer.scrollToOffset(offset + start - first.start);
  }, [frame, rows]);
  useLayoutEffect(() => {
    for (const { index, size } of virtualizer.getVirtualItems()) {
      const height = rows.heightAt(index);
      if (height !== size) virtualizer.resizeItem(index, height);
    }
  });
}
