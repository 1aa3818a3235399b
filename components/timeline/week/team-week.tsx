"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import Link from "next/link";
import { useLayoutEffect, useMemo, useRef } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { type Day, dayIn } from "#lib/timeline/day.ts";
import { matches } from "#lib/timeline/match-name.ts";
import type { TimelineDay, TimelineLayer, TimelineViewer } from "#lib/timeline/timeline-types.ts";
import {
  buildWeekRow,
  headOfKind,
  leadingKind,
  peopleOfWeek,
  viewOfWeek,
  type WeekCell,
  type WeekPerson,
} from "#lib/timeline/week.ts";
import { layoutWeekBars, WEEK_ROW_PX } from "#lib/timeline/week-bars.ts";
import { dayLong, dayWithoutYear, workingHours } from "#lib/timeline/words.ts";
import { NAME_ITEM } from "../grid-items.ts";
import { gridRoles } from "../grid-roles.ts";
import { useTrackWidth } from "../use-track-width.ts";
import { useWeekKeys } from "./use-week-keys.ts";
import { WeekBar, WeekHatches } from "./week-bar.tsx";
import { WeekFigure } from "./week-figure.tsx";

const LIKELY = { width: 1080, height: 900 };
const HEAD_PX = 36;
const LIST_HEAD_PX = 48;
const LIST_LINE_PX = 44;
const HEAD_ROW = "head";

export type TeamWeekProps = {
  days: readonly TimelineDay[];
  layers: readonly TimelineLayer[];
  q: string;
  now: number;
  viewer: TimelineViewer;
  view: "grid" | "list";
  hrefOf: (personId: string, day: Day) => string;
  weekHrefOf: (personId: string) => string;
  onOpenDay: (day: Day) => void;
};

/** The team's week: people by days, each day a small bar with its total, which opens that day. */
export function TeamWeek(props: TeamWeekProps) {
  const { days, q } = props;
  const people = useMemo(() => peopleOfWeek(days).filter(({ name }) => matches(name, q)), [days, q]);
  return props.view === "list" ? <WeekList {...props} people={people} /> : <WeekGrid {...props} people={people} />;
}

type Shown = TeamWeekProps & { people: readonly WeekPerson[] };

function WeekGrid({ people, days, layers, now, viewer, hrefOf, weekHrefOf, onOpenDay }: Shown) {
  const scroller = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const width = useTrackWidth(track) ?? LIKELY.width;
  const dates = useMemo(() => days.map(({ day }) => day), [days]);
  const today = dayIn(viewer.timeZone, now);
  // The clock only moves what runs: hours that have widened once a minute are enough.
  const minute = Math.floor(now / 60_000);
  const view = useMemo(() => {
    const shown = people.flatMap((one) => dates.flatMap((day, at) => ({ day, person: one.days[at] ?? null })));
    return viewOfWeek(
      shown.flatMap(({ day, person }) => (person === null ? [] : [{ day, person }])),
      { layers, now: minute * 60_000 },
    );
  }, [people, dates, layers, minute]);
  const rowOfSpot = useRef(0);
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => people[index]?.id ?? index,
    estimateSize: () => WEEK_ROW_PX,
    overscan: 5,
    initialRect: LIKELY,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(rowOfSpot.current - 1, people.length - 1)])]
        .filter((index) => index >= 0)
        .sort((a, b) => a - b),
  });
  const columns = dates.map((day, left) => ({ id: day, left }));
  const keys = useWeekKeys({
    count: people.length + 1,
    first: 1,
    rowOf: (index) => {
      if (index === 0) return { id: HEAD_ROW, items: columns };
      const person = people[index - 1];
      const items = [{ id: NAME_ITEM, left: -1 }, ...columns.filter((_, at) => person?.days[at] != null)];
      return person && { id: person.id, items };
    },
    indexOf: (id) => (id === HEAD_ROW ? 0 : people.findIndex((person) => person.id === id) + 1 || -1),
    scrollTo: (index) => index > 0 && virtualizer.scrollToIndex(index - 1, { align: "auto" }),
    box: scroller,
  });
  rowOfSpot.current = keys.rowIndex;
  const columnsClass = "grid grid-cols-[var(--who-w)_minmax(0,1fr)_76px]";
  const headStop = keys.tabStopIn(HEAD_ROW);

  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto [--who-w:244px] [scrollbar-gutter:stable] max-lg:[--who-w:188px]"
    >
      <WeekHatches />
      <div
        {...gridRoles.grid(`Week of ${dayLong(dates[0] ?? today)}`, people.length + 1, dates.length + 2)}
        tabIndex={-1}
        {...keys.handlers}
        className="relative outline-none"
      >
        <div
          {...gridRoles.row(1)}
          className={classNames(columnsClass, "sticky top-0 z-10 h-ruler border-b border-line-strong bg-surface")}
        >
          <div
            {...gridRoles.columnHeader()}
            className="flex items-center justify-between border-r border-line-strong pr-3 pl-page text-xs text-subtle"
          >
            <span>Person</span>
            <span title="The hours that each day shows" className="tabular-nums">
              <span className="sr-only">, each day shows </span>
              {workingHours(view.from, view.to, viewer.hourCycle)}
            </span>
          </div>
          <div ref={track} role="presentation" className="grid auto-cols-fr grid-flow-col">
            {dates.map((day) => (
              <div
                key={day}
                {...gridRoles.columnHeader()}
                aria-current={day === today ? "date" : undefined}
                className="min-w-0 p-1"
              >
                <button
                  type="button"
                  data-item={`${HEAD_ROW} ${day}`}
                  tabIndex={headStop === day ? 0 : -1}
                  aria-label={`${dayLong(day)}${day === today ? ", today" : ""}, open this day`}
                  onClick={() => onOpenDay(day)}
                  className={classNames(
                    "h-7 w-full truncate rounded-md px-1 text-xs hover:bg-hover",
                    day === today
                      ? "font-semibold text-text underline decoration-now decoration-2 underline-offset-4"
                      : "text-muted",
                  )}
                >
                  {dayWithoutYear(day)}
                </button>
              </div>
            ))}
          </div>
          <div
            {...gridRoles.columnHeader()}
            className="flex items-center justify-end pr-3 text-right text-xs text-subtle"
          >
            {headOfKind(leadingKind(layers))}
          </div>
        </div>
        <div {...gridRoles.group} className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const person = people[item.index];
            if (person === undefined) return null;
            const row = buildWeekRow(person, { dates, layers, now });
            const stop = keys.tabStopIn(person.id);
            return (
              <div
                key={item.key}
                {...gridRoles.row(item.index + 2)}
                style={{ height: WEEK_ROW_PX, transform: `translateY(${item.start - HEAD_PX}px)` }}
                className={classNames(columnsClass, "absolute inset-x-0 top-0 border-b border-line")}
              >
                <div
                  {...gridRoles.rowHeader}
                  className="flex min-w-0 items-center gap-2.5 border-r border-line-strong pr-3 pl-page"
                >
                  <Avatar name={person.name} />
                  <Link
                    href={weekHrefOf(person.id)}
                    prefetch={false}
                    data-item={`${person.id} ${NAME_ITEM}`}
                    tabIndex={stop === NAME_ITEM ? 0 : -1}
                    className="hit min-w-0 rounded-xs font-medium hover:underline hover:underline-offset-2"
                  >
                    <span className="block truncate">{person.name}</span>
                  </Link>
                </div>
                <div role="presentation" className="relative grid auto-cols-fr grid-flow-col">
                  <WeekBar
                    bars={layoutWeekBars(row.cells, { cellPx: width / dates.length, view, now })}
                    height={WEEK_ROW_PX}
                  />
                  {row.cells.map((cell, at) => (
                    <div key={dates[at]} {...gridRoles.cell} className="relative min-w-0">
                      {cell !== null && (
                        <Link
                          href={hrefOf(person.id, cell.day)}
                          prefetch={false}
                          data-item={`${person.id} ${cell.day}`}
                          tabIndex={stop === cell.day ? 0 : -1}
                          aria-label={cell.words}
                          title={cell.words}
                          className="absolute inset-0.5 flex items-end justify-end rounded-md px-1.5 pb-0.5 text-2xs hover:inset-ring hover:inset-ring-field"
                        >
                          <CellFigure cell={cell} layers={layers} now={now} />
                        </Link>
                      )}
                    </div>
                  ))}
                </div>
                <div {...gridRoles.cell} className="flex items-center justify-end pr-3 font-medium">
                  <WeekFigure
                    totals={row.totals}
                    layers={layers}
                    isKnown={row.cells.some((cell) => cell?.person.isMapped)}
                  />
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function CellFigure({ cell, layers, now }: { cell: WeekCell; layers: readonly TimelineLayer[]; now: number }) {
  return <WeekFigure totals={cell.totals} layers={layers} isKnown={cell.person.isMapped && cell.axis.startAt <= now} />;
}

/** The same week from top to bottom, for narrow screens and for who prefers it. */
function WeekList({ people, days, layers, now, hrefOf, weekHrefOf }: Shown) {
  const place = useRef<HTMLElement>(null);
  const dates = useMemo(() => days.map(({ day }) => day), [days]);
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => place.current,
    getItemKey: (index) => people[index]?.id ?? index,
    estimateSize: () => LIST_HEAD_PX + LIST_LINE_PX * dates.length,
    overscan: 2,
    initialRect: LIKELY,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow from the number of days
  useLayoutEffect(() => virtualizer.measure(), [dates.length]);
  return (
    <section ref={place} aria-label="Week, as a list" className="h-full max-h-dvh min-h-0 flex-1 overflow-y-auto">
      <ul className="relative mx-auto max-w-4xl" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const person = people[item.index];
          if (person === undefined) return null;
          const row = buildWeekRow(person, { dates, layers, now });
          return (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              style={{ transform: `translateY(${item.start}px)` }}
              className="absolute inset-x-0 top-0"
            >
              <div className="flex h-12 items-center gap-3 border-t-4 border-sunken px-page">
                <Avatar name={person.name} />
                <h2 className="min-w-0 flex-1">
                  <Link
                    href={weekHrefOf(person.id)}
                    prefetch={false}
                    className="hit block truncate rounded-xs hover:underline hover:underline-offset-2"
                  >
                    {person.name}
                  </Link>
                </h2>
                <span className="font-semibold">
                  <WeekFigure
                    totals={row.totals}
                    layers={layers}
                    isKnown={row.cells.some((cell) => cell?.person.isMapped)}
                  />
                </span>
              </div>
              <ul>
                {row.cells.map(
                  (cell) =>
                    cell !== null && (
                      <li key={cell.day}>
                        <Link
                          href={hrefOf(person.id, cell.day)}
                          prefetch={false}
                          className="flex min-h-11 items-center gap-3 border-t border-line px-page py-1.5 hover:bg-hover"
                        >
                          <span className="min-w-0 flex-1 text-muted">{cell.words}</span>
                        </Link>
                      </li>
                    ),
                )}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
