"use client";

import Link from "next/link";
import { useMemo, useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Day } from "#lib/timeline/day.ts";
import { pxOfMinute, type RulerView } from "#lib/timeline/layout-row.ts";
import { buildPersonDay, inOrderOfTime, type PersonDay, viewOfWork } from "#lib/timeline/person-day.ts";
import {
  type TimelineDay,
  type TimelineLayer,
  type TimelineViewer,
  timelineProducts,
} from "#lib/timeline/timeline-types.ts";
import { buildWeekRow, peopleOfWeek, type WeekCell } from "#lib/timeline/week.ts";
import { dayWithoutYear } from "#lib/timeline/words.ts";
import { CalendarLane } from "../calendar-lane.tsx";
import { DayRuler, RulerLines } from "../day-ruler.tsx";
import { calendarTop, itemsOfRow, laneTop, layoutPerson, rowHeight } from "../grid-items.ts";
import { SessionBlock } from "../session-block.tsx";
import { toTrackStyle, useTrackWidth } from "../use-track-width.ts";
import { useWeekKeys } from "./use-week-keys.ts";
import { WeekFigure } from "./week-figure.tsx";

const LIKELY_WIDTH = 1100;
/** A week has room for every lane; what is not known is told by the day. */
const EVERYTHING = { isExpanded: true, isRepeated: true, mayMap: false } as const;
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
  const view = useMemo(() => viewOfWeek(rows), [rows]);
  const frame = { view, width };
  const laid = useMemo(
    () =>
      rows.map((row) => ({
        ...row,
        row: layoutPerson(row.personDay, { view, width }, EVERYTHING),
      })),
    [rows, view, width],
  );
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
                <i
                  aria-hidden
                  style={
                    person.isWorkDay
                      ? toStyle({ left: px(person.workStart), width: px(person.workEnd) - px(person.workStart) })
                      : { inset: 0 }
                  }
                  className={classNames("absolute inset-y-0", person.isWorkDay ? "bg-surface" : "hatch-off")}
                />
                <RulerLines frame={frame} />
                {personDay.gaps.map(({ from, to, words, gap }) => (
                  <i
                    key={`${gap.startAt} ${gap.reason}`}
                    title={words}
                    style={toStyle({ left: px(from), width: px(to) - px(from) })}
                    className={classNames(
                      "hatch-gap absolute z-1",
                      gap.isWhole ? "inset-y-0" : "bottom-0 h-2 [--hatch:5px]",
                    )}
                  />
                ))}
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
                    className="absolute inset-y-0 z-3 -ml-px w-0.5 bg-now"
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

/** Working hours, widened until each session and event of the week is in it. */
function viewOfWeek(rows: readonly DayRow[]): RulerView {
  const work = viewOfWork(rows.map(({ cell }) => cell.person));
  const all = rows.flatMap(({ personDay }) => [...personDay.sessions, ...personDay.events]);
  return {
    from: Math.min(work.from, ...all.map(({ from }) => Math.floor(from / 60) * 60)),
    to: Math.max(work.to, ...all.map(({ to }) => Math.min(1440, Math.ceil(to / 60) * 60))),
  };
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
