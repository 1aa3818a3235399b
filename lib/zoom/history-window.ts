/** How far Zoom's reports reach back, and for which dates they are asked. */
import "server-only";
import type { Window } from "./observation-types.ts";

const DAY_MS = 24 * 60 * 60_000;
const MONTHS_KEPT = 6;

/** The longest window that is asked by date: with a day more on either side it still fits into a month, February too. */
export const LONGEST_REPORT_DAYS = 26;

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
 * The dates to ask for: a day more on either side, because the reports do not say in which zone they read a date. The
 * answer must be filtered by instant. Never earlier than Zoom answers for.
 */
export function datesAround(window: Window, now: Date): { from: string; to: string } {
  const fromMs = Math.max(window.startAt.getTime() - DAY_MS, oldestHistoryAt(now).getTime());
  const toMs = Math.max(window.endAt.getTime() - 1 + DAY_MS, fromMs);
  return { from: new Date(fromMs).toISOString().slice(0, 10), to: new Date(toMs).toISOString().slice(0, 10) };
}

/** Whether the window begins so early that Zoom may answer an error where others answer an empty list. */
export function isAtEdgeOfHistory(window: Window, now: Date): boolean {
  return window.startAt.getTime() < oldestHistoryAt(now).getTime() + 2 * DAY_MS;
}

/** Refuses a window that Zoom would refuse: reports answer for at most one month at a time. */
export function assertWindowFits(window: Window, days: number): void {
  const lengthMs = window.endAt.getTime() - window.startAt.getTime();
  if (!(lengthMs > 0 && lengthMs <= days * DAY_MS)) throw new RangeError(`A window must be within ${days} days`);
}

/** Whether an instant lies in the half-open window. */
export function isWithin(at: Date, window: Window): boolean {
  return at.getTime() >= window.startAt.getTime() && at.getTime() < window.endAt.getTime();
}
