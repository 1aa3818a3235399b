/** Slows guessing down: so many tries per e-mail and per network address in a quarter of an hour, then a wait. */
import "server-only";
import { fingerprint } from "#lib/crypto.ts";
import { clearAttempts, countAttempt, deleteOldAttempts, forgiveAttempt } from "#lib/db/attempts.ts";

const WINDOW_MS = 15 * 60 * 1000;

/** `kind` names the door, `value` who or what stands there; the table keeps only a fingerprint of both. */
export type Throttle = { kind: string; value: string; limit: number };

export type Entrance = { kind: "open" } | { kind: "tooMany"; retryAt: Date };

function keyOf({ kind, value }: Throttle): string {
  return fingerprint(`${kind}:${value}`);
}

/** Counts a try at each throttle; `tooMany` with the time of the next chance when one of them is over its limit. */
export async function enter(throttles: readonly Throttle[], now: Date): Promise<Entrance> {
  const counts = await Promise.all(throttles.map((throttle) => countAttempt(keyOf(throttle), WINDOW_MS, now)));
  const over = counts.filter(({ tries }, index) => tries > (throttles[index]?.limit ?? 0));
  if (over.length === 0) return { kind: "open" };
  return { kind: "tooMany", retryAt: new Date(Math.max(...over.map(({ windowEndAt }) => windowEndAt.getTime()))) };
}

/** After the right secret: the throttle of the person is cleared, that of a shared address gives the one try back. */
export async function leave(own: Throttle, shared: readonly Throttle[], now: Date): Promise<void> {
  await Promise.all([clearAttempts(keyOf(own)), ...shared.map((throttle) => forgiveAttempt(keyOf(throttle)))]);
  await deleteOldAttempts(now);
}

/**
 * The network address a request came from. A proxy in front appends the address it saw at the end of the list, so the
 * last entry is the one that a client can not choose.
 */
export function addressOf(headers: { get(name: string): string | null }): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
