/** Webhooks are a hint: what they missed is read from Zoom's history every few hours, with overlap. */
import "server-only";
import { transaction } from "#lib/db/client.ts";
import { findRegularReads, listLiveConnections, type RoundConnection } from "#lib/db/connection-rounds.ts";
import { isAskableState } from "#lib/integration/connection-moves.ts";
import { startHistoryRead } from "#lib/integration/history-start.ts";
import { reviveHistoryReads } from "#lib/integration/resume-reads.ts";

const HOUR_MS = 3_600_000;
/** Zoom's lists lag, and an open session shows in them after its end: three days until a day counts as stable. */
const USUAL_MS = 72 * HOUR_MS;
const DAILY_MS = 7 * 24 * HOUR_MS;

/** The job: one read a connection, and a new job for reads that lost theirs. */
export async function reconcileAll(now = new Date()): Promise<void> {
  for (const connection of await listLiveConnections()) {
    if (connection.lastImportAt === null || !isAskableState(connection.state, connection.stateReason)) continue;
    await reconcile(connection, now);
  }
}

async function reconcile({ organisationId, connectionId }: RoundConnection, now: Date): Promise<void> {
  const { isOpen, lastLongAt } = await findRegularReads(organisationId, connectionId, USUAL_MS);
  const isLongDue = lastLongAt === null || now.getTime() - lastLongAt.getTime() > 23 * HOUR_MS;
  await transaction(async (tx) => {
    await reviveHistoryReads(tx, organisationId, connectionId);
    if (isOpen) return;
    const startAt = new Date(now.getTime() - (isLongDue ? DAILY_MS : USUAL_MS));
    await startHistoryRead(tx, organisationId, connectionId, { reason: "reconcile", startAt, endAt: now });
  });
}
