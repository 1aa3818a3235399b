import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ZoomError } from "#lib/errors.ts";
import type { RateLabel, SpentCalls } from "./rate-limit-types.ts";
import { type RateLimiterOptions, rateLimiter, rateMemory } from "./rate-limiter.ts";

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
/** A call that Zoom refuses. */
async function refuse(limiter: ReturnType<typeof build>, label: RateLabel, answer = refused({})): Promise<void> {
  (await limiter.take(label)).refused(answer);
}
const thrownBy = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

/** The instants at which so many calls went out. */
async function times(limiter: ReturnType<typeof build>, label: RateLabel, count: number) {
  const at: number[] = [];
  for (let call = 0; call < count; call += 1) {
    (await limiter.take(label)).passed();
    at.push(nowMs);
  }
  return at;
}

/** In any `ms` milliseconds at most so many. */
function expectAtMost(at: readonly number[], most: number, ms: number): void {
  at.forEach((time, index) => {
    const first = at[index - most];
    if (first !== undefined) expect(time - first).toBeGreaterThanOrEqual(ms - 1);
  });
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
      expectAtMost(at, most, ms);
      const permittedMs = ((most * 3 - 1) * ms) / most;
      const tookMs = (at.at(-1) ?? 0) - (at[0] ?? 0);
      expect(tookMs).toBeGreaterThanOrEqual(permittedMs - 10);
      expect(tookMs).toBeLessThan(permittedMs / 0.97);
    },
  );

  it("loses one late timer a second at most, and passes the share in no second because of it", async () => {
    const lateMs = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 }));
    await fc.assert(
      fc.asyncProperty(fc.array(lateMs, { minLength: 1 }), async (lateness) => {
        let sleeps = 0;
        const sleep = async (ms: number) => {
          // Now and then late by much, else by a little, as a busy process is.
          nowMs += Math.ceil(ms) + (sleeps++ % 7 === 0 ? (lateness[sleeps % lateness.length] ?? 0) : 2);
        };
        const at = await times(build({ share: 1, plan: "business", sleep }), "medium", 600);
        expectAtMost(at, 60, 1_000);
        const permittedMs = (599 * 1_000) / 60 / 0.97;
        const tookMs = (at.at(-1) ?? 0) - (at[0] ?? 0);
        // Some ninety timers were late; what they cost is caught up with but for one in each second, to the millisecond.
        expect(tookMs).toBeLessThan(permittedMs + 10 * (Math.max(2, ...lateness) + 1));
      }),
      { numRuns: 50 },
    );
  });

  it("makes up for no more than a moment of idleness", async () => {
    const limiter = build({ plan: "business", share: 0.5 });
    await times(limiter, "heavy", 40);
    nowMs += 10_000;
    const at = await times(limiter, "heavy", 40);
    expectAtMost(at, 20, 1_000);
    expect(at.filter((time) => time === at[0]).length).toBeLessThanOrEqual(6);
  });

  it("keeps labels apart and callers that ask at once in a row", async () => {
    const begunMs = nowMs;
    const limiter = build({ plan: "free" });
    await Promise.all([limiter.take("heavy"), limiter.take("heavy"), limiter.take("heavy"), limiter.take("light")]);
    expect(nowMs - begunMs).toBe(2_050);
  });

  it("throws instead of waiting for more than a few seconds", async () => {
    const limiter = build({ plan: "pro", share: 0.05 });
    await limiter.take("resourceIntensive");
    const thrown = await thrownBy(limiter.take("resourceIntensive"));
    expect(thrown).toMatchObject({ kind: "rateLimit", retryAt: new Date(nowMs + 123_000) });
    const crowded = build({ plan: "free" });
    const asked = await Promise.all(Array.from({ length: 8 }, () => thrownBy(crowded.take("heavy"))));
    expect(asked.map((error) => error === null)).toEqual([true, true, true, true, false, false, false, false]);
  });

  it("waits for its turn where the pace itself is slow", async () => {
    const limiter = build({ plan: "free", share: 0.1 });
    const at = await times(limiter, "heavy", 3);
    expect((at[2] ?? 0) - (at[0] ?? 0)).toBe(20_500);
  });

  it("goes on where the limiter before it stopped", async () => {
    const memory = rateMemory();
    const at: number[] = [];
    for (let job = 0; job < 40; job += 1) at.push(...(await times(build({ memory }), "heavy", 1)));
    expectAtMost(at, 10, 1_000);
    await refuse(build({ memory }), "heavy", refused({ "retry-after": "60" }));
    expect(await thrownBy(build({ memory }).take("heavy"))).toMatchObject({ retryAt: new Date(nowMs + 60_000) });
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

  it("sets limited calls aside before they are made, and gives back what was not used", async () => {
    const store = memory();
    let isDown = false;
    const addSpent = async (day: string, added: SpentCalls) => {
      if (isDown) throw new Error("database away");
      await store.addSpent(day, added);
    };
    const limiter = build({ ...store, addSpent });
    for (let call = 1; call <= 250; call += 1) {
      await limiter.take("heavy");
      // Killed here, the books have at least what was spent, and at most 100 more.
      const booked = store.days.get("2026-03-10")?.heavy ?? 0;
      expect(booked).toBeGreaterThanOrEqual(call);
      expect(booked).toBeLessThanOrEqual(call + 100);
    }
    isDown = true;
    await expect(limiter.flush()).rejects.toThrow("database away");
    isDown = false;
    await limiter.flush();
    await limiter.flush();
    expect(store.days.get("2026-03-10")).toEqual({ heavy: 250 });
  });

  it("makes no limited call that could not be written down, and goes on when it can", async () => {
    const store = memory();
    let isDown = true;
    const limiter = build({
      ...store,
      addSpent: async (day, added) => {
        if (isDown) throw new Error("database away");
        await store.addSpent(day, added);
      },
    });
    await expect(limiter.take("heavy")).rejects.toThrow("database away");
    isDown = false;
    await limiter.take("heavy");
    await limiter.flush();
    expect(store.days.get("2026-03-10")).toEqual({ heavy: 1 });
  });

  it("counts calls without a daily limit now and then, and the rest at the end", async () => {
    const store = memory();
    const limiter = build(store);
    await times(limiter, "light", 120);
    expect(store.days.get("2026-03-10")).toEqual({ light: 100 });
    await limiter.flush();
    expect(store.days.get("2026-03-10")).toEqual({ light: 120 });
  });
});

describe("after a 429", () => {
  it("waits as long as Zoom asks, for that label only", async () => {
    const limiter = build();
    await refuse(limiter, "heavy", refused({ "retry-after": "3" }));
    const begunMs = nowMs;
    await limiter.take("medium");
    expect(nowMs).toBe(begunMs);
    await limiter.take("heavy");
    expect(nowMs).toBe(begunMs + 3_000);
  });

  it("leaves a longer wait to the job", async () => {
    const limiter = build();
    await refuse(limiter, "heavy", refused({ "retry-after": "20" }));
    expect(await thrownBy(limiter.take("heavy"))).toMatchObject({
      kind: "rateLimit",
      retryAt: new Date(nowMs + 20_000),
    });
  });

  it.each([
    ["seconds", { "Retry-After": "3600" }, null, "2026-03-10T13:00:00Z"],
    ["an instant", { "retry-after": "2026-03-10T18:30:00Z" }, null, "2026-03-10T18:30:00Z"],
    ["an HTTP date", { "retry-after": "Tue, 10 Mar 2026 14:00:00 GMT" }, null, "2026-03-10T14:00:00Z"],
    ["a Unix second", { "X-RateLimit-Reset": "1773151200" }, null, "2026-03-10T14:00:00Z"],
    ["the kind of limit", { "X-RateLimit-Type": "Daily-limit" }, null, "2026-03-11T00:00:00Z"],
    ["a sentence", {}, "You have reached the maximum daily rate limit for this API.", "2026-03-11T00:00:00Z"],
  ])("obeys %s", async (_form, headers, message, retryAt) => {
    const limiter = build();
    await refuse(limiter, "heavy", refused(headers, message));
    expect(await thrownBy(limiter.take("heavy"))).toMatchObject({ kind: "rateLimit", retryAt: new Date(retryAt) });
  });

  it("pauses everything that shares the day when the day is over", async () => {
    const limiter = build();
    await refuse(limiter, "heavy", refused({ "X-RateLimit-Type": "Daily-limit" }));
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
      const begunMs = nowMs;
      const thrown = await thrownBy(refuse(limiter, "light", refused({}, "Too many concurrent requests.")));
      if (thrown instanceof ZoomError) {
        nowMs = thrown.retryAt?.getTime() ?? Number.NaN;
        await refuse(limiter, "light");
      }
      waits.push(nowMs - begunMs);
    }
    expect(waits).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    nowMs += 30_000;
    (await limiter.take("light")).passed();
    await refuse(limiter, "light");
    const begunMs = nowMs;
    await limiter.take("light");
    expect(nowMs - begunMs).toBe(500);
  });

  it("takes calls that were on their way together for one refusal", async () => {
    const limiter = build();
    const turns = [await limiter.take("light"), await limiter.take("light"), await limiter.take("light")];
    turns[0]?.refused(refused({}));
    const begunMs = nowMs;
    turns[1]?.refused(refused({}));
    turns[2]?.passed();
    await limiter.take("light");
    expect(nowMs - begunMs).toBe(500);
  });

  it("sends one call ahead, and the others when that one went through", async () => {
    const limiter = build();
    await refuse(limiter, "light");
    const scout = await limiter.take("light");
    const order: string[] = [];
    const others = [1, 2].map(() => limiter.take("light").then(() => order.push("other")));
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push("scout");
    scout.passed();
    await Promise.all(others);
    expect(order).toEqual(["scout", "other", "other"]);
    await refuse(limiter, "light");
    (await limiter.take("light")).lost();
    (await limiter.take("light")).lost();
  });

  it("gives a waiting call's turn up when another call is refused meanwhile", async () => {
    const limiter = build({
      plan: "free",
      sleep: async (ms) => {
        nowMs += ms;
        first?.refused(refused({ "retry-after": "3" }));
        first = null;
      },
    });
    let first: Awaited<ReturnType<typeof limiter.take>> | null = await limiter.take("heavy");
    const begunMs = nowMs;
    await limiter.take("heavy");
    expect(nowMs - begunMs).toBe(1_025 + 3_000);
  });
});
