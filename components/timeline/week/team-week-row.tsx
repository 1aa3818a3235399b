import Link from "next/link";
import { memo, useMemo } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { Day } from "#lib/timeline/day.ts";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import { buildWeekRow, type WeekPerson } from "#lib/timeline/week.ts";
import { layoutWeekBars, WEEK_ROW_PX } from "#lib/timeline/week-bars.ts";
import { NAME_ITEM } from "../grid-items.ts";
import { gridRoles } from "../grid-roles.ts";
import type { TeamWeekProps } from "./team-week.tsx";
import { WeekBar } from "./week-bar.tsx";
import { WeekFigure } from "./week-figure.tsx";

/** Who, the days, the total. */
export const weekColumns = "grid grid-cols-[var(--who-w)_minmax(0,1fr)_76px]";

type TeamWeekRowProps = Pick<TeamWeekProps, "layers" | "now" | "hrefOf" | "weekHrefOf"> & {
  person: WeekPerson;
  dates: readonly Day[];
  /** The hours that each day shows. */
  view: RulerView;
  /** Width of the seven days together. */
  trackPx: number;
  rowIndex: number;
  top: number;
  /** The item that is the tab stop, if it is in this row. */
  tabStop: string | null;
};

/** A person's week in one line: each day a small bar and a figure, which opens that day. */
export const TeamWeekRow = memo(function TeamWeekRow(props: TeamWeekRowProps) {
  const { person, dates, layers, now, view, trackPx, rowIndex, top, tabStop, hrefOf, weekHrefOf } = props;
  const row = useMemo(() => buildWeekRow(person, { dates, layers, now }), [person, dates, layers, now]);
  const cellPx = trackPx / dates.length;
  const bars = useMemo(() => layoutWeekBars(row.cells, { cellPx, view, now }), [row, cellPx, view, now]);
  return (
    <div
      {...gridRoles.row(rowIndex)}
      style={{ height: WEEK_ROW_PX, transform: `translateY(${top}px)` }}
      className={classNames(weekColumns, "absolute inset-x-0 top-0 border-b border-line")}
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
          tabIndex={tabStop === NAME_ITEM ? 0 : -1}
          className="hit min-w-0 rounded-xs font-medium hover:underline hover:underline-offset-2"
        >
          <span className="block truncate">{person.name}</span>
        </Link>
      </div>
      <div role="presentation" className="relative grid auto-cols-fr grid-flow-col">
        <WeekBar bars={bars} height={WEEK_ROW_PX} />
        {row.cells.map((cell, at) => (
          <div key={dates[at]} {...gridRoles.cell} className="relative min-w-0">
            {cell !== null && (
              <Link
                href={hrefOf(person.id, cell.day)}
                prefetch={false}
                data-item={`${person.id} ${cell.day}`}
                tabIndex={tabStop === cell.day ? 0 : -1}
                aria-label={cell.words}
                title={cell.words}
                className="absolute inset-0.5 flex items-end justify-end rounded-md px-1.5 pb-0.5 text-2xs hover:inset-ring hover:inset-ring-field"
              >
                <WeekFigure
                  totals={cell.totals}
                  layers={layers}
                  isKnown={cell.person.isMapped && cell.axis.startAt <= now}
                />
              </Link>
            )}
          </div>
        ))}
      </div>
      <div {...gridRoles.cell} className="flex items-center justify-end pr-3 font-medium">
        <WeekFigure totals={row.totals} layers={layers} isKnown={row.cells.some((cell) => cell?.person.isMapped)} />
      </div>
    </div>
  );
});
