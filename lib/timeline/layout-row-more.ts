/** The "+n" of a row: what no lane was left for, in a chip at the end of the last lane. */
import type { Block, Box, More, RowSession } from "./layout-row.ts";

/** A block while a row is being laid out. */
export type Draft = Block & { from: number; to: number; isApart: boolean; sessions: (Box & { id: string })[] };
/** A "+n" while a row is being laid out: until when what comes is hidden in it, too. */
export type MoreDraft = More & { until: number; ids: string[] };

const MORE_WIDTH = 30;
const MORE_ROOM = 2;
/** A block that makes room for a chip keeps this much. */
const LEAST_LEFT = 24;

export const rightOf = (box: Box) => box.left + box.width;

/** Hides a session in the chip at its place, or in a new one behind the last block of the lane. */
export function hide(more: MoreDraft[], lane: Draft[], session: RowSession, box: Box, width: number): void {
  const open = more.at(-1);
  if (open !== undefined && (session.from < open.until || box.left < rightOf(open))) {
    open.ids.push(session.id);
    open.until = Math.max(open.until, session.to);
    return;
  }
  const own = Math.min(MORE_WIDTH, width);
  const chip: MoreDraft = { left: 0, width: own, ids: [], until: Math.max(session.to, session.from + 1) };
  const room = width - own;
  const start = open === undefined ? 0 : rightOf(open);
  // At the end of the track the last block makes room: it is cut, or counted too where nothing of it would be left.
  for (let last = lane.at(-1); last !== undefined && last.left >= start; last = lane.at(-1)) {
    if (rightOf(last) + MORE_ROOM <= room) break;
    if (last.left + LEAST_LEFT + MORE_ROOM <= room) {
      last.width = room - MORE_ROOM - last.left;
      break;
    }
    lane.pop();
    chip.ids.unshift(...last.sessions.map(({ id }) => id));
    chip.until = Math.max(chip.until, last.to);
  }
  chip.ids.push(session.id);
  const last = lane.at(-1);
  const behind = last === undefined || last.left < start ? start : rightOf(last) + MORE_ROOM;
  if (open !== undefined && behind > room) {
    open.ids.push(...chip.ids);
    open.until = Math.max(open.until, chip.until);
    return;
  }
  chip.left = Math.min(behind, room);
  more.push(chip);
}
