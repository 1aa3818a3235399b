"use client";

import { useMemo, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { labelWidth } from "#lib/timeline/label-width.ts";
import { layoutRow, pxOfMinute, type RowSession, type RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { rangeOfSession } from "#lib/timeline/session-words.ts";
import type { TimelineProduct } from "#lib/timeline/timeline-types.ts";
import type { HourCycle } from "#lib/timeline/words.ts";
import { BarBlock } from "./bar-block.tsx";
import { CalendarLane } from "./calendar-lane.tsx";
import { DayRuler, RulerLines } from "./day-ruler.tsx";
import { CALENDAR_LANE_PX, findItem, type GridItem, isWithin, itemsOfTrack, layoutCalendar } from "./grid-items.ts";
import { KnownStrip } from "./known-strip.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { placeGaps } from "./placed-gaps.ts";
import { RowGaps } from "./row-gaps.tsx";
import type { OpenSession } from "./session-block.tsx";
import { draggedRuler, useRulerDrag } from "./use-ruler-drag.ts";
import { toTrackStyle, useTrackWidth } from "./use-track-width.ts";
import { useWheel } from "./use-wheel.ts";

const LIKELY_WIDTH = 1200;
const LANE_PX = 64;
const TOP_PX = 12;
const DATA_PX = 40;
/** Between the calendar and what is known. */
const CALENDAR_GAP_PX = 6;

export type PersonBarProps = {
  personDay: PersonDay;
  products: readonly TimelineProduct[];
  view: RulerView;
  cycle: HourCycle;
  selectedId: string | null;
  mapHref: string | null;
  onOpen: OpenSession;
  onZoom: (direction: 1 | -1, anchor?: number) => void;
  /** Moves the hours in view; null when they do not move. */
  onMove: ((minutes: number) => void) | null;
};

/** One person's day, large: blocks with title and time, and under them what is known. */
export function PersonBar(props: PersonBarProps) {
  const { personDay, products, view, cycle, selectedId, mapHref, onOpen, onZoom, onMove } = props;
  const box = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  useWheel({ box, ruler, view, onZoom, onMove });
  useRulerDrag({ ruler, view, onMove });
  const measured = useTrackWidth(track);
  const width = measured ?? LIKELY_WIDTH;

  const { person, nowMinute, sessions } = personDay;
  const frame = useMemo(() => ({ view, width }), [view, width]);
  const px = (minute: number) => Math.min(width, Math.max(0, pxOfMinute(minute, view, width)));
  const labelled = useMemo(() => withLabels(personDay), [personDay]);
  const row = useMemo(
    () =>
      layoutRow({
        ...{ sessions: labelled, view, width, maxLanes: 60, sizePx: 12, besideMarkPx: 0 },
        walls: nowMinute === null ? [] : [pxOfMinute(nowMinute, view, width)],
      }),
    [labelled, nowMinute, view, width],
  );
  const gaps = useMemo(() => {
    // The words stand at the foot, in the lane of data: only the line of now is in their way there.
    const taken = nowMinute === null ? [] : [{ left: pxOfMinute(nowMinute, view, width) - 1, width: 3 }];
    return placeGaps(personDay, { view, width }, taken, { isRepeated: false, mayMap: mapHref !== null });
  }, [personDay, nowMinute, view, width, mapHref]);
  const toStyle = useMemo(() => toTrackStyle(width, measured !== null), [width, measured]);
  const byId = useMemo(() => new Map(sessions.map((one) => [one.id, one])), [sessions]);
  const height = TOP_PX + row.lanes * LANE_PX;
  const isNowShown = nowMinute !== null && nowMinute >= view.from && nowMinute <= view.to;
  const calendar = useMemo(() => layoutCalendar(personDay, frame, true), [personDay, frame]);
  const dataTop = height + (calendar === null ? 0 : calendar.lanes * CALENDAR_LANE_PX + CALENDAR_GAP_PX);
  const keys = useBarKeys(useMemo(() => itemsOfTrack(row, calendar), [row, calendar]));

  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] border-y border-line-strong max-lg:grid-cols-1">
      <div aria-hidden className="relative border-r border-line-strong pl-page text-xs text-subtle max-lg:hidden">
        <span style={{ top: 32 + TOP_PX + 22 }} className="absolute">
          Zoom
        </span>
        {calendar !== null && (
          <span style={{ top: 32 + height - 1 }} className="absolute">
            Calendar
          </span>
        )}
        <span style={{ top: 32 + dataTop + 2 }} className="absolute">
          Data
        </span>
      </div>
      <div ref={box} className="min-w-0">
        <div
          ref={ruler}
          className={classNames(
            "relative h-8 overflow-hidden border-b border-line-strong [&>span]:-mt-0.5",
            onMove !== null && draggedRuler,
          )}
        >
          <DayRuler frame={frame} nowMinute={nowMinute} cycle={cycle} hasButtons={onMove !== null} />
          {onMove !== null && <MoveButtons view={view} onMove={onMove} />}
        </div>
        <fieldset
          ref={track as never}
          onKeyDown={keys.onKeyDown}
          style={{ height: dataTop + DATA_PX }}
          className="relative min-w-0 overflow-hidden bg-off-wash"
        >
          <legend className="sr-only">Sessions of {person.name}</legend>
          {person.isWorkDay ? (
            <i
              aria-hidden
              style={toStyle({ left: px(person.workStart), width: px(person.workEnd) - px(person.workStart) })}
              className="absolute inset-y-0 bg-surface"
            />
          ) : (
            <i aria-hidden className="hatch-off absolute inset-0" />
          )}
          <span aria-hidden className="absolute inset-0">
            <RulerLines frame={frame} />
          </span>
          <RowGaps
            gaps={gaps}
            person={person}
            toStyle={toStyle}
            labelTop={dataTop + 11}
            mapHref={mapHref}
            tabStopId={null}
          />
          {row.blocks.map((block) => (
            <BarBlock
              key={block.sessions[0]?.id}
              block={block}
              sessions={block.sessions.flatMap(({ id }) => byId.get(id) ?? [])}
              personDay={personDay}
              toStyle={toStyle}
              top={TOP_PX + block.lane * LANE_PX}
              tabStopId={keys.tabStopId}
              selectedId={selectedId}
              onOpen={onOpen}
            />
          ))}
          {calendar !== null && (
            <CalendarLane
              calendar={calendar}
              personDay={personDay}
              rowId={null}
              topOf={(lane) => height + lane * CALENDAR_LANE_PX}
              toStyle={toStyle}
              tabStopId={keys.tabStopId}
              selectedId={selectedId}
              onOpen={onOpen}
            />
          )}
          <KnownStrip
            personDay={personDay}
            products={products}
            view={view}
            px={px}
            toStyle={toStyle}
            top={dataTop + 8}
          />
          {isNowShown && (
            <i
              aria-hidden
              style={{ left: toStyle({ left: px(nowMinute), width: 0 }).left }}
              className="pointer-events-none absolute inset-y-0 z-3 -ml-px w-0.5 bg-now forced-colors:border-l-2"
            />
          )}
        </fieldset>
      </div>
    </div>
  );
}

/** Large blocks carry two lines, in them or beside them: the wider one needs the room. */
function withLabels({ sessions, axis, cycle }: PersonDay): RowSession[] {
  return sessions.map((drawn) => {
    const time = rangeOfSession(drawn.session, axis, cycle);
    const label = labelWidth(drawn.label, 12) > labelWidth(time, 12) ? drawn.label : time;
    const { id, kind, from, to, isRunning } = drawn;
    return { id, kind, from, to, isRunning, label };
  });
}

/** The bar is one tab stop: left and right, Home and End. */
function useBarKeys(items: readonly GridItem[]) {
  const [at, setAt] = useState<string | null>(null);
  const here = at === null ? undefined : findItem(items, at);
  const index = here === undefined ? 0 : items.indexOf(here);
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    const focused = (event.target as HTMLElement).dataset.barItem;
    const from = focused === undefined ? index : items.findIndex(({ id }) => id === focused);
    const next = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey || !isWithin(event)) return;
    event.preventDefault();
    const target = items[next];
    if (target === undefined) return;
    setAt(target.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-bar-item="${target.id}"]`)?.focus();
  };
  return { tabStopId: items[index]?.id ?? null, onKeyDown };
}
