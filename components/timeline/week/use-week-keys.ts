"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { findItem, firstStop, type GridItem, isWithin, nearestItem } from "../grid-items.ts";

const PAGE_ROWS = 10;

/** A row of things that can be reached, from left to right. Ids have no space in them. */
export type KeyRow = { id: string; items: readonly GridItem[] };

type WeekKeysAsk = {
  count: number;
  rowOf: (index: number) => KeyRow | undefined;
  indexOf: (rowId: string) => number;
  scrollTo: (index: number) => void;
  box: RefObject<HTMLElement | null>;
  /** Where the tab stop is at first. */
  first: number;
};

/** A grid as one tab stop; the place is kept by id, so that live changes do not move it. */
export function useWeekKeys({ count, rowOf, indexOf, scrollTo, box, first }: WeekKeysAsk) {
  const [spot, setSpot] = useState<{ rowId: string; itemId: string } | null>(null);
  const toFocus = useRef(false);
  // Up and down keep to the column in which one began.
  const column = useRef<GridItem | undefined>(undefined);

  const found = spot === null ? -1 : indexOf(spot.rowId);
  const rowIndex = found === -1 ? Math.min(first, count - 1) : found;
  const row = rowOf(rowIndex);
  const items = row?.items ?? [];
  const item = (found === -1 ? undefined : findItem(items, spot?.itemId)) ?? firstStop(items);
  const [rowId, itemId] = [row?.id, item?.id];

  useEffect(() => {
    if (!toFocus.current || spot === null) return;
    const element = box.current?.querySelector<HTMLElement>(`[data-item="${rowId} ${itemId}"]`);
    if (element === undefined || element === null) return;
    toFocus.current = false;
    element.focus({ preventScroll: true });
  });

  const moveTo = (index: number, next: GridItem | undefined) => {
    const target = rowOf(index);
    if (target === undefined || next === undefined) return;
    toFocus.current = true;
    setSpot({ rowId: target.id, itemId: next.id });
    scrollTo(index);
  };
  const moveRow = (wanted: number) => {
    const index = Math.min(count - 1, Math.max(0, wanted));
    column.current ??= item;
    // Rows in which nothing can be reached are passed over.
    const step = index >= rowIndex ? 1 : -1;
    for (let at = index; at >= 0 && at < count; at += step) {
      const next = nearestItem(rowOf(at)?.items ?? [], column.current);
      if (next !== undefined) return moveTo(at, next);
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.shiftKey || row === undefined || !isWithin(event)) return;
    const at = row.items.findIndex(({ id }) => id === item?.id);
    const isJump = event.ctrlKey || event.metaKey;
    const moves = new Map<string, () => void>([
      ["ArrowLeft", () => moveTo(rowIndex, row.items[at - 1])],
      ["ArrowRight", () => moveTo(rowIndex, row.items[at + 1])],
      ["Home", () => (isJump ? moveRow(0) : moveTo(rowIndex, row.items[0]))],
      ["End", () => (isJump ? moveRow(count - 1) : moveTo(rowIndex, row.items.at(-1)))],
      ["ArrowUp", () => moveRow(rowIndex - 1)],
      ["ArrowDown", () => moveRow(rowIndex + 1)],
      ["PageUp", () => moveRow(rowIndex - PAGE_ROWS)],
      ["PageDown", () => moveRow(rowIndex + PAGE_ROWS)],
    ]);
    const move = moves.get(event.key);
    if (move === undefined) return;
    if (!isJump && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) column.current = undefined;
    event.preventDefault();
    move();
  };

  /** Focus that comes by pointer takes the tab stop along. */
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const place = event.target.closest<HTMLElement>("[data-item]")?.dataset.item;
    const [rowId, itemId] = place?.split(" ") ?? [];
    if (rowId === undefined || itemId === undefined) return;
    if (rowId === spot?.rowId && itemId === spot.itemId) return;
    column.current = undefined;
    setSpot({ rowId, itemId });
  };

  return {
    rowIndex,
    /** The item of this row that is the tab stop, if it is in it. */
    tabStopIn: (rowId: string) => (row?.id === rowId ? (item?.id ?? null) : null),
    handlers: { onKeyDown, onFocus },
  };
}
