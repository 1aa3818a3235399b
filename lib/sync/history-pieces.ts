/**
 * In which pieces a window of history is read. Pure. Newest first, because recent days are what people look at, and
 * several side by side, because Zoom takes longer for an answer than its limits ask of us. A piece is read whole or
 * again, so it is as long as some pages last: a busy account gets days, a quiet one a month in one call.
 *
 * Zoom's reports are asked by date, and do not say in which zone: pieces end at midnights UTC and meet without a seam,
 * and only where reading began and where it has come to are a few hours in doubt.
 */
import type { HistoryLane, HistoryProgress } from "#lib/db/history-reads.ts";
import { daysAround, knownSince, knownUntil, midnightFor } from "#lib/zoom/history-window.ts";
import type { Window } from "#lib/zoom/observation-types.ts";

export type LaneName = Extract<keyof HistoryProgress, "sessions" | "calls">;

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Four weeks of dates fit into every month. */
export const LONGEST_PIECE_HOURS = 28 * DAY_HOURS;
/** The newest piece reaches below the end of the window in every zone. */
const SHORTEST_FIRST_HOURS = 2 * DAY_HOURS;
/** A piece should take about this many pages: few enough to read again after a crash, and its half-empty last one costs little. */
const GOOD_PAGES = 30;
const MOST_GROWTH = 4;
/** A piece under way that has taken so many pages shows that there is work for others. */
export const MANY_PAGES = 8;
const MOST_SHORTENING = 3;
/** Pieces begin to get shorter when so many are left for each chain. */
const PIECES_LEFT_EACH = 2;
const MOST_CHAINS = 16;
/** As long as nobody knows how quick Zoom is today. */
const FIRST_CHAINS = 4;
/** Zoom's answers take now longer, now shorter. */
const SPARE = 1.25;

/** Whether the lane's list is asked by date. The calls of the whole account are asked by instant. */
export function isAskedByDate(name: LaneName, { way }: HistoryLane): boolean {
  return name === "sessions" || way === "user";
}

/** What a lane has to read for a window: whole days that hold it, or the window itself. */
export function spanOf(name: LaneName, lane: HistoryLane, window: Window, oldestAt: Date): Window {
  if (isAskedByDate(name, lane)) return daysAround(window, oldestAt);
  return { startAt: new Date(Math.max(window.startAt.getTime(), oldestAt.getTime())), endAt: window.endAt };
}

/** The newest piece that is neither read nor under way; null when there is none, or the lane stopped. */
export function nextPiece(lane: HistoryLane, span: Window, underWay: readonly Window[]): Window | null {
  if (lane.stopped !== null) return null;
  let endMs = lane.readFrom === null ? span.endAt.getTime() : Date.parse(lane.readFrom);
  let floorMs = span.startAt.getTime();
  const ahead = lane.ahead.map((piece) => ({ startMs: Date.parse(piece.startAt), endMs: Date.parse(piece.endAt) }));
  const taken = [
    ...ahead,
    ...underWay.map((piece) => ({ startMs: piece.startAt.getTime(), endMs: piece.endAt.getTime() })),
  ];
  for (const piece of taken.sort((one, other) => other.endMs - one.endMs)) {
    if (piece.endMs < endMs) {
      floorMs = Math.max(floorMs, piece.endMs);
      break;
    }
    endMs = Math.min(endMs, piece.startMs);
  }
  if (endMs <= floorMs) return null;
  const isFirst = lane.readFrom === null && endMs === span.endAt.getTime();
  const hours = isFirst ? Math.max(lane.pieceHours, SHORTEST_FIRST_HOURS) : lane.pieceHours;
  return { startAt: new Date(Math.max(floorMs, endMs - hours * HOUR_MS)), endAt: new Date(endMs) };
}

/**
 * Notes a piece that was read. Returns what is known now and was not before, certain in every zone and within the
 * window; null while something newer is still missing.
 */
export function notePiece(
  name: LaneName,
  lane: HistoryLane,
  span: Window,
  window: Window,
  piece: Window,
): Window | null {
  lane.ahead.push({ startAt: piece.startAt.toISOString(), endAt: piece.endAt.toISOString() });
  const before = lane.readFrom;
  for (;;) {
    const edge = lane.readFrom ?? span.endAt.toISOString();
    const next = lane.ahead.find(({ endAt }) => endAt === edge);
    if (next === undefined) break;
    lane.ahead = lane.ahead.filter((other) => other !== next);
    lane.readFrom = next.startAt;
  }
  if (lane.readFrom === null || lane.readFrom === before) return null;
  const readFrom = new Date(lane.readFrom);
  const since = isAskedByDate(name, lane) ? knownSince(readFrom) : readFrom;
  const startAt = new Date(Math.max(since.getTime(), window.startAt.getTime()));
  const endAt = new Date(Math.min(Date.parse(lane.knownTo ?? window.endAt.toISOString()), window.endAt.getTime()));
  if (startAt >= endAt) return null;
  lane.knownTo = startAt.toISOString();
  return { startAt, endAt };
}

/**
 * What is received has changed: what was read under other rules says nothing about pieces that come now. The seam is
 * read again, so that it is not left in doubt.
 */
export function startSeam(lane: HistoryLane, window: Window): void {
  lane.ahead = [];
  if (lane.readFrom === null) return;
  const edge = new Date(Date.parse(lane.readFrom) + SHORTEST_FIRST_HOURS * HOUR_MS);
  const isWithin = edge < window.endAt;
  lane.readFrom = isWithin ? edge.toISOString() : null;
  lane.knownTo = isWithin ? knownUntil(edge).toISOString() : null;
}

/** Zoom refuses the account-wide list: the rest is read by user and by date. */
export function turnToUsers(lane: HistoryLane, window: Window): void {
  const edge = lane.readFrom === null ? null : midnightFor(new Date(lane.readFrom));
  Object.assign(lane, {
    way: "user",
    pieceHours: LONGEST_PIECE_HOURS,
    ahead: [],
    afterUser: null,
    readFrom: edge !== null && edge < window.endAt ? edge.toISOString() : null,
  });
}

/** How long pieces should be, after one took so many pages; noted in the lane. */
export function learnLength(name: LaneName, lane: HistoryLane, piece: Window, pages: number): void {
  const hours = (piece.endAt.getTime() - piece.startAt.getTime()) / HOUR_MS;
  const step = isAskedByDate(name, lane) ? DAY_HOURS : 1;
  const rounded = (length: number) => Math.max(step, Math.floor(length / step) * step);
  const wanted = Math.min(LONGEST_PIECE_HOURS, rounded((hours * GOOD_PAGES) / Math.max(1, pages)));
  lane.pieceHours = Math.min(wanted, rounded(hours * MOST_GROWTH));
  lane.isSettled = wanted <= lane.pieceHours;
}

/**
 * How long the next piece is when so many chains share what is left: towards the end shorter, so that the last ones do
 * not wait for one another, but never so short that half-empty pages count. A quiet account is not cut up for this.
 */
export function lengthFor(name: LaneName, lane: HistoryLane, span: Window, chains: number): number {
  if (lane.pieceHours >= LONGEST_PIECE_HOURS) return lane.pieceHours;
  const edgeMs = lane.readFrom === null ? span.endAt.getTime() : Date.parse(lane.readFrom);
  const leftHours = (edgeMs - span.startAt.getTime()) / HOUR_MS;
  const shortest = lane.pieceHours / MOST_SHORTENING;
  const hours = Math.min(lane.pieceHours, Math.max(shortest, leftHours / (chains * PIECES_LEFT_EACH)));
  const step = isAskedByDate(name, lane) ? DAY_HOURS : 1;
  return Math.max(step, Math.floor(hours / step) * step);
}

/** How many page chains keep up with the pace, when each takes so long for a page. */
export function chainsFor(pace: { perSecond: number; answerMs: number | null }, mergeMs: number): number {
  if (pace.answerMs === null) return FIRST_CHAINS;
  const needed = (pace.perSecond * Math.max(pace.answerMs, mergeMs) * SPARE) / 1_000;
  return Math.min(MOST_CHAINS, Math.floor(needed) + 2);
}
