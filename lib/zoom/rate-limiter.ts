/**
 * Keeps a Zoom account's calls within our share of its limits: evenly spaced, counted over the UTC day, paused for as
 * long as Zoom asks after a 429. The limits belong to the account, so one limiter serves everything that calls it. After
 * a 429 one call goes ahead and the others wait for its answer, so that a storm costs few refused calls.
 */
import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { ZoomError } from "#lib/errors.ts";
import { type DayBooks, dayPurse } from "./rate-day.ts";
import type { RateLabel, RateLimiter, RateTurn, ZoomPlan } from "./rate-limit-types.ts";
import { limits, type Purse, purseOf } from "./rate-limits.ts";
import { rhythmOf, type Sent } from "./rate-pace.ts";
import { isDailyLimit, type Refusal, retryAfter } from "./retry-after.ts";

/** What a limiter knows of one label. */
type Gate = {
  sent: Sent;
  pausedUntil: number;
  /** 429s since the last call that went through. */
  refusals: number;
  /** Counts sent calls and refusals, to know which came first. */
  clock: number;
  lastRefusal: number;
  /** Settles when the one call that went ahead after a 429 has its answer. */
  scout: Promise<void> | null;
  waiting: number;
  /** Settles when whoever came last has had their turn. */
  tail: Promise<void>;
};

/** What outlives a limiter: the next one of the same account goes on where it stopped. */
export type RateMemory = { gates: Map<RateLabel, Gate>; dayPauses: Map<Purse, number> };

export const rateMemory = (): RateMemory => ({ gates: new Map(), dayPauses: new Map() });

export type RateLimiterOptions = DayBooks & {
  plan: ZoomPlan;
  /** The part of the account's limits that we take, 0..1; default 0.5. */
  share?: number;
  memory?: RateMemory;
  now?: () => Date;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
};

/** A longer wait is the job's business: it is put off, and the worker is free. */
const LONGEST_PAUSE_MS = 4_000;
/** Where our share is a call in ten seconds, the pace itself is slower than that. */
const LONGEST_SLOTS = 3;
const LONGEST_SPACING_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;

/** A limiter for one Zoom account; share it among everything that calls this account. */
export function rateLimiter(options: RateLimiterOptions): RateLimiter {
  const { plan, now = () => new Date(), sleep = sleepFor, random = Math.random, memory = rateMemory() } = options;
  const share = Math.min(Math.max(options.share ?? 0.5, 0.01), 1);
  const day = dayPurse({ ...options, share, now });
  const nowMs = () => now().getTime();

  function gateOf(label: RateLabel): Gate {
    const known = memory.gates.get(label);
    if (known !== undefined) return known;
    const gate: Gate = {
      sent: { freeAt: null, recent: [] },
      ...{ pausedUntil: 0, refusals: 0, clock: 0, lastRefusal: 0, scout: null, waiting: 0, tail: Promise.resolve() },
    };
    memory.gates.set(label, gate);
    return gate;
  }

  const pauseOf = (label: RateLabel) => Math.max(gateOf(label).pausedUntil, memory.dayPauses.get(purseOf[label]) ?? 0);

  async function take(label: RateLabel, signal?: AbortSignal): Promise<RateTurn> {
    signal?.throwIfAborted();
    await day.assertAllows(label);
    const gate = gateOf(label);
    assertSoon(label, gate);
    const { tail } = gate;
    const { promise, resolve } = Promise.withResolvers<void>();
    gate.tail = promise;
    gate.waiting += 1;
    try {
      await tail;
      await waitForTurn(label, gate, signal);
      await day.spend(label);
      rhythm(label, gate).note(nowMs());
      return turnOf(label, gate);
    } finally {
      gate.waiting -= 1;
      resolve();
    }
  }

  const rhythm = (label: RateLabel, gate: Gate) => rhythmOf(limits[plan][label].pace, share, gate.sent);

  /** Refuses a wait that would hold a worker for long. */
  function assertSoon(label: RateLabel, gate: Gate): void {
    const pausedUntil = pauseOf(label);
    if (pausedUntil - nowMs() > LONGEST_PAUSE_MS) throw waitLonger(new Date(pausedUntil));
    const { slotMs, nextAt } = rhythm(label, gate);
    const startMs = nextAt(nowMs()) + gate.waiting * slotMs;
    const longestMs = Math.min(Math.max(LONGEST_PAUSE_MS, LONGEST_SLOTS * slotMs), LONGEST_SPACING_MS);
    if (startMs - nowMs() > longestMs) throw waitLonger(new Date(startMs));
  }

  async function waitForTurn(label: RateLabel, gate: Gate, signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      if (gate.refusals > 0 && gate.scout !== null) {
        await gate.scout;
        continue;
      }
      const pausedUntil = pauseOf(label);
      if (pausedUntil - nowMs() > LONGEST_PAUSE_MS) throw waitLonger(new Date(pausedUntil));
      const waitMs = Math.max(pausedUntil, rhythm(label, gate).nextAt(nowMs())) - nowMs();
      if (waitMs <= 0) return;
      await sleep(waitMs, signal);
    }
  }

  function turnOf(label: RateLabel, gate: Gate): RateTurn {
    gate.clock += 1;
    const sentAt = gate.clock;
    const { promise, resolve } = Promise.withResolvers<void>();
    if (gate.refusals > 0) gate.scout = promise;
    const end = () => {
      if (gate.scout === promise) gate.scout = null;
      resolve();
    };
    return {
      passed() {
        // A call that was sent before the last 429 says nothing about the time after it.
        if (sentAt > gate.lastRefusal) gate.refusals = 0;
        end();
      },
      refused(answer) {
        noteRefusal(label, gate, answer, sentAt);
        end();
      },
      lost: end,
    };
  }

  function noteRefusal(label: RateLabel, gate: Gate, answer: Refusal, sentAt: number): void {
    const isNew = sentAt > gate.lastRefusal;
    const told = retryAfter(answer, now(), random);
    // Calls that were on their way together are refused together: that is one refusal.
    if (!isNew && told === null) return;
    if (isNew) gate.refusals += 1;
    gate.clock += 1;
    gate.lastRefusal = gate.clock;
    const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** (gate.refusals - 1), LONGEST_BACKOFF_MS);
    const atMs = told?.getTime() ?? nowMs() + backoffMs * (0.5 + random() / 2);
    if (!isDailyLimit(answer)) gate.pausedUntil = Math.max(gate.pausedUntil, atMs);
    else memory.dayPauses.set(purseOf[label], Math.max(memory.dayPauses.get(purseOf[label]) ?? 0, atMs));
  }

  return {
    take,
    perSecond: (label) => 1_000 / rhythm(label, gateOf(label)).slotMs,
    flush: day.flush,
  };
}

function waitLonger(retryAt: Date): ZoomError {
  return new ZoomError("rateLimit", "Our share of the Zoom account's rate limit is used up for now", { retryAt });
}

async function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(Math.ceil(ms), undefined, signal === undefined ? {} : { signal });
}
