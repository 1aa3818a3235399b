/** How far Zoom's reports reach back, and for which dates they are asked. */
import "server-only";
import type { Window } from "./observation-types.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTHS_KEPT = 6;

/**
 * The reports do not say in which zone they read a date. Whatever it is, it is the same for all dates: ranges that meet
 * leave no seam between them, and only the ends of what was asked are in doubt. A date begins at 10:00 UTC of the day
 * before at the earliest (UTC+14), and at 12:00 UTC at the latest (UTC−12).
 */
const EARLIEST_MS = -14 * HOUR_MS;
const LATEST_MS = 12 * HOUR_MS;

/** Zoom answers for at most one month at a time: from the first of February to the first of March. */
const LONGEST_RANGE_DAYS = 29;

/** Dates (yyyy-mm-dd), both included. */
export type DateRange = { from: string; to: string };

/**
 * The earliest instant that Zoom's reports still answer for: six months back, and a day less for zones that nobody
 * documents. Midnight UTC.
 */
export function oldestHistoryAt(now: Date): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO("UTC").toPlainDate();
  const oldest = today.subtract({ months: MONTHS_KEPT }).add({ days: 1 });
  return new Date(oldest.toZonedDateTime("UTC").epochMilliseconds);
}

/**
 * The days, as midnights UTC, that hold a window in whatever zone Zoom reads them, and none that Zoom does not answer
 * for any more. The answer must be filtered by instant.
 */
export function daysAround(window: Window, oldestAt: Date): Window {
  const firstMs = Math.floor((window.startAt.getTime() - LATEST_MS) / DAY_MS) * DAY_MS;
  const endMs = Math.ceil((window.endAt.getTime() - EARLIEST_MS) / DAY_MS) * DAY_MS;
  const startMs = Math.max(firstMs, oldestAt.getTime());
  return { startAt: new Date(startMs), endAt: new Date(Math.max(endMs, startMs + DAY_MS)) };
}

/** From when on everything is known, when every date from this midnight on was read. */
export function knownSince(midnight: Date): Date {
  return new Date(midnight.getTime() + LATEST_MS);
}

/** Until when everything is known, when every date before this midnight was read. */
export function knownUntil(midnight: Date): Date {
  return new Date(midnight.getTime() + EARLIEST_MS);
}

/** The midnight before which every date must be read, so that everything before an instant is known. */
export function midnightFor(knownTo: Date): Date {
  return new Date(Math.ceil((knownTo.getTime() - EARLIEST_MS) / DAY_MS) * DAY_MS);
}

/** The dates between two midnights. */
export function datesOf({ startAt, endAt }: Window): DateRange {
  const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: dateOf(startAt.getTime()), to: dateOf(endAt.getTime() - 1) };
}

/** The dates to ask for when a window is read by itself. */
export function datesAround(window: Window, now: Date): DateRange {
  return datesOf(daysAround(window, oldestHistoryAt(now)));
}

/** Whether something begins so early that Zoom may answer an error where others answer an empty list. */
export function isAtEdgeOfHistory(startAt: Date, now: Date): boolean {
  return startAt.getTime() < oldestHistoryAt(now).getTime() + 2 * DAY_MS;
}

/** Refuses dates that Zoom would refuse: reports answer for at most one month at a time. */
export function assertDatesFit({ from, to }: DateRange): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (!(days >= 1 && days <= LONGEST_RANGE_DAYS)) throw new RangeError("The dates must be within one month");
}

/** Refuses a window that Zoom would refuse. */
export function assertWindowFits(window: Window, days: number): void {
  const lengthMs = window.endAt.getTime() - window.startAt.getTime();
  if (!(lengthMs > 0 && lengthMs <= days * DAY_MS)) throw new RangeError(`A window must be within ${days} days`);
}

/** Whether an instant lies in the half-open window. */
export function isWithin(at: Date, window: Window): boolean {
  return at.getTime() >= window.startAt.getTime() && at.getTime() < window.endAt.getTime();
}
