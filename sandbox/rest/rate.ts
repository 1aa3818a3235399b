/** Zoom's rate limits: per account and label, by plan. The second is real time, the day is the UTC day of the clock. */

import { isoOf } from "../clock.ts";
import type { ZoomPlan } from "../company/directory.ts";
import { utcDateOf } from "../company/zone-day.ts";
import { Refusal } from "./refusal.ts";

export type RateLabel = "Light" | "Medium" | "Heavy" | "Phone-Light" | "Phone-Medium" | "Phone-Heavy";

const perSecond: Record<ZoomPlan, Record<RateLabel, number>> = {
  pro: { Light: 30, Medium: 20, Heavy: 10, "Phone-Light": 20, "Phone-Medium": 10, "Phone-Heavy": 5 },
  business: { Light: 80, Medium: 60, Heavy: 40, "Phone-Light": 40, "Phone-Medium": 20, "Phone-Heavy": 10 },
};
const perDay: Record<ZoomPlan, Partial<Record<RateLabel, number>>> = {
  pro: { Heavy: 30_000, "Phone-Heavy": 15_000 },
  business: { Heavy: 60_000, "Phone-Heavy": 30_000 },
};

const perSecondText = "You have reached the maximum per-second rate limit for this API. Try again later.";
const perDayText =
  "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.";

export type RateKeeper = {
  /** Counts a call. Throws `Refusal` 429; returns the headers of an answer that goes through. */
  spend(account: { id: string; plan: ZoomPlan }, label: RateLabel, now: number): Record<string, string>;
  /** The refusal of a storm: it uses nothing of the limits. */
  storm(account: { id: string; plan: ZoomPlan }, label: RateLabel): Refusal;
  /** Calls of an account today, by label. */
  spentToday(accountId: string, now: number): Record<string, number>;
  /** Calls of an account since the start, by label. */
  counts(accountId: string): Record<string, CallCounts>;
};

export type CallCounts = {
  /** All that were made, refused ones included. */
  made: number;
  /** Answered 429. */
  refused: number;
  /** How many calls of the other program found the limit used up by us. */
  crowdedOut: number;
  /** The most that were let through in one second. */
  mostInASecond: number;
};

type RateOptions = {
  /** How many seconds have passed; real time, whatever the clock of the sandbox says. */
  seconds?: () => number;
  /** The part of each second's limit (0..1) that another program of the account uses, evenly. */
  otherShare?: () => number;
};

const categoryOf = (label: RateLabel) => label.replace("Phone-", "");

export function makeRateKeeper(options: RateOptions = {}): RateKeeper {
  const { seconds: clock = () => performance.now() / 1000, otherShare = () => 0 } = options;
  const windows = new Map<string, { second: number; count: number }>();
  const days = new Map<string, number>();
  const counted = new Map<string, CallCounts>();

  function countsOf(key: string): CallCounts {
    const counts = counted.get(key) ?? { made: 0, refused: 0, crowdedOut: 0, mostInASecond: 0 };
    counted.set(key, counts);
    return counts;
  }

  /** Counts a call in its second; false, and not counted, when it finds no room. */
  function fits(key: string, limit: number): boolean {
    const time = clock();
    const second = Math.floor(time);
    const others = limit * otherShare();
    const window = windows.get(key) ?? { second, count: 0 };
    if (window.second !== second) {
      countsOf(key).crowdedOut += Math.max(0, Math.ceil(window.count + others - limit));
      Object.assign(window, { second, count: 0 });
    }
    windows.set(key, window);
    if (window.count + 1 + Math.floor(others * (time - second)) > limit) return false;
    window.count += 1;
    const counts = countsOf(key);
    counts.mostInASecond = Math.max(counts.mostInASecond, window.count);
    return true;
  }

  function perSecondRefusal(label: RateLabel, limit: number): Refusal {
    const headers = {
      "X-RateLimit-Category": categoryOf(label),
      "X-RateLimit-Type": "QPS",
      "X-RateLimit-Limit": String(limit),
      "X-RateLimit-Remaining": "0",
    };
    return new Refusal(429, 429, perSecondText, { headers });
  }

  return {
    spend(account, label, now) {
      const key = `${account.id} ${label}`;
      const counts = countsOf(key);
      counts.made += 1;
      const limit = perSecond[account.plan][label];
      if (!fits(key, limit)) {
        counts.refused += 1;
        throw perSecondRefusal(label, limit);
      }

      const date = utcDateOf(now);
      const dayKey = `${key} ${date}`;
      const today = (days.get(dayKey) ?? 0) + 1;
      days.set(dayKey, today);
      const daily = perDay[account.plan][label];
      if (daily === undefined || today <= daily) return { "x-ratelimit-category": categoryOf(label) };
      counts.refused += 1;
      const headers = {
        "X-RateLimit-Category": categoryOf(label),
        "X-RateLimit-Type": "Daily-limit",
        "X-RateLimit-Limit": String(daily),
        "X-RateLimit-Remaining": "0",
        "Retry-After": isoOf(Date.parse(`${date}T00:00:00Z`) + 86_400_000),
      };
      throw new Refusal(429, 429, perDayText, { headers });
    },
    storm(account, label) {
      const counts = countsOf(`${account.id} ${label}`);
      counts.made += 1;
      counts.refused += 1;
      return perSecondRefusal(label, perSecond[account.plan][label]);
    },
    spentToday(accountId, now) {
      const date = utcDateOf(now);
      const spent: Record<string, number> = {};
      for (const [key, count] of days) {
        const [id, label, day] = key.split(" ");
        if (id === accountId && day === date && label !== undefined) spent[label] = count;
      }
      return spent;
    },
    counts(accountId) {
      const own = [...counted].filter(([key]) => key.startsWith(`${accountId} `));
      return Object.fromEntries(own.map(([key, counts]) => [key.slice(accountId.length + 1), { ...counts }]));
    },
  };
}
