/** Whoever is mapped or included later gets their recent past from Zoom's own history. */
import "server-only";
import type { Transaction } from "#lib/db/client.ts";
import { type ConnectionRow, findConnection } from "#lib/db/connections.ts";
import { findCoveringFirstRead } from "#lib/db/history-reads.ts";
import { isLiveState } from "./connection-moves.ts";
import { startHistoryRead } from "./history-start.ts";

const DAY_MS = 86_400_000;
const LONGEST_FILL_DAYS = 30;

/**
 * The window that a new mapping fills in: the recent past that was chosen when the account was connected and all time
 * since then, but at most 30 days.
 */
export function recentPast(connection: Pick<ConnectionRow, "connectedAt" | "historyDays">, now: Date) {
  const chosen = connection.connectedAt.getTime() - connection.historyDays * DAY_MS;
  return { startAt: new Date(Math.max(chosen, now.getTime() - LONGEST_FILL_DAYS * DAY_MS)), endAt: now };
}

/** Starts the reads that new mappings need, one a connection at most. */
export async function fillRecentPast(
  tx: Transaction,
  organisationId: string,
  connectionIds: Iterable<string>,
  ask: { now: Date; askedById?: string },
): Promise<void> {
  for (const connectionId of new Set(connectionIds)) {
    const connection = await findConnection(organisationId, connectionId, tx);
    if (connection === null || !isLiveState(connection.state) || connection.lastImportAt === null) continue;
    const window = recentPast(connection, ask.now);
    if (window.startAt >= window.endAt) continue;
    if (await findCoveringFirstRead(tx, organisationId, connectionId, window.startAt)) continue;
    await startHistoryRead(tx, organisationId, connectionId, {
      reason: "mapping",
      ...window,
      ...(ask.askedById === undefined ? {} : { askedById: ask.askedById }),
    });
  }
}
