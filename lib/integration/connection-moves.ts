/**
 * The states of a connection and the legal moves between them, as a literal table. A move that is not in it is not
 * made: a job that was cut off by a disconnect can not bring the connection back to life.
 */
import "server-only";
import type { AttentionReason, ConnectionState } from "#lib/db/connection-types.ts";
import type { ZoomError } from "#lib/errors.ts";

export const legalMoves: Record<ConnectionState, readonly ConnectionState[]> = {
  importing: ["waiting", "active", "attention", "paused", "disconnected", "deauthorised"],
  waiting: ["importing", "active", "attention", "paused", "disconnected", "deauthorised"],
  active: ["importing", "attention", "paused", "disconnected", "deauthorised"],
  attention: ["importing", "waiting", "active", "paused", "disconnected", "deauthorised"],
  paused: ["importing", "waiting", "active", "attention", "disconnected", "deauthorised"],
  // Only a new authorisation revives it.
  disconnected: ["importing", "attention"],
  // Final: the same Zoom account comes back as a new connection, and empty.
  deauthorised: [],
};

/** Whether a connection may go from one state to another. Staying is a move only where the reason matters. */
export function mayMove(from: ConnectionState, to: ConnectionState): boolean {
  return legalMoves[from].includes(to) || (from === "attention" && to === "attention");
}

const silentReasons: ReadonlySet<string> = new Set<AttentionReason>([
  "tokenDead",
  "authoriserGone",
  "approvalWithdrawn",
  "scopesChanged",
  "replaced",
]);

/** Whether the reason is one of the token: then nothing that Zoom has reaches us, and a working token is the cure. */
export function isTokenReason(reason: string | null): boolean {
  return reason !== null && silentReasons.has(reason);
}

/** Whether what Zoom tells us counts as complete in this state: it does unless we know of a silence. */
export function isListeningState(state: ConnectionState, reason: string | null): boolean {
  if (state === "attention") return !isTokenReason(reason);
  return state === "importing" || state === "waiting" || state === "active";
}

/** Whether the connection still belongs to us: it was neither ended here nor at Zoom. */
export function isLiveState(state: ConnectionState): boolean {
  return state !== "disconnected" && state !== "deauthorised";
}

const reasonOfCode: Record<string, AttentionReason> = {
  "4711": "scopesChanged",
  "4735": "authoriserGone",
  "4738": "approvalWithdrawn",
  "4741": "replaced",
};

/** What an `auth` failure means for the connection; Zoom's own number tells more than its kind. */
export function attentionReasonOf(error: ZoomError): AttentionReason {
  return reasonOfCode[String(error.zoomCode)] ?? "tokenDead";
}
