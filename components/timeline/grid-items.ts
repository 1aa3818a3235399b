/** What one can reach in a row of the grid, in the order of the arrow keys, and how wide and high a row is. */
import { layoutRow, pxOfMinute, type RowLayout, type RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";

export const LANE_PX = 22;
export const BLOCK_PX = 20;
const LEAST_ROW_PX = 44;
const MOST_LANES = 3;

export type GridItem = { id: string; left: number };
/** Where the one tab stop of the grid is. */
export type GridSpot = { personId: string; itemId: string };

export const NAME_ITEM = "name";
export const MAP_ITEM = "map";
export const moreItem = (firstId: string) => `more:${firstId}`;
export const EARLIER_ITEM = "earlier";
export const LATER_ITEM = "later";

export type GridFrame = { view: RulerView; width: number };

/** Lays out a person's row; an opened row shows every lane. */
export function layoutPerson(personDay: PersonDay, { view, width }: GridFrame, isExpanded: boolean): RowLayout {
  const now = personDay.nowMinute;
  return layoutRow({
    sessions: personDay.sessions,
    view,
    width,
    maxLanes: isExpanded ? 60 : MOST_LANES,
    walls: [
      ...(now === null ? [] : [pxOfMinute(now, view, width)]),
      ...personDay.gaps.map((gap) => pxOfMinute(gap.from, view, width)),
    ].filter((wall) => wall > 0),
  });
}

/** Height of a row in px, on the 4 px grid. */
export function rowHeight(lanes: number): number {
  return Math.max(LEAST_ROW_PX, Math.ceil((lanes * LANE_PX + 6) / 4) * 4);
}

/** Px from the top of the row to a lane. */
export function laneTop(lane: number, lanes: number): number {
  return Math.round((rowHeight(lanes) - lanes * LANE_PX + 2) / 2) + lane * LANE_PX;
}

/** The items of a row from left to right; the name comes first. */
export function itemsOfRow(row: RowLayout, hasMapLink: boolean): GridItem[] {
  const inTrack = [
    ...row.blocks.flatMap((block) => block.sessions.map(({ id, left }) => ({ id, left }))),
    ...row.more.map((more) => ({ id: moreItem(more.ids[0] ?? ""), left: more.left })),
  ].sort((a, b) => a.left - b.left);
  return [
    { id: NAME_ITEM, left: -1 },
    ...(hasMapLink ? [{ id: MAP_ITEM, left: 0 }] : []),
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
