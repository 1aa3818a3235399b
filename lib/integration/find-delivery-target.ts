/**
 * Whose delivery it is. In a storm the same account is asked for thousands of times: one answer serves a second. Only the
 * answer that it is heard: who has just connected or resumed counts on every delivery from that moment on.
 */
import "server-only";
import type { ConnectionState } from "#lib/db/connection-types.ts";
import { findConnectionByZoomAccount } from "#lib/db/connections.ts";
import { isLiveState } from "./connection-moves.ts";

type Target = Awaited<ReturnType<typeof findConnectionByZoomAccount>>;

const KEPT_MS = 1_000;
const MOST_KEPT = 2_000;
const kept = new Map<string, { target: Promise<Target>; untilMs: number }>();

/** Ended and paused connections may go on sending: dropped, not sent again. */
export function isUnheard(state: ConnectionState): boolean {
  return state === "paused" || !isLiveState(state);
}

/** The connection that a Zoom account is bound to, as of the last second; null when it is bound to none. */
export function findDeliveryTarget(zoomAccountId: string): Promise<Target> {
  const now = performance.now();
  const known = kept.get(zoomAccountId);
  if (known !== undefined && known.untilMs > now) return known.target;
  if (kept.size >= MOST_KEPT) kept.clear();
  const target = findConnectionByZoomAccount(zoomAccountId);
  kept.set(zoomAccountId, { target, untilMs: now + KEPT_MS });
  target.then(
    (found) => (found === null || isUnheard(found.state)) && kept.delete(zoomAccountId),
    () => kept.delete(zoomAccountId),
  );
  return target;
}

/** What was known about an account may have changed: ask anew. */
export function forgetDeliveryTarget(zoomAccountId: string): void {
  kept.delete(zoomAccountId);
}
