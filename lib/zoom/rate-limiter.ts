/**
 * Keeps a Zoom account's calls within our share of its limits: evenly spaced in the second (or minute), counted over the
 * UTC day, paused for as long as Zoom asks after a 429. The limits belong to the account, so one limiter serves
 * everything that calls it; what was spent of a day survives restarts through `loadSpent` and `addSpent`.
 */
import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { ZoomError } from "#lib/errors.ts";
import { type RateLabel, type RateLimiter, rateLabels, type SpentCalls, type ZoomPlan } from "./rate-limit-types.ts";
import { limits, type Purse, purseOf } from "./rate-limits.ts";
import { isDailyLimit, nextMidnight, retryAfter } from "./retry-after.ts";

export type RateLimiterOptions = {
  plan: ZoomPlan;
  /** The part of the account's limits that we take, 0..1; default 0.5. */
  share?: number;
  /** What was already spent on `day` (yyyy-mm-dd, UTC). */
  loadSpent?: (day: string) => Promise<SpentCalls>;
  /** Adds to what was spent on `day`. */
  addSpent?: (day: string, added: SpentCalls) => Promise<void>;
  now?: () => Date;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
};

/** A longer wait is the job's business: it can be put off, and the worker is free. */
const LONGEST_WAIT_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;
/** A killed process forgets at most this many calls. */
const SAVE_EVERY = 100;

type Day = { name: string; spent: Record<RateLabel, number>; unsaved: Map<RateLabel, number> };

/** A limiter for one Zoom account; share it among everything that calls this account. */
export function rateLimiter(options: RateLimiterOptions): RateLimiter {
  const { plan, loadSpent, addSpent, now = () => new Date(), sleep = sleepFor, random = Math.random } = options;
  const share = Math.min(Math.max(options.share ?? 0.5, 0.01), 1);
  const freeAt = new Map<RateLabel, number>();
  const pausedUntil = new Map<RateLabel | `day:${Purse}`, number>();
  const refusals = new Map<RateLabel, number>();
  let today: Promise<Day> | null = null;
  let todayName = "";

  async function take(label: RateLabel, signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      assertDayAllows(await currentDay(), label);
      const nowMs = now().getTime();
      const { calls, perMs } = limits[plan][label].pace;
      const startMs = Math.max(nowMs, freeAt.get(label) ?? 0, pauseOf(label));
      if (startMs - nowMs > LONGEST_WAIT_MS) throw waitLonger(new Date(startMs));
      freeAt.set(label, startMs + perMs / (calls * share));
      if (startMs > nowMs) await sleep(startMs - nowMs, signal);
      // Another call may have been refused meanwhile: then this one has lost its turn.
      if (pauseOf(label) > now().getTime()) continue;
      await spend(await currentDay(), label);
      return;
    }
  }

  const pauseOf = (label: RateLabel) =>
    Math.max(pausedUntil.get(label) ?? 0, pausedUntil.get(`day:${purseOf[label]}`) ?? 0);

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
    if (dayBefore !== null) await save(dayBefore);
    const loaded = (await loadSpent?.(name)) ?? {};
    const spent = Object.fromEntries(rateLabels.map((label) => [label, loaded[label] ?? 0])) as Day["spent"];
    return { name, spent, unsaved: new Map() };
  }

  function assertDayAllows(day: Day, label: RateLabel): void {
    const perDay = limits[plan][label].perDay;
    if (perDay === undefined) return;
    const purse = rateLabels.filter((other) => purseOf[other] === purseOf[label]);
    const spent = purse.reduce((sum, other) => sum + day.spent[other], 0);
    if (spent >= Math.floor(perDay * share)) throw waitLonger(nextMidnight(now()));
  }

  async function spend(day: Day, label: RateLabel): Promise<void> {
    day.spent[label] += 1;
    day.unsaved.set(label, (day.unsaved.get(label) ?? 0) + 1);
    const unsaved = [...day.unsaved.values()].reduce((sum, count) => sum + count, 0);
    if (unsaved >= SAVE_EVERY) await save(day);
  }

  async function flush(): Promise<void> {
    const day = await today;
    if (day) await save(day);
  }

  async function save(day: Day): Promise<void> {
    const added = day.unsaved;
    if (added.size === 0 || addSpent === undefined) return;
    day.unsaved = new Map();
    try {
      await addSpent(day.name, Object.fromEntries(added));
    } catch (error) {
      for (const [label, count] of added) day.unsaved.set(label, (day.unsaved.get(label) ?? 0) + count);
      throw error;
    }
  }

  function noteRefusal(label: RateLabel, answer: { headers: Headers; message: string | null }): void {
    const tries = (refusals.get(label) ?? 0) + 1;
    refusals.set(label, tries);
    const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** (tries - 1), LONGEST_BACKOFF_MS);
    const at = retryAfter(answer, now(), random) ?? new Date(now().getTime() + backoffMs * (0.5 + random() / 2));
    const key = isDailyLimit(answer) ? (`day:${purseOf[label]}` as const) : label;
    pausedUntil.set(key, Math.max(pausedUntil.get(key) ?? 0, at.getTime()));
  }

  return { take, noteRefusal, noteSuccess: (label) => void refusals.delete(label), flush };
}

function waitLonger(retryAt: Date): ZoomError {
  return new ZoomError("rateLimit", "Our share of the Zoom account's rate limit is used up for now", { retryAt });
}

async function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(Math.ceil(ms), undefined, signal === undefined ? {} : { signal });
}
