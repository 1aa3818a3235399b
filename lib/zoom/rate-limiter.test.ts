import { beforeEach, describe, expect, it } from "vitest";
import { ZoomError } from "#lib/errors.ts";
import type { RateLabel, SpentCalls } from "./rate-limit-types.ts";
import { type RateLimiterOptions, rateLimiter } from "./rate-limiter.ts";

let nowMs = 0;
beforeEach(() => {
  nowMs = Date.UTC(2026, 2, 10, 12);
});

const build = (options: Partial<RateLimiterOptions> = {}) =>
  rateLimiter({
    plan: "pro",
    share: 1,
    now: () => new Date(nowMs),
    sleep: async (ms) => {
      nowMs += ms;
    },
    random: () => 0,
    ...options,
  });
const refused = (headers: Record<string, string>, message: string | null = null) => ({
  headers: new Headers(headers),
  message,
});
const thrownBy = (promise: Promise<void>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

/** The instants at which so many calls went out. */
async function times(limiter: ReturnType<typeof build>, label: RateLabel, count: number) {
  const at: number[] = [];
  for (let call = 0; call < count; call += 1) {
    await limiter.take(label);
    at.push(nowMs);
  }
  return at;
}

describe("the pace", () => {
  it.each([
    ["free", "heavy", 1, 1_000, 1],
    ["free", "light", 1, 1_000, 4],
    ["pro", "light", 1, 1_000, 30],
    ["pro", "medium", 0.5, 1_000, 10],
    ["pro", "heavy", 0.2, 1_000, 2],
    ["business", "heavy", 1, 1_000, 40],
    ["business", "medium", 1, 1_000, 60],
    ["pro", "resourceIntensive", 1, 60_000, 10],
    ["business", "resourceIntensive", 0.5, 60_000, 10],
    ["pro", "phoneHeavy", 1, 1_000, 5],
    ["business", "phoneLight", 1, 1_000, 40],
    ["business", "phoneResourceIntensive", 1, 60_000, 10],
  ] as const)(
    "of a %s account's %s calls at share %d: in any %d ms at most %d",
    async (plan, label, share, ms, most) => {
      const at = await times(build({ plan, share }), label, most * 3);
      for (const from of at)
        expect(at.filter((other) => other >= from && other < from + ms - 1).length).toBeLessThanOrEqual(most);
      const expectedMs = ((most * 3 - 1) * ms) / most;
      expect(Math.abs((at.at(-1) ?? 0) - (at[0] ?? 0) - expectedMs)).toBeLessThan(10);
    },
  );

  it("keeps labels apart and callers that ask at once in a row", async () => {
    const slept: number[] = [];
    const limiter = build({ plan: "free", sleep: async (ms) => void slept.push(ms) });
    await Promise.all([limiter.take("heavy"), limiter.take("heavy"), limiter.take("heavy"), limiter.take("light")]);
    expect(slept).toEqual([1_000, 2_000]);
  });

  it("throws instead of waiting more than a minute", async () => {
    const limiter = build({ plan: "pro", share: 0.05, sleep: async () => undefined });
    await limiter.take("resourceIntensive");
    const thrown = await thrownBy(limiter.take("resourceIntensive"));
    expect(thrown).toMatchObject({ kind: "rateLimit", retryAt: new Date(nowMs + 120_000) });
  });

  it("stops waiting when aborted", async () => {
    const stop = new AbortController();
    const limiter = rateLimiter({ plan: "free", share: 0.1 });
    await limiter.take("heavy");
    const waiting = thrownBy(limiter.take("heavy", stop.signal));
    stop.abort();
    expect(await waiting).toMatchObject({ name: "AbortError" });
    expect(await thrownBy(limiter.take("light", stop.signal))).toMatchObject({ name: "AbortError" });
  });
});

describe("the day", () => {
  const memory = (start: Record<string, SpentCalls> = {}) => {
    const days = new Map(Object.entries(start));
    return {
      days,
      loadSpent: async (day: string) => days.get(day) ?? {},
      addSpent: async (day: string, added: SpentCalls) => {
        const spent = { ...days.get(day) };
        for (const [label, count] of Object.entries(added) as [RateLabel, number][]) {
          spent[label] = (spent[label] ?? 0) + count;
        }
        days.set(day, spent);
      },
    };
  };

  it.each([
    ["free", "light", 6_000],
    ["free", "medium", 2_000],
    ["free", "heavy", 1_000],
    ["pro", "heavy", 30_000],
    ["business", "resourceIntensive", 60_000],
    ["pro", "phoneHeavy", 15_000],
    ["business", "phoneResourceIntensive", 30_000],
  ] as const)("of a %s account lets %s calls through up to %d", async (plan, label, perDay) => {
    const store = memory({ "2026-03-10": { [label]: perDay - 1 } });
    const limiter = build({ plan, ...store });
    await limiter.take(label);
    const thrown = await thrownBy(limiter.take(label));
    expect(thrown).toBeInstanceOf(ZoomError);
    expect(thrown).toMatchObject({ kind: "rateLimit", retryAt: new Date("2026-03-11T00:00:00Z") });
  });

  it("counts heavy and resource-intensive calls together, and phone calls for themselves", async () => {
    const store = memory({ "2026-03-10": { heavy: 10_000, resourceIntensive: 5_000 } });
    const limiter = build({ share: 0.5, ...store });
    expect(await thrownBy(limiter.take("heavy"))).toMatchObject({ kind: "rateLimit" });
    expect(await thrownBy(limiter.take("resourceIntensive"))).toMatchObject({ kind: "rateLimit" });
    await limiter.take("phoneHeavy");
    await limiter.take("light");
  });

  it("begins anew at midnight UTC and saves each day's calls under its own name", async () => {
    const store = memory({ "2026-03-10": { heavy: 29_999 } });
    const limiter = build(store);
    await limiter.take("heavy");
    nowMs = Date.UTC(2026, 2, 11, 0, 0, 1);
    await limiter.take("heavy");
    await limiter.take("light");
    await limiter.flush();
    await limiter.flush();
    expect(Object.fromEntries(store.days)).toEqual({
      "2026-03-10": { heavy: 30_000 },
      "2026-03-11": { heavy: 1, light: 1 },
    });
  });

  it("counts calls that come together at midnight in one day", async () => {
    const store = memory();
    const limiter = build(store);
    await limiter.take("light");
    nowMs = Date.UTC(2026, 2, 11);
    await Promise.all([limiter.take("light"), limiter.take("medium"), limiter.take("light")]);
    await limiter.flush();
    expect(Object.fromEntries(store.days)).toEqual({
      "2026-03-10": { light: 1 },
      "2026-03-11": { light: 2, medium: 1 },
    });
  });

  it("saves now and then by itself, and keeps what could not be saved", async () => {
    const store = memory();
    let isDown = false;
    const limiter = build({
      ...store,
      addSpent: async (day, added) => {
        if (isDown) throw new Error("database away");
        await store.addSpent(day, added);
      },
    });
    await times(limiter, "light", 120);
    expect(store.days.get("2026-03-10")).toEqual({ light: 100 });
    isDown = true;
    await expect(limiter.flush()).rejects.toThrow("database away");
    isDown = false;
    await limiter.flush();
    expect(store.days.get("2026-03-10")).toEqual({ light: 120 });
  });
});

describe("after a 429", () => {
  it("waits as long as Zoom asks, for that label only", async () => {
    const limiter = build();
    limiter.noteRefusal("heavy", refused({ "retry-after": "20" }));
    const begunMs = nowMs;
    await limiter.take("medium");
    expect(nowMs).toBe(begunMs);
    await limiter.take("heavy");
    expect(nowMs).toBe(begunMs + 20_000);
  });

  it("pauses everything that shares the day when the day is over", async () => {
    const limiter = build();
    limiter.noteRefusal("heavy", refused({ "X-RateLimit-Type": "Daily-limit" }));
    for (const label of ["heavy", "resourceIntensive"] as const) {
      expect(await thrownBy(limiter.take(label))).toMatchObject({ retryAt: new Date("2026-03-11T00:00:00Z") });
    }
    await limiter.take("phoneHeavy");
    nowMs = Date.UTC(2026, 2, 11);
    await limiter.take("heavy");
  });

  it("backs off longer each time, and forgets it after a success", async () => {
    const limiter = build();
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      limiter.noteRefusal("light", refused({}, "Too many concurrent requests."));
      const begunMs = nowMs;
      await limiter.take("light");
      waits.push(nowMs - begunMs);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    limiter.noteSuccess("light");
    limiter.noteRefusal("light", refused({}));
    const begunMs = nowMs;
    await limiter.take("light");
    expect(nowMs - begunMs).toBe(500);
  });

  it("gives a waiting call's turn up when another call is refused meanwhile", async () => {
    let isFirst = true;
    const limiter = build({
      plan: "free",
      sleep: async (ms) => {
        nowMs += ms;
        if (isFirst) limiter.noteRefusal("heavy", refused({ "retry-after": "10" }));
        isFirst = false;
      },
    });
    const begunMs = nowMs;
    await times(limiter, "heavy", 2);
    expect(nowMs - begunMs).toBe(11_000);
  });
});
