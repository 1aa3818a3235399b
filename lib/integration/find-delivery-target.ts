/** Whose delivery it is. In a storm the same account is asked for thousands of times: one answer serves a second. */
import "server-only";
import { findConnectionByZoomAccount } from "#lib/db/connections.ts";

type Target = Awaited<ReturnType<typeof findConnectionByZoomAccount>>;

const KEPT_MS = 1_000;
const MOST_KEPT = 2_000;
const kept = new Map<string, { target: Promise<Target>; untilMs: number }>();

/** The connection that a Zoom account is bound to, as of the last second; null when it is bound to none. */
export function findDeliveryTarget(zoomAccountId: string): Promise<Target> {
  const now = performance.now();
  const known = kept.get(zoomAccountId);
  if (known !== undefined && known.untilMs > now) return known.target;
  if (kept.size >= MOST_KEPT) kept.clear();
  const target = findConnectionByZoomAccount(zoomAccountId);
  kept.set(zoomAccountId, { target, untilMs: now + KEPT_MS });
  target.catch(() => kept.delete(zoomAccountId));
  return target;
}

/** What was known about an account may have changed: ask anew. */
export function forgetDeliveryTarget(zoomAccountId: string): void {
  kept.delete(zoomAccountId);
}
