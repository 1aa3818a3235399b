/**
 * What was spent of an account's daily limits. Calls of a limited label are set aside in the database before they are
 * made, a chunk at a time, and what was not used is given back: a process that is killed has spent too much in the
 * books, never too little.
 */
import "server-only";
import { ZoomError } from "#lib/errors.ts";
import { type RateLabel, rateLabels, type SpentCalls, type ZoomPlan } from "./rate-limit-types.ts";
import { limits, purseOf } from "./rate-limits.ts";
import { nextMidnight } from "./retry-after.ts";

export type DayBooks = {
  /** What was already spent on `day` (yyyy-mm-dd, UTC). */
  loadSpent?: (day: string) => Promise<SpentCalls>;
  /** Adds to what was spent on `day`; a negative number gives back. */
  addSpent?: (day: string, added: SpentCalls) => Promise<void>;
};

export type DayPurse = {
  /** Throws `ZoomError` rateLimit when our share of the day is spent. */
  assertAllows(label: RateLabel): Promise<void>;
  /** Counts a call that is about to go out. Throws like `assertAllows`. */
  spend(label: RateLabel): Promise<void>;
  /** Brings the books to what was really spent. */
  flush(): Promise<void>;
};

/** At most so many calls, and at most this part of the day's allowance, are set aside at a time. */
const LARGEST_CHUNK = 100;
const CHUNK_SHARE = 0.005;

/** `booked` is what the books say, `left` what of it is still ours to use; below zero it was used and not booked yet. */
type Day = {
  name: string;
  booked: Record<RateLabel, number>;
  left: Record<RateLabel, number>;
  booking: Map<RateLabel, Promise<void>>;
};

/** The purse of one account; `now` decides which day it is. */
export function dayPurse(options: DayBooks & { plan: ZoomPlan; share: number; now: () => Date }): DayPurse {
  const { plan, share, now, loadSpent, addSpent } = options;
  let today: Promise<Day> | null = null;
  let todayName = "";

  function currentDay(): Promise<Day> {
    const name = now().toISOString().slice(0, 10);
    if (today === null || name !== todayName) {
      todayName = name;
      // Set before anything is awaited, so that calls which come together at midnight count in the same day.
      const opened = openDay(name, today);
      today = opened;
      opened.catch(() => {
        if (today === opened) today = null;
      });
    }
    return today;
  }

  async function openDay(name: string, before: Promise<Day> | null): Promise<Day> {
    const dayBefore = await before;
    if (dayBefore !== null) await settle(dayBefore);
    const loaded = (await loadSpent?.(name)) ?? {};
    const each = (of: (label: RateLabel) => number) =>
      Object.fromEntries(rateLabels.map((label) => [label, of(label)])) as Record<RateLabel, number>;
    return { name, booked: each((label) => loaded[label] ?? 0), left: each(() => 0), booking: new Map() };
  }

  /** How many calls of the label may still be set aside or made; null without a daily limit. */
  function allowance(day: Day, label: RateLabel): number | null {
    const perDay = limits[plan][label].perDay;
    if (perDay === undefined) return null;
    const purse = rateLabels.filter((other) => purseOf[other] === purseOf[label]);
    return Math.floor(perDay * share) - purse.reduce((sum, other) => sum + day.booked[other], 0);
  }

  function assertLeft(day: Day, label: RateLabel): void {
    const rest = allowance(day, label);
    if (rest === null || day.left[label] > 0 || rest > 0) return;
    throw new ZoomError("rateLimit", "Our share of the Zoom account's daily limit is used up", {
      retryAt: nextMidnight(now()),
    });
  }

  async function spend(label: RateLabel): Promise<void> {
    const day = await currentDay();
    const isLimited = limits[plan][label].perDay !== undefined;
    while (isLimited && day.left[label] <= 0) {
      assertLeft(day, label);
      await setAside(day, label);
    }
    day.left[label] -= 1;
    if (!isLimited && day.left[label] <= -LARGEST_CHUNK) await book(day, { [label]: -day.left[label] });
  }

  /** One at a time for a label: who comes meanwhile waits for the same chunk. */
  function setAside(day: Day, label: RateLabel): Promise<void> {
    const underWay = day.booking.get(label);
    if (underWay !== undefined) return underWay;
    const rest = allowance(day, label) ?? 0;
    const usual = Math.ceil((limits[plan][label].perDay ?? 0) * share * CHUNK_SHARE);
    const booking = book(day, { [label]: Math.min(LARGEST_CHUNK, usual, rest) }).finally(() =>
      day.booking.delete(label),
    );
    day.booking.set(label, booking);
    return booking;
  }

  async function book(day: Day, added: SpentCalls): Promise<void> {
    // First in the books: a count that could not be written there was not made here.
    await addSpent?.(day.name, added);
    for (const [label, count] of Object.entries(added) as [RateLabel, number][]) {
      day.booked[label] += count;
      day.left[label] += count;
    }
  }

  async function settle(day: Day): Promise<void> {
    const changed = rateLabels.filter((label) => day.left[label] !== 0);
    if (changed.length === 0) return;
    await book(day, Object.fromEntries(changed.map((label) => [label, -day.left[label]])));
  }

  return {
    assertAllows: async (label) => assertLeft(await currentDay(), label),
    spend,
    async flush() {
      const day = await today;
      if (day) await settle(day);
    },
  };
}
