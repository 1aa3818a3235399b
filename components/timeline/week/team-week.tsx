"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { type Day, dayIn, MINUTES_OF_RULER } from "#lib/timeline/day.ts";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import { matches } from "#lib/timeline/match-name.ts";
import type { TimelineDay, TimelineLayer, TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { headOfKind, leadingKind, peopleOfWeek, viewOfWeek, type WeekPerson } from "#lib/timeline/week.ts";
import { WEEK_ROW_PX } from "#lib/timeline/week-bars.ts";
import { dayLong, dayWithoutYear, type HourCycle, workingHours } from "#lib/timeline/words.ts";
import { NAME_ITEM } from "../grid-items.ts";
import { gridRoles } from "../grid-roles.ts";
import { useTrackWidth } from "../use-track-width.ts";
import { TeamWeekList } from "./team-week-list.tsx";
import { TeamWeekRow, weekColumns } from "./team-week-row.tsx";
import { useWeekKeys } from "./use-week-keys.ts";
import { WeekHatches } from "./week-bar.tsx";

const LIKELY = { width: 1080, height: 900 };
const HEAD_PX = 36;
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
  return props.view === "list" ? <TeamWeekList {...props} people={people} /> : <WeekGrid {...props} people={people} />;
}

export type TeamWeekShown = TeamWeekProps & { people: readonly WeekPerson[] };

function WeekGrid({ people, days, layers, now, viewer, hrefOf, weekHrefOf, onOpenDay }: TeamWeekShown) {
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
          className={classNames(weekColumns, "sticky top-0 z-10 h-ruler border-b border-line-strong bg-surface")}
        >
          <div
            {...gridRoles.columnHeader()}
            className="flex items-center justify-between border-r border-line-strong pr-3 pl-page text-xs text-subtle"
          >
            <span>Person</span>
            <span title="The hours that each day shows" className="tabular-nums">
              <span className="sr-only">, each day shows </span>
              {hoursOf(view, viewer.hourCycle)}
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
            return (
              <TeamWeekRow
                key={item.key}
                {...{ person, dates, layers, now, view, hrefOf, weekHrefOf }}
                trackPx={width}
                rowIndex={item.index + 2}
                top={item.start - HEAD_PX}
                tabStop={keys.tabStopIn(person.id)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function hoursOf({ from, to }: RulerView, cycle: HourCycle): string {
  if (from === 0 && to === MINUTES_OF_RULER) return "24 h";
  const hours = workingHours(from, to, cycle);
  return to === MINUTES_OF_RULER && cycle === "24h" ? hours.replace(/0$/, "24") : hours;
}
