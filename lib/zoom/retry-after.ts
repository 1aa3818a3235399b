/** Until when Zoom wants to be left alone after a 429. */
import "server-only";
import { parseTime } from "./parse-time.ts";

/** No daily limit lasts longer than a day; a longer wait is a mistake. */
const LONGEST_MS = 25 * 60 * 60_000;
const SHORTEST_MS = 1_000;
const MIDNIGHT_SPREAD_MS = 5 * 60_000;

export type Refusal = { headers: Headers; message: string | null };

/**
 * The instant after which to ask again, as Zoom says it: `Retry-After` in seconds, as an ISO instant or as an HTTP date;
 * else `X-RateLimit-Reset` (Unix seconds); else the next midnight UTC, with a spread, when a daily limit is named. Null
 * when Zoom says nothing: back off then. Never later than in 25 hours.
 */
export function retryAfter(refusal: Refusal, now: Date, random: () => number): Date | null {
  const told = readRetryAfter(refusal.headers.get("retry-after"), now) ?? readReset(refusal.headers, now);
  if (told !== null) {
    const waitMs = Math.min(Math.max(told.getTime() - now.getTime(), SHORTEST_MS), LONGEST_MS);
    return new Date(now.getTime() + waitMs);
  }
  return isDailyLimit(refusal) ? new Date(nextMidnight(now).getTime() + random() * MIDNIGHT_SPREAD_MS) : null;
}

/** Whether the limit of the day was reached, rather than that of the second. */
export function isDailyLimit({ headers, message }: Refusal): boolean {
  return /daily/i.test(headers.get("x-ratelimit-type") ?? "") || /\bdaily\b/i.test(message ?? "");
}

/** The midnight after `now`, in UTC, where Zoom's days begin. */
export function nextMidnight(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
}

function readRetryAfter(header: string | null, now: Date): Date | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return new Date(now.getTime() + Number(text) * 1000);
  // Without a zone JavaScript would read a time as local: such an instant is UTC, such an HTTP date is no date.
  const httpDate = /^[A-Z][a-z]{2}, .* GMT$/.test(text) ? new Date(text) : null;
  return parseTime(text) ?? (httpDate === null || Number.isNaN(httpDate.getTime()) ? null : httpDate);
}

function readReset(headers: Headers, now: Date): Date | null {
  const text = headers.get("x-ratelimit-reset")?.trim() ?? "";
  if (!/^\d{10}$/.test(text)) return null;
  const at = new Date(Number(text) * 1000);
  return at.getTime() > now.getTime() ? at : null;
}
