/** How long an account is usually quiet at this time of its week. Pure. */
import "server-only";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** A lunch, a morning without a meeting: shorter silences are never told. */
const SHORTEST_MS = 4 * HOUR_MS;
/** How much longer than the longest usual quiet is "much longer". */
const MARGIN = 2;
const WEEKS = 4;
/** With less of a past than this nobody knows the account's habits. */
const LEAST_PAST_MS = 14 * DAY_MS;
/** A new account may be quiet for one working day. */
const NEW_ACCOUNT_MS = 24 * HOUR_MS;

/** So much of the past is needed to know a habit. */
export const HABIT_MS = WEEKS * WEEK_MS + WEEK_MS;

/**
 * Whether a silence is much longer than this account's habit: twice as long as it was ever quiet in the last four weeks
 * at this time of the week, looking a few hours back, because the first meeting of a Monday is not at the same minute
 * each week. `busyHours` are the hours in which anything began, in order.
 */
export function isTooQuiet(busyHours: readonly Date[], silence: { startAt: Date; endAt: Date }): boolean {
  const quietMs = silence.endAt.getTime() - silence.startAt.getTime();
  const now = silence.endAt.getTime();
  const hours = busyHours.map((hour) => hour.getTime()).filter((hour) => hour < silence.startAt.getTime());
  const [oldest] = hours;
  if (oldest === undefined || now - oldest < LEAST_PAST_MS) return workingMs(silence) > NEW_ACCOUNT_MS;
  return quietMs > Math.max(SHORTEST_MS, MARGIN * longestUsual(hours, oldest, now));
}

/** The longest quiet at this time of the last weeks: the age of the last busy hour, wherever we look. */
function longestUsual(hours: readonly number[], oldest: number, now: number): number {
  let longest = 0;
  for (let week = 1; week <= WEEKS; week += 1) {
    for (let back = SHORTEST_MS; back >= 0; back -= HOUR_MS) {
      const at = now - week * WEEK_MS - back;
      if (at < oldest) continue;
      const last = hours.findLast((hour) => hour <= at) ?? oldest;
      longest = Math.max(longest, at - last);
    }
  }
  return longest;
}

/** The part of a silence that lies on working days, of the UTC week. */
function workingMs({ startAt, endAt }: { startAt: Date; endAt: Date }): number {
  let sum = 0;
  for (let at = startAt.getTime(); at < endAt.getTime(); ) {
    const next = Math.min(endAt.getTime(), (Math.floor(at / DAY_MS) + 1) * DAY_MS);
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) sum += next - at;
    at = next;
  }
  return sum;
}
