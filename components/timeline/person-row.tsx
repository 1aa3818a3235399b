"use client";

import { memo, useMemo } from "react";
import { pxOfMinute } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import type { HourCycle } from "#lib/timeline/words.ts";
import { CalendarLane } from "./calendar-lane.tsx";
import { calendarTop, type GridFrame, type GridRow, laneTop, rowHeight } from "./grid-items.ts";
import { gridRoles } from "./grid-roles.ts";
import { MoreButtons, OutsideHours } from "./row-edges.tsx";
import { RowGaps } from "./row-gaps.tsx";
import { RowGround } from "./row-ground.tsx";
import { RowHead } from "./row-head.tsx";
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
  const { personDay, row, frame, isMeasured, rowIndex, top, tabStopId, selectedId, onOpen, onExpand } = props;
  const { person, nowMinute } = personDay;
  const { view, width } = frame;
  const toStyle = useMemo(() => toTrackStyle(width, isMeasured), [isMeasured, width]);
  const byId = useMemo(() => new Map(personDay.sessions.map((one) => [one.id, one])), [personDay]);
  const px = (minute: number) => Math.min(width, Math.max(0, pxOfMinute(minute, view, width)));
  const isNowShown = nowMinute !== null && nowMinute >= view.from && nowMinute <= view.to;
  const shared = { personDay, rowId: person.id, toStyle, tabStopId, selectedId, onOpen };
  const more = { personId: person.id, toStyle, tabStopId, onExpand };

  return (
    <div
      {...gridRoles.row(rowIndex)}
      style={{ top, height: rowHeight(row) }}
      className="absolute inset-x-0 grid grid-cols-[var(--who-w)_minmax(0,1fr)] border-b border-line"
    >
      <RowHead {...props} />
      <div {...gridRoles.cell} className="relative overflow-hidden bg-off-wash">
        <RowGround personDay={personDay} dayOff={row.dayOff} px={px} toStyle={toStyle} />
        <RowGaps
          gaps={row.gaps}
          person={person}
          toStyle={toStyle}
          labelTop={laneTop(0, row) + 1}
          mapHref={props.mapHref}
          tabStopId={tabStopId}
        />
        {row.blocks.map((block) => (
          <SessionBlock
            key={block.sessions[0]?.id}
            {...shared}
            block={block}
            sessions={block.sessions.flatMap(({ id }) => byId.get(id) ?? [])}
            top={laneTop(block.lane, row)}
            isAlone={row.lanes === 1 && row.calendar === null}
          />
        ))}
        <MoreButtons {...more} more={row.more} where="at this time" top={laneTop(row.lanes - 1, row)} />
        {row.calendar !== null && (
          <>
            <CalendarLane {...shared} calendar={row.calendar} topOf={(lane) => calendarTop(lane, row)} />
            <MoreButtons
              {...more}
              more={row.calendar.more}
              where="in the calendar at this time"
              top={calendarTop(row.calendar.lanes - 1, row) - 4}
            />
          </>
        )}
        <OutsideHours personDay={personDay} row={row} tabStopId={tabStopId} onShowAllHours={props.onShowAllHours} />
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
