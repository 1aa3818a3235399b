import "server-only";
import { log } from "#lib/log.ts";

const EVERY_MS = 10_000;
const refusals = new Map<string, number>();
let toldMs = Number.NEGATIVE_INFINITY;

/**
 * Notes a refused request. A flood makes one line in ten seconds, not one a request; a wrong secret on our side looks
 * like this too, and loses what Zoom sends, so it is a warning.
 */
export function noteRefusal(reason: string): void {
  refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
  const now = performance.now();
  if (now - toldMs < EVERY_MS) return;
  toldMs = now;
  log.warn({ refusals: Object.fromEntries(refusals) }, "Webhook requests were refused");
  refusals.clear();
}
