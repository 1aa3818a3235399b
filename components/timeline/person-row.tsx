"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { memo, type ReactNode, useMemo } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { pxOfMinute } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { clockAt, type HourCycle, lengthAsFigure, placeOfZone, workingHours } from "#lib/timeline/words.ts";
import { CalendarLane } from "./calendar-lane.tsx";
import {
  calendarTop,
  EARLIER_ITEM,
  type GridFrame,
  type GridRow,
  LATER_ITEM,
  laneTop,
  moreItem,
  NAME_ITEM,
  rowHeight,
} from "./grid-items.ts";
import { gridRoles } from "./grid-roles.ts";
import { RowGaps } from "./row-gaps.tsx";
import { type OpenSession, SessionBlock } from "./session-block.tsx";
import { toTrackStyle } from "./use-track-width.ts";

export type PersonRowProps = {
  personDay: PersonDay;
  row: GridRow;
  frame: GridFrame;
  isMeasured: boolean;
  /** Position in the grid, from 1, the ruler's row counted. */
  rowIndex: number;
  top: number;
  now: number;
  cycle: HourCycle;
  tabStopId: string | null;
  selectedId: string | null;
  isCurrent: boolean;
  href: string;
  mapHref: string | null;
  onOpen: OpenSession;
  onExpand: (personId: string) => void;
  onShowAllHours: () => void;
};

/** One person: who and when on the left, their day on the right. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { personDay, row, frame, isMeasured, rowIndex, top, tabStopId, selectedId } = props;
  const { person, nowMinute } = personDay;
  const { view, width } = frame;
  const toStyle = useMemo(() => toTrackStyle(width, isMeasured), [isMeasured, width]);
  const byId = useMemo(() => new Map(personDay.sessions.map((one) => [one.id, one])), [personDay]);
  const px = (minute: number) => Math.min(width, Math.max(0, pxOfMinute(minute, view, width)));
  const work = { left: px(person.workStart), width: px(person.workEnd) - px(person.workStart) };
  const isNowShown = nowMinute !== null && nowMinute >= view.from && nowMinute <= view.to;

  return (
    <div
      {...gridRoles.row(rowIndex)}
      style={{ top, height: rowHeight(row) }}
      className="absolute inset-x-0 grid grid-cols-[var(--who-w)_minmax(0,1fr)] border-b border-line"
    >
      <RowHead {...props} />
      <div {...gridRoles.cell} className="relative overflow-hidden bg-off-wash">
        {person.isWorkDay ? (
          work.width > 0 && <i aria-hidden style={toStyle(work)} className="absolute inset-y-0 bg-surface" />
        ) : (
          <DayOff />
        )}
        {personDay.axis.breaks.map((part) => {
          const box = { left: px(part.from), width: px(part.to) - px(part.from) };
          const words =
            part.kind === "missing"
              ? "This hour did not exist: the clock went forward"
              : "This hour came twice: the clock went back";
          return (
            box.width > 0 && (
              <span key={part.from} title={words} style={toStyle(box)} className="hatch-off absolute inset-y-0">
                <span className="sr-only">{words}</span>
              </span>
            )
          );
        })}
        <RowGaps
          gaps={row.gaps}
          person={person}
          toStyle={toStyle}
          labelTop={laneTop(0, row) + 1}
          mapHref={props.mapHref}
          tabStopId={tabStopId}
        />
        {row.blocks.map((block) => {
          const ids = block.sessions.map(({ id }) => id);
          return (
            <SessionBlock
              key={ids[0]}
              block={block}
              sessions={ids.flatMap((id) => byId.get(id) ?? [])}
              personId={person.id}
              top={laneTop(block.lane, row)}
              isAlone={row.lanes === 1 && row.calendar === null}
              toStyle={toStyle}
              tabStopId={tabStopId !== null && ids.includes(tabStopId) ? tabStopId : null}
              selectedId={selectedId !== null && ids.includes(selectedId) ? selectedId : null}
              onOpen={props.onOpen}
            />
          );
        })}
        {row.more.map((more) => {
          const id = moreItem(more.ids[0] ?? "");
          return (
            <EdgeButton
              key={id}
              item={`${person.id} ${id}`}
              isTabStop={tabStopId === id}
              name={`${more.ids.length} more at this time, show all`}
              style={{ ...toStyle(more), top: laneTop(row.lanes - 1, row) }}
              className="justify-center font-semibold text-text"
              onPress={() => props.onExpand(person.id)}
            >
              +{more.ids.length}
            </EdgeButton>
          );
        })}
        {row.calendar !== null && (
          <CalendarLane
            calendar={row.calendar}
            personDay={personDay}
            rowId={person.id}
            topOf={(lane) => calendarTop(lane, row)}
            toStyle={toStyle}
            tabStopId={tabStopId}
            selectedId={selectedId}
            onOpen={props.onOpen}
          />
        )}
        {row.calendar?.more.map((more) => {
          const id = moreItem(more.ids[0] ?? "");
          return (
            <EdgeButton
              key={id}
              item={`${person.id} ${id}`}
              isTabStop={tabStopId === id}
              name={`${more.ids.length} more in the calendar at this time, show all`}
              style={{ ...toStyle(more), top: calendarTop((row.calendar?.lanes ?? 1) - 1, row) - 4 }}
              className="justify-center font-semibold text-text"
              onPress={() => props.onExpand(person.id)}
            >
              +{more.ids.length}
            </EdgeButton>
          );
        })}
        <OutsideHours {...props} />
        {isNowShown && (
          <i
            aria-hidden
            style={{ ...toStyle({ left: px(nowMinute), width: 2 }), width: 2 }}
            className="pointer-events-none absolute inset-y-0 z-3 -ml-px bg-now forced-colors:border-l-2"
          />
        )}
      </div>
    </div>
  );
});

function RowHead({ personDay, row, now, cycle, tabStopId, isCurrent, href }: PersonRowProps) {
  const { person, inMeetings, isAtLeast } = personDay;
  const total = lengthAsFigure(inMeetings);
  const clock = clockAt(now, person.timeZone, cycle);
  const place = placeOfZone(person.timeZone);
  const hours = workingHours(person.workStart, person.workEnd, cycle);
  return (
    <div
      {...gridRoles.rowHeader}
      className={classNames(
        "relative z-4 grid grid-cols-[28px_minmax(0,1fr)_auto] content-start items-center gap-x-2 border-r border-line-strong pt-1.5 pr-3 pl-page max-lg:grid-cols-[minmax(0,1fr)_auto]",
        isCurrent ? "bg-hover" : "bg-surface",
      )}
    >
      <Avatar name={person.name} className="row-span-2 max-lg:hidden" />
      <Link
        href={href}
        prefetch={false}
        data-item={`${person.id} ${NAME_ITEM}`}
        tabIndex={tabStopId === NAME_ITEM ? 0 : -1}
        // The upper half of the head is its target, on phones all of it.
        className="block truncate rounded-xs leading-4 font-medium after:absolute after:inset-x-0 after:top-0 after:h-6 hover:underline hover:underline-offset-2 max-sm:after:h-full"
      >
        {person.name}
      </Link>
      {person.isMapped ? (
        <span
          title={isAtLeast ? "At least: some of this day is not known" : "In hosted meetings, overlaps counted once"}
          className={classNames(
            "relative text-xs leading-4 tabular-nums",
            inMeetings === 0 ? "text-subtle" : "text-text",
            isAtLeast && "underline decoration-gap-ink decoration-dotted underline-offset-[3px]",
          )}
        >
          <span className="sr-only">{isAtLeast ? "At least " : ""}</span>
          {total}
          <span className="sr-only"> in meetings{row.more.length > 0 ? ", some stacked" : ""}</span>
        </span>
      ) : (
        <span />
      )}
      <span
        data-place
        title={`${clock} ${place}, works ${hours}`}
        // Hours that have no room wrap out of sight whole: half an hour would be a wrong one. The row's ground has them.
        className="col-span-2 mt-px flex h-[14px] min-w-0 flex-wrap gap-x-1 overflow-hidden text-2xs leading-[14px] whitespace-nowrap text-subtle tabular-nums"
      >
        <span className="max-w-full truncate">
          <span className="font-medium text-muted">{clock}</span> {place}
        </span>
        <span>· {hours}</span>
      </span>
    </div>
  );
}

function DayOff() {
  return (
    <span className="hatch-off absolute inset-0">
      <span className="absolute top-[13px] left-2 flex h-[18px] items-center rounded-sm bg-surface px-1.5 text-2xs font-medium text-muted inset-ring inset-ring-line-strong">
        Day off
      </span>
    </span>
  );
}

function OutsideHours({ personDay, row, frame, tabStopId, onShowAllHours }: PersonRowProps) {
  const { person } = personDay;
  const words = (count: number, side: string) =>
    `${count} ${count === 1 ? "session" : "sessions"} ${side} these hours, show 24 hours`;
  return (
    <>
      {row.before.length > 0 && (
        <EdgeButton
          item={`${person.id} ${EARLIER_ITEM}`}
          isTabStop={tabStopId === EARLIER_ITEM}
          name={words(row.before.length, "before")}
          style={{ left: 4, top: laneTop(0, row) }}
          onPress={onShowAllHours}
        >
          <ChevronLeft aria-hidden size={12} className="-ml-0.5" />
          {row.before.length}
        </EdgeButton>
      )}
      {row.after.length > 0 && frame.width > 0 && (
        <EdgeButton
          item={`${person.id} ${LATER_ITEM}`}
          isTabStop={tabStopId === LATER_ITEM}
          name={words(row.after.length, "after")}
          style={{ right: 4, top: laneTop(0, row) }}
          onPress={onShowAllHours}
        >
          {row.after.length}
          <ChevronRight aria-hidden size={12} className="-mr-0.5" />
        </EdgeButton>
      )}
    </>
  );
}

function EdgeButton({
  item,
  isTabStop,
  name,
  style,
  className,
  onPress,
  children,
}: {
  item: string;
  isTabStop: boolean;
  name: string;
  style: React.CSSProperties;
  className?: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      data-item={item}
      data-edge=""
      tabIndex={isTabStop ? 0 : -1}
      aria-label={name}
      title={name}
      onClick={onPress}
      style={style}
      className={classNames(
        "absolute z-3 flex h-lane min-w-6 items-center gap-px rounded-sm bg-surface px-1.5 text-2xs font-medium text-muted tabular-nums inset-ring inset-ring-field after:absolute after:-inset-0.5 focus-visible:z-4",
        className,
      )}
    >
      {children}
    </button>
  );
}
