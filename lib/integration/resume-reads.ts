/** History reads that must begin or go on: after the first import, a reconnect, a pause. */
import "server-only";
import type { Transaction } from "#lib/db/client.ts";
import { findConnection } from "#lib/db/connections.ts";
import { extendHistoryRead, findUntouchedRead, hasFirstRead, listOpenReadIds } from "#lib/db/history-reads.ts";
import { hasJob } from "#lib/db/job-queue.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { historyJobKey, startHistoryRead } from "./history-start.ts";

const DAY_MS = 86_400_000;

/**
 * Sees to the read of the chosen recent past, once a connection and authorisation. Activity is stored only for mapped
 * people, so it goes on up to the end of the import, and holds what happened in between; when no history was chosen,
 * it is only that.
 */
export async function startFirstRead(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  now: Date,
): Promise<void> {
  const connection = await findConnection(organisationId, connectionId, tx);
  if (connection === null) return;
  const { connectedAt, historyDays } = connection;
  const waiting = await findUntouchedRead(tx, organisationId, connectionId, { reason: "first", startAt: connectedAt });
  if (waiting !== null) return extendHistoryRead(tx, organisationId, waiting.id, now);
  if (await hasFirstRead(tx, organisationId, connectionId, connectedAt)) return;
  const startAt = new Date(connectedAt.getTime() - historyDays * DAY_MS);
  if (startAt >= now) return;
  await startHistoryRead(tx, organisationId, connectionId, { reason: "first", startAt, endAt: now });
}

/** Gives every open read of a connection that lost its job a new one; each goes on where it stopped. */
export async function reviveHistoryReads(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
): Promise<number> {
  let revived = 0;
  for (const readId of await listOpenReadIds(tx, organisationId, connectionId)) {
    const jobKey = historyJobKey(readId);
    if (await hasJob(tx, jobKey)) continue;
    await enqueue(tx, "readHistory", { organisationId, connectionId, readId }, { jobKey });
    revived += 1;
  }
  return revived;
}
