"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useCallback, useDeferredValue, useImperativeHandle, useMemo, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import type { HourCycle } from "#lib/timeline/words.ts";
import { DayRuler, RulerLines } from "./day-ruler.tsx";
import { type GridSpot, itemsOfRow } from "./grid-items.ts";
import { gridRoles } from "./grid-roles.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { PersonRow } from "./person-row.tsx";
import type { OpenSession } from "./session-block.tsx";
import { useGridKeys } from "./use-grid-keys.ts";
import { useGridRows } from "./use-grid-rows.ts";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useRowHeights } from "./use-row-heights.ts";
import { draggedRuler, useRulerDrag } from "./use-ruler-drag.ts";
import { useTrackWidth } from "./use-track-width.ts";
import { useWheel } from "./use-wheel.ts";

/** What the server draws for, until the page has been measured. */
const LIKELY = { width: 1180, height: 900 };
const RULER_PX = 36;

export type DayGridHandle = { focusItem: (spot: GridSpot) => void };

export type DayGridProps = {
  ref?: Ref<DayGridHandle>;
  label: string;
  people: readonly PersonDay[];
  view: RulerView;
  now: number;
  /** Minute of the ruler of the viewer's own now; null on other days. */
  nowMinute: number | null;
  cycle: HourCycle;
  selectedId: string | null;
  hrefOf: (personId: string) => string;
  mapHrefOf: (personDay: PersonDay) => string | null;
  onOpen: OpenSession;
  onShowAllHours: () => void;
  onZoom: (direction: 1 | -1, anchor?: number) => void;
  /** Moves the hours in view; null when they do not move. */
  onMove: ((minutes: number) => void) | null;
};

/** The team's day: one row a person under one ruler. Only the rows near the screen are there. */
export function DayGrid(props: DayGridProps) {
  const { people, view, cycle, selectedId } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const hours = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const width = useTrackWidth(hours);
  const wanted = useMemo(
    () => ({ frame: { view, width: width ?? LIKELY.width }, isMeasured: width !== null }),
    [view, width],
  );
  // Other hours are drawn in pieces: what one does meanwhile comes first.
  const { frame, isMeasured } = useDeferredValue(wanted);
  useWheel({ box: scroller, ruler: hours, view, onZoom: props.onZoom, onMove: props.onMove });
  useRulerDrag({ ruler: hours, view, onMove: props.onMove });
  const { mapHrefOf } = props;
  const rows = useGridRows(people, frame, expanded, people[0] !== undefined && mapHrefOf(people[0]) !== null);

  const rowOfSpot = useRef(0);
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    // The same while the people are: all of them are measured anew for another one.
    getItemKey: useCallback((index: number) => people[index]?.person.id ?? index, [people]),
    estimateSize: rows.heightAt,
    overscan: 4,
    initialRect: LIKELY,
    scrollMargin: RULER_PX,
    scrollPaddingStart: RULER_PX,
    // The row that has the tab stop stays, so that focus survives scrolling.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(rowOfSpot.current, people.length - 1)])]
        .filter((index) => index >= 0)
        .sort((a, b) => a - b),
  });
  useRowHeights(virtualizer, rows);

  const keys = useGridKeys({
    people,
    itemsOf: (personDay) => {
      const row = rows.rowAt(people.indexOf(personDay));
      return row === undefined ? [] : itemsOfRow(row);
    },
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
    box: scroller,
  });
  rowOfSpot.current = keys.rowIndex;
  const keptFocus = useKeptFocus(() => keys.tabStop !== null && keys.focusItem(keys.tabStop));
  useImperativeHandle(props.ref, () => ({ focusItem: keys.focusItem }));

  const onExpand = useCallback((personId: string) => setExpanded((before) => new Set([...before, personId])), []);

  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto [--who-w:244px] [scrollbar-gutter:stable] max-lg:[--who-w:188px]"
    >
      <div
        {...gridRoles.grid(props.label, people.length + 1)}
        // The grid is entered through the one item in it that is a tab stop.
        tabIndex={-1}
        {...keys.handlers}
        onFocusCapture={keptFocus.onFocus}
        onBlurCapture={keptFocus.onBlur}
        className="relative outline-none"
      >
        <div
          {...gridRoles.row(1)}
          className="sticky top-0 z-10 grid h-ruler grid-cols-[var(--who-w)_minmax(0,1fr)] border-b border-line-strong bg-surface"
        >
          <div
            {...gridRoles.columnHeader()}
            className="flex items-center justify-between border-r border-line-strong pr-3 pl-page text-xs text-subtle"
          >
            <span>Person</span>
            <span>In meetings</span>
          </div>
          <div
            {...gridRoles.columnHeader("Hours")}
            ref={hours}
            className={classNames("relative overflow-hidden", props.onMove !== null && draggedRuler)}
          >
            <DayRuler frame={frame} nowMinute={props.nowMinute} cycle={cycle} hasButtons={props.onMove !== null} />
            {props.onMove !== null && <MoveButtons view={view} onMove={props.onMove} />}
          </div>
        </div>
        <div {...gridRoles.group} className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const personDay = people[item.index];
            const row = rows.rowAt(item.index);
            if (personDay === undefined || row === undefined) return null;
            const { id } = personDay.person;
            const isSelectedHere = selectedId !== null && personDay.sessions.some((one) => one.id === selectedId);
            return (
              <PersonRow
                key={item.key}
                personDay={personDay}
                row={row}
                frame={frame}
                isMeasured={isMeasured}
                rowIndex={item.index + 2}
                top={item.start - RULER_PX}
                now={props.now}
                cycle={cycle}
                tabStopId={keys.tabStop?.personId === id ? keys.tabStop.itemId : null}
                selectedId={isSelectedHere ? selectedId : null}
                isCurrent={isSelectedHere}
                href={props.hrefOf(id)}
                mapHref={mapHrefOf(personDay)}
                onOpen={props.onOpen}
                onExpand={onExpand}
                onShowAllHours={props.onShowAllHours}
              />
            );
          })}
          <div aria-hidden className="pointer-events-none absolute inset-y-0 right-0 left-(--who-w)">
            <RulerLines frame={frame} />
          </div>
        </div>
      </div>
    </div>
  );
}
