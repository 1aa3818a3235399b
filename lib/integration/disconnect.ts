/** Ending a connection from here: the grant is given back to Zoom, jobs stop, history stays or goes as asked. */
import "server-only";
import { type AuditActor, addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import type { Transaction } from "#lib/db/client.ts";
import { dropConnectAttempts } from "#lib/db/connect-attempts.ts";
import { forgetTokens, readSealedTokens } from "#lib/db/connection-tokens.ts";
import {
  type ConnectionRow,
  findConnection,
  lockConnection,
  scrubConnection,
  unbindZoomAccount,
  updateConnection,
} from "#lib/db/connections.ts";
import { finishHistoryRead, listOpenReadIds } from "#lib/db/history-reads.ts";
import { abandonImportRuns } from "#lib/db/import-runs.ts";
import { withTokenLock } from "#lib/db/token-lock.ts";
import { AppError } from "#lib/errors.ts";
import { cancelJobs, enqueue } from "#lib/jobs/enqueue.ts";
import { log } from "#lib/log.ts";
import { revokeToken } from "#lib/zoom/oauth.ts";
import { isLiveState } from "./connection-moves.ts";
import { moveConnection } from "./move-connection.ts";
import { freshAccessToken } from "./tokens.ts";

export type DisconnectAsk = {
  organisationId: string;
  connectionId: string;
  actor: { personId: string; name: string };
  history: "keep" | "delete";
  now: Date;
};

/**
 * Disconnects. Zoom is told first, with a token that is refreshed when it has expired; when Zoom can not be reached the
 * connection ends here all the same, and `isRevoked` is false: then the app must be removed in Zoom's Marketplace.
 * Throws `AppError` not-found, or conflict when it was ended already.
 */
export async function disconnect(ask: DisconnectAsk): Promise<{ isRevoked: boolean; name: string }> {
  const { organisationId, connectionId } = ask;
  const found = await findConnection(organisationId, connectionId);
  if (found === null) throw new AppError("not-found", "This Zoom connection does not exist any more.");
  if (!isLiveState(found.state)) throw new AppError("conflict", "This Zoom account is disconnected already.");
  const isRevoked = await revoke(organisationId, connectionId);
  await withTokenLock(connectionId, async (tx) => {
    const row = await lockConnection(tx, organisationId, connectionId);
    if (row === null || !isLiveState(row.state)) {
      throw new AppError("conflict", "This Zoom account was disconnected by someone else just now.");
    }
    await moveConnection(tx, organisationId, connectionId, "disconnected", "byPerson", ask.now);
    await endConnection(tx, organisationId, row, { data: ask.history, now: ask.now });
    await addAuditEntry(tx, organisationId, {
      actor: ask.actor,
      action: "zoom.disconnected",
      subjectId: connectionId,
      summary: `disconnected ${row.name} and ${ask.history === "delete" ? "deleted its history" : "kept its history"}`,
      details: { history: ask.history, isRevoked },
    });
  });
  return { isRevoked, name: found.name };
}

async function revoke(organisationId: string, connectionId: string): Promise<boolean> {
  const row = await readSealedTokens(organisationId, connectionId);
  if (row?.refreshToken == null) return true;
  try {
    await revokeToken(await freshAccessToken(organisationId, connectionId));
    return true;
  } catch (error) {
    log.warn({ connectionId, err: error }, "Zoom could not be told that a connection ends");
    return false;
  }
}

/** The key under which the deletion of a connection's data stands in the queue. */
export function deletionJobKey(connectionId: string): string {
  return `delete:${connectionId}`;
}

/**
 * What every end has in common: no tokens, no binding, no jobs. Data stays, is deleted at once, or is held until an
 * instant and deleted then. The move is made before.
 */
export async function endConnection(
  tx: Transaction,
  organisationId: string,
  connection: Pick<ConnectionRow, "id" | "name">,
  end: { data: "keep" | "delete" | { heldUntil: Date }; now: Date },
): Promise<void> {
  const { id } = connection;
  await forgetTokens(tx, organisationId, id);
  await unbindZoomAccount(tx, organisationId, id);
  await dropConnectAttempts(tx, organisationId, id);
  await cancelJobs(tx, id);
  await abandonImportRuns(tx, organisationId, id, "disconnected", end.now);
  for (const readId of await listOpenReadIds(tx, organisationId, id)) {
    await finishHistoryRead(tx, organisationId, readId, { state: "cancelled" }, end.now);
  }
  if (end.data !== "keep") {
    const heldUntil = end.data === "delete" ? null : end.data.heldUntil;
    if (heldUntil === null) await scrubConnection(tx, organisationId, id, connection.name);
    else await updateConnection(tx, organisationId, id, { deleteAt: heldUntil });
    const options = { jobKey: deletionJobKey(id), ...(heldUntil === null ? {} : { runAt: heldUntil }) };
    await enqueue(tx, "deleteConnectionData", { organisationId, connectionId: id }, options);
  }
  for (const topic of ["connection", "activity"] as const) await announceChange(tx, organisationId, { topic });
}

/** Who is named in the audit when Zoom itself acts. */
export const zoomActor: AuditActor = { name: "Zoom" };
