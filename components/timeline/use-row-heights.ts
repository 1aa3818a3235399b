"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect } from "react";
import type { GridRows } from "./use-grid-rows.ts";

/**
 * Keeps the heights of a virtual list true to its rows, which are laid out only near the screen. When a row above turns
 * out higher than was thought, what one looks at stays where it is.
 */
export function useRowHeights(virtualizer: Virtualizer<HTMLDivElement, Element>, rows: GridRows): void {
  useLayoutEffect(() => {
    for (const { index, size } of virtualizer.getVirtualItems()) {
      const height = rows.heightAt(index);
      if (height !== size) virtualizer.resizeItem(index, height);
    }
  });
}
