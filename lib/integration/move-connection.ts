/** The one way in which a connection's state changes: by the table of moves, in one transaction with what follows. */
import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import type { Transaction } from "#lib/db/client.ts";
import { addConnectionLog } from "#lib/db/connection-log.ts";
import type { ConnectionState } from "#lib/db/connection-types.ts";
import { type ConnectionRow, lockConnection, updateConnection } from "#lib/db/connections.ts";
import { beginListening, stopListening } from "#lib/db/coverage.ts";
import { log } from "#lib/log.ts";
import { isListeningState, isTokenReason, type MoveReason, mayMove } from "./connection-moves.ts";
import { sentenceOfMove } from "./move-words.ts";
import { startRepair } from "./start-repair.ts";

/** A dead token is noticed at its next use, which is a day after the last one at the latest. */
const UNNOTICED_MS = 26 * 3_600_000;

/** States in which all is well have no reason of their own. */
const works = (state: ConnectionState) => state === "importing" || state === "waiting" || state === "active";

/**
 * Moves a connection, where the table allows it for this reason; says whether it moved. Listening and the log follow
 * the move. A silence that is noticed is read from Zoom's history, and again when it ends.
 */
export async function moveConnection(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  to: ConnectionState,
  because: MoveReason,
  now = new Date(),
): Promise<boolean> {
  const row = await lockConnection(tx, organisationId, connectionId);
  if (row === null) return false;
  const stateReason = works(to) ? null : because;
  if (row.state === to && row.stateReason === stateReason) return false;
  if (!mayMove(row.state, to, because)) {
    log.warn({ connectionId, from: row.state, to, because }, "A move of a connection that is not legal was left out");
    return false;
  }
  await updateConnection(tx, organisationId, connectionId, {
    state: to,
    stateReason,
    ...(row.state === to ? {} : { stateChangedAt: now }),
  });
  await followListening(tx, organisationId, row, { to, stateReason, because, now });
  await addConnectionLog(tx, organisationId, connectionId, {
    kind: "connection",
    what: sentenceOfMove(row, to, because),
    outcome: outcomeOf(row, to),
    at: now,
  });
  await announceChange(tx, organisationId, { topic: "connection" });
  return true;
}

function outcomeOf(row: ConnectionRow, to: ConnectionState): "done" | "failed" | "waiting" | "back" {
  if (to === "attention") return "failed";
  if (to === "stalled") return "waiting";
  return row.state === "attention" || row.state === "stalled" ? "back" : "done";
}

type Move = { to: ConnectionState; stateReason: string | null; because: MoveReason; now: Date };

async function followListening(tx: Transaction, organisationId: string, row: ConnectionRow, move: Move) {
  const { to, stateReason, because, now } = move;
  const before = isListeningState(row.state, row.stateReason);
  const after = isListeningState(to, stateReason);
  if (before && !after) {
    const at = to === "stalled" ? silentSince(row, now) : isTokenReason(stateReason) ? lastKnownAt(row, now) : now;
    await stopListening(tx, organisationId, row.id, to, { at });
    if (to === "stalled") await startRepair(tx, organisationId, row.id, { startAt: at, endAt: now });
  }
  if (before || !after) return;
  await beginListening(tx, organisationId, row.id, to, { at: now });
  await updateConnection(tx, organisationId, row.id, { quietUntil: now });
  // What proved the quiet has read it.
  if (because === "wasQuiet") return;
  const silence = { startAt: row.stateChangedAt, endAt: now };
  await startRepair(tx, organisationId, row.id, silence, isTokenReason(row.stateReason) ? UNNOTICED_MS : undefined);
}

/** Since when nothing came: from the last delivery on, or from when listening began or a silence was found to be real. */
export function silentSince(
  row: Pick<ConnectionRow, "connectedAt" | "lastDeliveryAt" | "quietUntil">,
  now: Date,
): Date {
  return latestOf([row.connectedAt, row.lastDeliveryAt, row.quietUntil], now);
}

/** When Zoom last showed that it still knows us; from then on we may have missed something. */
function lastKnownAt(row: ConnectionRow, now: Date): Date {
  return latestOf([row.lastDeliveryAt, row.tokenRefreshedAt], now);
}

function latestOf(instants: readonly (Date | null)[], now: Date): Date {
  return new Date(Math.min(now.getTime(), Math.max(0, ...instants.map((at) => at?.getTime() ?? 0))));
}

/** The state of a connection that works: `active` once something came since it was authorised. */
export function workingState(
  row: Pick<ConnectionRow, "lastDeliveryAt" | "connectedAt" | "lastImportAt">,
): ConnectionState {
  if (row.lastImportAt === null) return "importing";
  return row.lastDeliveryAt !== null && row.lastDeliveryAt >= row.connectedAt ? "active" : "waiting";
}
