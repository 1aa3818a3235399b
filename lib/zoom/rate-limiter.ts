import "server-only";
import type { RateLimiter, SpentCalls, ZoomPlan } from "./rate-limit-types.ts";

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

/** A limiter for one Zoom account; share it among everything that calls this account. */
export function rateLimiter(_options: RateLimiterOptions): RateLimiter {
  throw new Error("Not built yet");
}
