"use client";

import Link from "next/link";
import { useMemo, useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Day } from "#lib/timeline/day.ts";
import { pxOfMinute } from "#lib/timeline/layout-row.ts";
import { buildPersonDay, inOrderOfTime, type PersonDay } from "#lib/timeline/person-day.ts";
import {
  type TimelineDay,
  type TimelineLayer,
  type TimelineViewer,
  timelineProducts,
} from "#lib/timeline/timeline-types.ts";
import { buildWeekRow, peopleOfWeek, viewOfWeek, type WeekCell } from "#lib/timeline/week.ts";
import { dayWithoutYear } from "#lib/timeline/words.ts";
import { CalendarLane } from "../calendar-lane.tsx";
import { DayRuler, RulerLines } from "../day-ruler.tsx";
import { calendarTop, isGapRepeated, itemsOfRow, laneTop, layoutPerson, rowHeight } from "../grid-items.ts";
import { RowGaps } from "../row-gaps.tsx";
import { RowGround } from "../row-ground.tsx";
import { SessionBlock } from "../session-block.tsx";
import { toTrackStyle, useTrackWidth } from "../use-track-width.ts";
import { useWeekKeys } from "./use-week-keys.ts";
import { WeekFigure } from "./week-figure.tsx";

const LIKELY_WIDTH = 1100;
const columns = "grid grid-cols-[132px_minmax(0,1fr)_64px] max-sm:grid-cols-[84px_minmax(0,1fr)_52px]";

export type PersonWeekProps = {
  days: readonly TimelineDay[];
  layers: readonly TimelineLayer[];
  now: number;
  viewer: TimelineViewer;
  view: "grid" | "list";
  selectedId: string | null;
  hrefOf: (day: Day) => string;
  onOpen: (sessionOrEventId: string, day: Day) => void;
};

type DayRow = { cell: WeekCell; personDay: PersonDay };

/** One person's week: seven rows under one ruler, or the same as a list. */
export function PersonWeek({ days, layers, now, viewer, view, ...rest }: PersonWeekProps) {
  const rows = useMemo(() => {
    const [person] = peopleOfWeek(days);
    if (person === undefined) return [];
    const products = timelineProducts.filter((product) => layers.includes(product));
    return buildWeekRow(person, { dates: days.map(({ day }) => day), layers, now }).cells.flatMap((cell) =>
      cell === null
        ? []
        : [
            {
              cell,
              personDay: buildPersonDay(cell.person, {
                day: cell.day,
                now,
                products,
                hasCalendar: layers.includes("calendar"),
                cycle: viewer.hourCycle,
              }),
            },
          ],
    );
  }, [days, layers, now, viewer.hourCycle]);
  const shared = { ...rest, rows, layers, now, cycle: viewer.hourCycle };
  return view === "list" ? <DayLists {...shared} /> : <DayRows {...shared} />;
}

type Shared = Pick<PersonWeekProps, "layers" | "now" | "selectedId" | "hrefOf" | "onOpen"> & {
  rows: readonly DayRow[];
  cycle: TimelineViewer["hourCycle"];
};

function DayRows({ rows, layers, now, cycle, selectedId, hrefOf, onOpen }: Shared) {
  const box = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const measured = useTrackWidth(track);
  const width = measured ?? LIKELY_WIDTH;
  const view = useMemo(
    () =>
      viewOfWeek(
        rows.map(({ cell }) => cell),
        { layers, now },
      ),
    [rows, layers, now],
  );
  const frame = { view, width };
  const laid = useMemo(() => {
    const days = rows.map(({ personDay }) => personDay);
    return rows.map((row, index) => {
      // A week has room for every lane.
      const look = { isExpanded: true, isRepeated: isGapRepeated(days, index), mayMap: false };
      return { ...row, row: layoutPerson(row.personDay, { view, width }, look) };
    });
  }, [rows, view, width]);
  const toStyle = useMemo(() => toTrackStyle(width, measured !== null), [width, measured]);
  const px = (minute: number) => Math.min(width, Math.max(0, pxOfMinute(minute, view, width)));
  const keys = useWeekKeys({
    count: laid.length,
    first: Math.max(
      0,
      rows.findIndex(({ cell }) => cell.isToday),
    ),
    rowOf: (index) => {
      const one = laid[index];
      // The day stands in the place of the name.
      return one && { id: one.cell.day, items: [{ id: "day", left: -1 }, ...itemsOfRow(one.row).slice(1)] };
    },
    indexOf: (id) => laid.findIndex(({ cell }) => cell.day === id),
    scrollTo: () => undefined,
    box,
  });
  return (
    <div ref={box} className="min-h-0 flex-1 overflow-y-auto">
      <div {...keys.handlers}>
        <div
          aria-hidden
          className={classNames(columns, "sticky top-0 z-10 h-ruler border-b border-line-strong bg-surface")}
        >
          <span className="border-r border-line-strong" />
          <div ref={track} className="relative overflow-hidden">
            <DayRuler frame={frame} nowMinute={null} cycle={cycle} />
          </div>
          <span />
        </div>
        {laid.map(({ cell, personDay, row }) => {
          const { day, person } = cell;
          const stop = keys.tabStopIn(day);
          const byId = new Map(personDay.sessions.map((one) => [one.id, one]));
          return (
            <section key={day} aria-label={cell.words} className={classNames(columns, "border-b border-line")}>
              <Link
                href={hrefOf(day)}
                prefetch={false}
                data-item={`${day} day`}
                tabIndex={stop === "day" ? 0 : -1}
                aria-label={cell.words}
                className="flex items-center border-r border-line-strong pl-page text-xs font-medium hover:bg-hover max-sm:pl-3"
              >
                <span
                  className={classNames(cell.isToday && "underline decoration-now decoration-2 underline-offset-4")}
                >
                  {dayWithoutYear(day)}
                </span>
              </Link>
              <div style={{ height: rowHeight(row) }} className="relative overflow-hidden bg-off-wash">
                <RowGround personDay={personDay} dayOff={row.dayOff} px={px} toStyle={toStyle} />
                <RulerLines frame={frame} />
                <RowGaps
                  gaps={row.gaps}
                  person={person}
                  toStyle={toStyle}
                  labelTop={laneTop(0, row) + 1}
                  mapHref={null}
                  tabStopId={null}
                />
                {row.blocks.map((block) => (
                  <SessionBlock
                    key={block.sessions[0]?.id}
                    block={block}
                    sessions={block.sessions.flatMap(({ id }) => byId.get(id) ?? [])}
                    personDay={personDay}
                    rowId={day}
                    top={laneTop(block.lane, row)}
                    isAlone={row.lanes === 1 && row.calendar === null}
                    toStyle={toStyle}
                    tabStopId={stop}
                    selectedId={selectedId}
                    onOpen={(id) => onOpen(id, day)}
                  />
                ))}
                {row.calendar !== null && (
                  <CalendarLane
                    calendar={row.calendar}
                    personDay={personDay}
                    rowId={day}
                    topOf={(lane) => calendarTop(lane, row)}
                    toStyle={toStyle}
                    tabStopId={stop}
                    selectedId={selectedId}
                    onOpen={(id) => onOpen(id, day)}
                  />
                )}
                {personDay.nowMinute !== null && (
                  <i
                    aria-hidden
                    style={{ left: px(personDay.nowMinute) }}
                    className="absolute inset-y-0 z-3 -ml-px w-0.5 bg-now forced-colors:border-l-2"
                  />
                )}
              </div>
              <span className="flex items-center justify-end pr-3 font-medium">
                <WeekFigure
                  totals={cell.totals}
                  layers={layers}
                  isKnown={person.isMapped && cell.axis.startAt <= now}
                />
              </span>
            </section>
          );
        })}
      </div>
    </div>
  );
}

function DayLists({ rows, layers, now, selectedId, hrefOf, onOpen }: Shared) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {rows.map(({ cell, personDay }) => (
        <section key={cell.day} aria-label={cell.words} className="mx-auto max-w-4xl border-t-4 border-sunken">
          <div className="flex min-h-11 items-center gap-3 px-page">
            <h2 className="min-w-0 flex-1">
              <Link href={hrefOf(cell.day)} prefetch={false} className="hit hover:underline">
                {dayWithoutYear(cell.day)}
              </Link>
            </h2>
            <WeekFigure
              totals={cell.totals}
              layers={layers}
              isKnown={cell.person.isMapped && cell.axis.startAt <= now}
            />
          </div>
          <p className="px-page pb-2 text-xs text-subtle">{cell.words}</p>
          <ul>
            {personDay.gaps.map(({ words, gap }) => (
              <li key={`${gap.startAt} ${gap.reason}`} className="px-page py-1.5 text-xs text-gap-ink">
                {words}
              </li>
            ))}
            {inOrderOfTime(personDay).map((drawn) => (
              <li key={drawn.id}>
                <button
                  type="button"
                  aria-current={selectedId === drawn.id ? "true" : undefined}
                  onClick={() => onOpen(drawn.id, cell.day)}
                  className={classNames(
                    "min-h-11 w-full border-t border-line px-page py-1.5 text-left hover:bg-hover",
                    selectedId === drawn.id && "bg-hover",
                  )}
                >
                  {drawn.name}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
