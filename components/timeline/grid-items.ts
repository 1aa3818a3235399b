/** What one can reach in a row of the grid, in the order of the arrow keys, and how wide and high a row is. */
import { type GapLabel, placeGapLabel } from "#lib/timeline/gap-label.ts";
import { labelWidth } from "#lib/timeline/label-width.ts";
import {
  type Block,
  type Box,
  layoutRow,
  pxOfMinute,
  type RowLayout,
  type RulerView,
} from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { type PlacedGap, placeGaps } from "./placed-gaps.ts";

const LANE_PX = 22;
/** A thinner lane: what was planned. */
export const CALENDAR_LANE_PX = 16;
const MOST_CALENDAR_LANES = 2;
const LEAST_ROW_PX = 44;
const MOST_LANES = 3;
/** About a screen of rows. */
const TOLD_IN_FULL_EVERY = 12;
const EDGE_BUTTON_PX = 48;
const BESIDE_PX = 22;
/** What stands on a day off, and the room around it. */
export const DAY_OFF = "Day off";
const DAY_OFF_PADDING = 14;

/** `holds`: what else is reached through it. */
export type GridItem = { id: string; left: number; holds?: readonly string[] };
/** Where the one tab stop of the grid is. */
export type GridSpot = { personId: string; itemId: string };

export const NAME_ITEM = "name";
export const MAP_ITEM = "map";
export const moreItem = (firstId: string) => `more:${firstId}`;
export const EARLIER_ITEM = "earlier";
export const LATER_ITEM = "later";

export type GridFrame = { view: RulerView; width: number };

/** A row of the grid: its blocks, its calendar below them, and its gaps with their words where there is room for them. */
export type GridRow = RowLayout & {
  gaps: readonly PlacedGap[];
  /** Null for a person without events on this day. */
  calendar: RowLayout | null;
  /** Where a day off is named. */
  dayOff: GapLabel;
};

/** Lays out a person's row. An opened row shows every lane; a gap that the row above has too is told in short. */
export function layoutPerson(
  personDay: PersonDay,
  { view, width }: GridFrame,
  look: { isExpanded: boolean; isRepeated: boolean; mayMap: boolean },
): GridRow {
  const now = personDay.nowMinute;
  const px = (minute: number) => pxOfMinute(minute, view, width);
  const row = layoutRow({
    sessions: personDay.sessions,
    view,
    width,
    maxLanes: look.isExpanded ? 60 : MOST_LANES,
    walls: [...(now === null ? [] : [px(now)]), ...personDay.gaps.map((gap) => px(gap.from))].filter(
      (wall) => wall > 0,
    ),
  });
  const veils = personDay.gaps.filter(({ gap }) => gap.isWhole).map(({ from, to }) => [px(from), px(to)] as const);
  const blocks = row.blocks.map((block) => keepOffGaps(block, veils));
  const taken = [
    ...blocks.flatMap(boxesOf),
    ...row.more,
    ...(now === null ? [] : [{ left: px(now) - 1, width: 3 }]),
    ...(row.before.length === 0 ? [] : [{ left: 0, width: EDGE_BUTTON_PX }]),
    ...(row.after.length === 0 ? [] : [{ left: width - EDGE_BUTTON_PX, width: EDGE_BUTTON_PX }]),
  ];
  const calendar = layoutCalendar(personDay, { view, width }, look.isExpanded);
  const likely = likelyLanes(personDay);
  return {
    ...row,
    // As high at every zoom: nothing jumps while one looks closer.
    lanes: Math.max(row.lanes, likely.lanes),
    blocks,
    gaps: placeGaps(personDay, { view, width }, taken, look),
    dayOff: placeGapLabel({ left: 0, width }, taken, { long: null, short: labelWidth(DAY_OFF) + DAY_OFF_PADDING }),
    calendar: calendar && { ...calendar, lanes: Math.max(calendar.lanes, likely.calendar?.lanes ?? 0) },
  };
}

/** Events in lanes of their own; what was held has no title there, since its session has it. */
export function layoutCalendar(
  personDay: PersonDay,
  { view, width }: GridFrame,
  isExpanded: boolean,
): RowLayout | null {
  const events = [...personDay.wholeDayEvents, ...personDay.events];
  if (events.length === 0) return null;
  return layoutRow({
    // Its title stands at its session.
    sessions: events.map((drawn) =>
      drawn.isHeld
        ? { id: drawn.id, kind: drawn.kind, from: drawn.from, to: drawn.to, isRunning: false, label: "", isApart: true }
        : drawn,
    ),
    view,
    width,
    maxLanes: isExpanded ? 60 : MOST_CALENDAR_LANES,
    walls:
      personDay.nowMinute === null ? [] : [pxOfMinute(personDay.nowMinute, view, width)].filter((wall) => wall > 0),
  });
}

/** No label stands on a gap's hatch: there it could not be read. */
function keepOffGaps(block: Block, veils: readonly (readonly [from: number, to: number])[]): Block {
  const right = block.left + block.width;
  const isOver = block.labelPlace === "beside" && veils.some(([from, to]) => right >= from && right < to);
  return isOver ? { ...block, labelPlace: "none" } : block;
}

function boxesOf(block: Block): Box[] {
  const right = block.left + block.width;
  const label = { left: right, width: labelWidth(block.label) + BESIDE_PX };
  return block.labelPlace === "beside" ? [block, label] : [block];
}

const wordsOfGaps = ({ gaps }: PersonDay) => gaps.map((gap) => gap.words).join();

/** Whether the same gaps were told in full just above: there, a few words do. Each screen of rows tells them once. */
export function isGapRepeated(people: readonly PersonDay[], index: number): boolean {
  const own = people[index];
  if (own === undefined || own.gaps.length === 0) return false;
  const words = wordsOfGaps(own);
  const first = index - (index % TOLD_IN_FULL_EVERY);
  return people.slice(first, index).some((one) => one.gaps.length > 0 && wordsOfGaps(one) === words);
}

type RowLanes = Pick<RowLayout, "lanes"> & { calendar: Pick<RowLayout, "lanes"> | null };

function calendarHeight({ calendar }: RowLanes): number {
  return calendar === null ? 0 : calendar.lanes * CALENDAR_LANE_PX;
}

/** Height of a row in px, on the 4 px grid. */
export function rowHeight(row: RowLanes): number {
  return Math.max(LEAST_ROW_PX, Math.ceil((row.lanes * LANE_PX + calendarHeight(row) + 6) / 4) * 4);
}

/** The lanes that a row needs at a near zoom; farther away short blocks may need one more. */
export function likelyLanes({ crowd: { depth, eventDepth } }: PersonDay): RowLanes {
  const lanes = Math.min(MOST_CALENDAR_LANES, eventDepth);
  return { lanes: Math.max(1, Math.min(MOST_LANES, depth)), calendar: lanes === 0 ? null : { lanes } };
}

/** Px from the top of the row to a lane of sessions. */
export function laneTop(lane: number, row: RowLanes): number {
  const free = rowHeight(row) - row.lanes * LANE_PX - calendarHeight(row);
  return Math.round((free + 2) / 2) + lane * LANE_PX;
}

/** Px from the top of the row to a lane of its calendar. */
export function calendarTop(lane: number, row: RowLanes): number {
  return laneTop(row.lanes, row) + lane * CALENDAR_LANE_PX;
}

/** The items of a row from left to right; the name comes first. */
export function itemsOfRow(row: GridRow): GridItem[] {
  return [
    { id: NAME_ITEM, left: -1 },
    ...row.gaps.filter(({ hasMapLink }) => hasMapLink).map(({ box }) => ({ id: MAP_ITEM, left: box.left })),
    ...(row.before.length > 0 ? [{ id: EARLIER_ITEM, left: 0, holds: row.before }] : []),
    ...itemsOfTrack(row, row.calendar),
    ...(row.after.length > 0 ? [{ id: LATER_ITEM, left: Number.MAX_SAFE_INTEGER, holds: row.after }] : []),
  ];
}

/** What lies in the track itself, from left to right. */
export function itemsOfTrack(row: RowLayout, calendar: RowLayout | null): GridItem[] {
  return [
    ...row.blocks.map(itemOfBlock),
    ...row.more.map(itemOfMore),
    // What was held is reached through its session.
    ...(calendar?.blocks ?? []).filter((block) => block.sessions.length > 1 || block.label !== "").map(itemOfBlock),
    ...(calendar?.more ?? []).map(itemOfMore),
  ].sort((a, b) => a.left - b.left);
}

/** A counted block is one item, under the id of its first session. */
function itemOfBlock({ left, sessions }: Block): GridItem {
  const ids = sessions.map(({ id }) => id);
  return { id: ids[0] ?? "", left, ...(ids.length > 1 ? { holds: ids } : {}) };
}

function itemOfMore({ left, ids }: RowLayout["more"][number]): GridItem {
  return { id: moreItem(ids[0] ?? ""), left, holds: ids };
}

/** The item with this id, or the one through which it is reached. */
export function findItem(items: readonly GridItem[], id: string | undefined): GridItem | undefined {
  if (id === undefined) return undefined;
  return items.find((item) => item.id === id) ?? items.find(({ holds }) => holds?.includes(id));
}

/** The item of a row that is nearest to a place in another one; what stands before the track only leads to the same. */
export function nearestItem(items: readonly GridItem[], from: GridItem | undefined): GridItem | undefined {
  const inTrack = items.filter(({ left }) => left >= 0);
  if (from === undefined || from.left < 0 || inTrack.length === 0) return items[0];
  return inTrack.reduce((best, item) =>
    Math.abs(item.left - from.left) < Math.abs(best.left - from.left) ? item : best,
  );
}

/** Where the tab stop is at first: in the track, if something is in it. */
export function firstStop(items: readonly GridItem[]): GridItem | undefined {
  return items.find(({ left }) => left >= 0) ?? items[0];
}

/** Whether an event is the grid's own: those of a list that floats over it come through React, too. */
export function isWithin({ currentTarget, target }: { currentTarget: Element; target: EventTarget }): boolean {
  return target instanceof Node && currentTarget.contains(target);
}
