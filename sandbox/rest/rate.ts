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
  /** The refusal of a storm: nothing is counted. */
  storm(account: { plan: ZoomPlan }, label: RateLabel): Refusal;
  /** Calls of an account today, by label. */
  spentToday(accountId: string, now: number): Record<string, number>;
};

const categoryOf = (label: RateLabel) => label.replace("Phone-", "");

/** `second` counts real seconds, whatever the clock of the sandbox says. */
export function makeRateKeeper(second = () => Math.floor(performance.now() / 1000)): RateKeeper {
  const seconds = new Map<string, { second: number; count: number }>();
  const days = new Map<string, number>();

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
      const thisSecond = second();
      const key = `${account.id} ${label}`;
      const window = seconds.get(key);
      const count = window?.second === thisSecond ? window.count + 1 : 1;
      seconds.set(key, { second: thisSecond, count });
      const limit = perSecond[account.plan][label];
      if (count > limit) throw perSecondRefusal(label, limit);

      const date = utcDateOf(now);
      const dayKey = `${key} ${date}`;
      const today = (days.get(dayKey) ?? 0) + 1;
      days.set(dayKey, today);
      const daily = perDay[account.plan][label];
      if (daily === undefined || today <= daily) return { "x-ratelimit-category": categoryOf(label) };
      const headers = {
        "X-RateLimit-Category": categoryOf(label),
        "X-RateLimit-Type": "Daily-limit",
        "X-RateLimit-Limit": String(daily),
        "X-RateLimit-Remaining": "0",
        "Retry-After": isoOf(Date.parse(`${date}T00:00:00Z`) + 86_400_000),
      };
      throw new Refusal(429, 429, perDayText, { headers });
    },
    storm: (account, label) => perSecondRefusal(label, perSecond[account.plan][label]),
    spentToday(accountId, now) {
      const date = utcDateOf(now);
      const spent: Record<string, number> = {};
      for (const [key, count] of days) {
        const [id, label, day] = key.split(" ");
        if (id === accountId && day === date && label !== undefined) spent[label] = count;
      }
      return spent;
    },
  };
}
