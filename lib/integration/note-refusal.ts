import "server-only";
import { countSign, type RefusalReason } from "#lib/db/door-signs.ts";
import { log } from "#lib/log.ts";

const EVERY_MS = 10_000;
const refusals = new Map<string, number>();
let lastError: unknown;
let toldMs = Number.NEGATIVE_INFINITY;

/**
 * Notes a request that was not taken, and why; `error` is told for the last one. A flood makes one line in ten seconds
 * and one row a day, not one a request. A wrong secret on our side looks like a flood too and loses what Zoom sends, so
 * it is a warning.
 */
export function noteRefusal(reason: RefusalReason, now: Date, error?: unknown): void {
  countSign(reason, now);
  refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
  lastError = error ?? lastError;
  const nowMs = performance.now();
  if (nowMs - toldMs < EVERY_MS) return;
  toldMs = nowMs;
  const err = lastError === undefined ? {} : { err: lastError };
  log.warn({ refusals: Object.fromEntries(refusals), ...err }, "Webhook requests were refused");
  refusals.clear();
  lastError = undefined;
}
