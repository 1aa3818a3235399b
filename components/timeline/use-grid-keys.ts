"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { findItem, firstStop, type GridItem, type GridSpot, isWithin, nearestItem } from "./grid-items.ts";

const PAGE_ROWS = 10;

type GridKeysAsk = {
  people: readonly PersonDay[];
  itemsOf: (personDay: PersonDay) => GridItem[];
  scrollTo: (index: number) => void;
  box: RefObject<HTMLElement | null>;
};

/**
 * The grid as one tab stop: left and right between what is in a row, up and down between people at the same time of
 * day, Home and End, PageUp and PageDown, Ctrl+Home and Ctrl+End. The place is kept by id, so live changes do not move it.
 */
export function useGridKeys({ people, itemsOf, scrollTo, box }: GridKeysAsk) {
  const [spot, setSpot] = useState<GridSpot | null>(null);
  const toFocus = useRef(false);
  // Up and down go straight through rows that have nothing at that time.
  const column = useRef<GridItem | undefined>(undefined);

  const found = people.findIndex(({ person }) => person.id === spot?.personId);
  const rowIndex = found === -1 ? 0 : found;
  const current = people[rowIndex];
  const items = current === undefined ? [] : itemsOf(current);
  const item = (found === -1 ? undefined : findItem(items, spot?.itemId)) ?? firstStop(items);
  const tabStop: GridSpot | null =
    current === undefined || item === undefined ? null : { personId: current.person.id, itemId: item.id };

  useEffect(() => {
    if (!toFocus.current || spot === null || tabStop === null) return;
    const element = box.current?.querySelector<HTMLElement>(`[data-item="${tabStop.personId} ${tabStop.itemId}"]`);
    if (element === undefined || element === null) return;
    toFocus.current = false;
    element.focus({ preventScroll: true });
  });

  const moveTo = (row: number, next: GridItem | undefined) => {
    const person = people[row]?.person;
    if (person === undefined || next === undefined) return;
    toFocus.current = true;
    setSpot({ personId: person.id, itemId: next.id });
    scrollTo(row);
  };

  const moveRow = (row: number) => {
    const target = people[Math.min(people.length - 1, Math.max(0, row))];
    if (target === undefined) return;
    column.current ??= item;
    moveTo(people.indexOf(target), nearestItem(itemsOf(target), column.current));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.shiftKey || item === undefined || !isWithin(event)) return;
    const index = items.findIndex(({ id }) => id === item.id);
    const isJump = event.ctrlKey || event.metaKey;
    const isAcross = ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) && !isJump;
    if (isAcross) column.current = undefined;
    switch (event.key) {
      case "ArrowLeft":
        moveTo(rowIndex, items[index - 1]);
        break;
      case "ArrowRight":
        moveTo(rowIndex, items[index + 1]);
        break;
      case "Home":
        if (isJump) moveRow(0);
        else moveTo(rowIndex, items[0]);
        break;
      case "End":
        if (isJump) moveRow(people.length - 1);
        else moveTo(rowIndex, items.at(-1));
        break;
      case "ArrowUp":
        moveRow(rowIndex - 1);
        break;
      case "ArrowDown":
        moveRow(rowIndex + 1);
        break;
      case "PageUp":
        moveRow(rowIndex - PAGE_ROWS);
        break;
      case "PageDown":
        moveRow(rowIndex + PAGE_ROWS);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  /** Focus that comes by pointer or from elsewhere takes the tab stop along. */
  const onFocus = (element: EventTarget) => {
    const spotOf =
      element instanceof HTMLElement ? element.closest<HTMLElement>("[data-item]")?.dataset.item : undefined;
    const [personId, itemId] = spotOf?.split(" ") ?? [];
    if (personId === undefined || itemId === undefined) return;
    if (personId === spot?.personId && itemId === spot.itemId) return;
    column.current = undefined;
    setSpot({ personId, itemId });
  };

  const focusItem = (next: GridSpot) => {
    toFocus.current = true;
    setSpot(next);
    const row = people.findIndex(({ person }) => person.id === next.personId);
    if (row !== -1) scrollTo(row);
  };

  return {
    tabStop,
    rowIndex,
    focusItem,
    handlers: { onKeyDown, onFocus: (event: FocusEvent<HTMLElement>) => onFocus(event.target) },
  };
}
