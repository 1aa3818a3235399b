/**
 * In which pieces a window of history is read. Pure. Newest first, because recent days are what people look at; a piece
 * is read whole or again, so a piece is as long as a few pages last: a busy account gets hours of calls in days, a quiet
 * one a month in one call.
 */
import type { HistoryLane, HistoryProgress } from "#lib/db/history-reads.ts";
import type { Window } from "#lib/zoom/observation-types.ts";

export type LaneName = "sessions" | "calls";

const DAY_MS = 86_400_000;
/** Zoom answers for at most a month at a time, February too; a day is lost on either side to the zones of its dates. */
export const LONGEST_PIECE_DAYS = 26;
/** A piece should take about this many pages: few enough to read again after a crash, many enough to save calls. */
const GOOD_PAGES = 12;
const MOST_GROWTH = 4;

/** The next piece of a lane, or null when it is read to the window's start or stopped before. */
export function nextPiece(lane: HistoryLane, window: Window, oldestAt: Date): Window | null {
  if (lane.stopped !== null) return null;
  const endMs = lane.readFrom === null ? window.endAt.getTime() : Date.parse(lane.readFrom);
  const floorMs = Math.max(window.startAt.getTime(), oldestAt.getTime());
  if (endMs <= floorMs) return null;
  return { startAt: new Date(Math.max(floorMs, endMs - lane.pieceDays * DAY_MS)), endAt: new Date(endMs) };
}

/** The lane whose turn it is, the one that is less far back, with its next piece; null when all is read. */
export function nextLane(
  progress: HistoryProgress,
  window: Window,
  oldestAt: Date,
): { name: LaneName; piece: Window } | null {
  const candidates = (["sessions", "calls"] as const).flatMap((name) => {
    const piece = nextPiece(progress[name], window, oldestAt);
    return piece === null ? [] : [{ name, piece }];
  });
  const [first, second] = candidates;
  if (first === undefined) return null;
  return second !== undefined && second.piece.endAt > first.piece.endAt ? second : first;
}

/** How long the next piece should be, after one of `days` took `pages`. */
export function growPiece(days: number, pages: number): number {
  const wanted = Math.floor((days * GOOD_PAGES) / Math.max(1, pages));
  return Math.max(1, Math.min(LONGEST_PIECE_DAYS, days * MOST_GROWTH, wanted));
}
