/**
 * The small bars of a week as a few outlines for one drawing a row, so that a row of seven days is a handful of nodes.
 * Every coordinate is a whole pixel inside its day.
 */
import { minuteOnRuler } from "./day.ts";
import { pxOfMinute, type RulerView } from "./layout-row.ts";
import type { SessionKind } from "./timeline-types.ts";
import { spanOfSession } from "./totals.ts";
import type { WeekCell } from "./week.ts";

/** Heights in px, from the top of the row. */
export const WEEK_ROW_PX = 52;
const BAR = { top: 6, height: 20 };
const SESSION = { top: 9, height: 14 };
/** Calls are lower, so that they differ by more than their colour. */
const CALL = { top: 14, height: 9 };
const EVENT = { top: 27, height: 5 };
const LEAST_PX = 3;
/** Room between days. */
const SIDE_PX = 6;

/** Outlines in the syntax of an SVG path; empty where there is nothing. */
export type WeekBars = Record<SessionKind, string> & {
  ground: string;
  work: string;
  off: string;
  gap: string;
  partGap: string;
  /** The second edge of webinars. */
  edge: string;
  event: string;
  now: string;
};

const rect = (left: number, top: number, width: number, height: number) =>
  `M${left} ${top}h${width}v${height}h${-width}z`;

/** Lays out the days of a row; `cellPx` is the width of a day, null in `cells` leaves its place empty. */
export function layoutWeekBars(
  cells: readonly (WeekCell | null)[],
  { cellPx, view, now }: { cellPx: number; view: RulerView; now: number },
): WeekBars {
  const bars: WeekBars = {
    ground: "",
    work: "",
    off: "",
    gap: "",
    partGap: "",
    meeting: "",
    call: "",
    webinar: "",
    edge: "",
    event: "",
    now: "",
  };
  const width = Math.max(LEAST_PX, Math.floor(cellPx) - 2 * SIDE_PX);
  for (const [index, cell] of cells.entries()) {
    if (cell === null) continue;
    const start = Math.round(index * cellPx) + SIDE_PX;
    const { person, axis } = cell;
    const px = (minute: number) => Math.min(width, Math.max(0, pxOfMinute(minute, view, width)));
    const at = (instant: number) => px(minuteOnRuler(axis, instant));
    const box = (from: number, to: number, least: number) => {
      const own = Math.min(width, Math.max(least, to - from));
      return { left: start + Math.min(from, width - own), width: own };
    };
    bars.ground += rect(start, BAR.top, width, BAR.height);
    if (!person.isWorkDay) bars.off += rect(start, BAR.top, width, BAR.height);
    else {
      const work = box(px(person.workStart), px(person.workEnd), 0);
      if (work.width > 0) bars.work += rect(work.left, BAR.top, work.width, BAR.height);
    }
    for (const gap of person.gaps) {
      const own = box(at(Date.parse(gap.startAt)), at(Date.parse(gap.endAt)), 1);
      if (gap.isWhole) bars.gap += rect(own.left, BAR.top, own.width, BAR.height);
      else bars.partGap += rect(own.left, BAR.top + BAR.height - 4, own.width, 4);
    }
    for (const session of person.sessions) {
      const span = spanOfSession(session, now);
      const own = box(at(span.startAt), at(span.endAt) - 1, LEAST_PX);
      const { top, height } = session.kind === "call" ? CALL : SESSION;
      bars[session.kind] += rect(own.left, top, own.width, height);
      if (session.kind === "webinar") bars.edge += rect(own.left, top + 2, own.width, 1);
    }
    for (const event of person.events) {
      if (event.isAllDay) continue;
      const own = box(at(Date.parse(event.startAt)), at(Date.parse(event.endAt)), LEAST_PX);
      // Half a pixel inwards: a line of one pixel then lies on one.
      bars.event += `M${own.left + 0.5} ${EVENT.top + 0.5}h${own.width - 1}v${EVENT.height - 1}h${1 - own.width}z`;
    }
    if (cell.isToday) bars.now += rect(start + Math.min(width - 2, at(now)), BAR.top - 2, 2, BAR.height + 4);
  }
  return bars;
}
