/** What one can reach in a row of the grid, in the order of the arrow keys, and how wide and high a row is. */
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

export type GridItem = { id: string; left: number };
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
  return {
    ...row,
    blocks,
    gaps: placeGaps(personDay, { view, width }, taken, look),
    calendar: layoutCalendar(personDay, { view, width }, look.isExpanded),
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
    sessions: events.map((drawn) => (drawn.isHeld ? { ...drawn, label: "" } : drawn)),
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

/** Ids of people whose gaps were told in full just above: there, a few words do. */
export function repeatedGaps(people: readonly PersonDay[]): Set<string> {
  const toldAt = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, { person, gaps }] of people.entries()) {
    if (gaps.length === 0) continue;
    const words = gaps.map((gap) => gap.words).join();
    if (index - (toldAt.get(words) ?? Number.NEGATIVE_INFINITY) < TOLD_IN_FULL_EVERY) repeated.add(person.id);
    else toldAt.set(words, index);
  }
  return repeated;
}

type RowLanes = Pick<RowLayout, "lanes"> & { calendar: Pick<RowLayout, "lanes"> | null };

function calendarHeight({ calendar }: RowLanes): number {
  return calendar === null ? 0 : calendar.lanes * CALENDAR_LANE_PX;
}

/** Height of a row in px, on the 4 px grid. */
export function rowHeight(row: RowLanes): number {
  return Math.max(LEAST_ROW_PX, Math.ceil((row.lanes * LANE_PX + calendarHeight(row) + 6) / 4) * 4);
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
  const inTrack = [
    ...row.blocks.flatMap((block) => block.sessions.map(({ id, left }) => ({ id, left }))),
    ...row.more.map((more) => ({ id: moreItem(more.ids[0] ?? ""), left: more.left })),
    // What was held is reached through its session.
    ...(row.calendar?.blocks ?? [])
      .filter(({ label }) => label !== "")
      .flatMap((block) => block.sessions.map(({ id, left }) => ({ id, left }))),
    ...(row.calendar?.more ?? []).map((more) => ({ id: moreItem(more.ids[0] ?? ""), left: more.left })),
  ].sort((a, b) => a.left - b.left);
  return [
    { id: NAME_ITEM, left: -1 },
    ...row.gaps.filter(({ hasMapLink }) => hasMapLink).map(({ box }) => ({ id: MAP_ITEM, left: box.left })),
    ...(row.before.length > 0 ? [{ id: EARLIER_ITEM, left: 0 }] : []),
    ...inTrack,
    ...(row.after.length > 0 ? [{ id: LATER_ITEM, left: Number.MAX_SAFE_INTEGER }] : []),
  ];
}

/** The item of a row that is nearest to a place in another one; the name only leads to names. */
export function nearestItem(items: readonly GridItem[], from: GridItem | undefined): GridItem | undefined {
  if (from === undefined || from.id === NAME_ITEM) return items[0];
  const blocks = items.slice(1);
  return blocks.length === 0
    ? items[0]
    : blocks.reduce((best, item) => (Math.abs(item.left - from.left) < Math.abs(best.left - from.left) ? item : best));
}
