/** What the clockwork asks about every connection of every organisation: reads that cross tenants. */
import "server-only";
import { db, type Transaction } from "./client.ts";
import type { ConnectionState } from "./connection-types.ts";

export type RoundConnection = {
  organisationId: string;
  connectionId: string;
  state: ConnectionState;
  stateReason: string | null;
  lastImportAt: Date | null;
  tokenRefreshedAt: Date | null;
  unansweredSince: Date | null;
};

const ended = ["disconnected", "deauthorised"];

/** Every connection that was not ended. */
export async function listLiveConnections(tx: Transaction = db()): Promise<RoundConnection[]> {
  const rows = await tx.connection.findMany({
    where: { state: { notIn: ended } },
    orderBy: [{ organisationId: "asc" }, { id: "asc" }],
    select: {
      organisationId: true,
      id: true,
      state: true,
      stateReason: true,
      lastImportAt: true,
      tokenRefreshedAt: true,
      unansweredSince: true,
    },
  });
  return rows.map(({ id, state, ...row }) => ({ ...row, connectionId: id, state: state as ConnectionState }));
}

/** The newest regular read of a connection that was asked for, and since when the longest one ended. */
export async function findRegularReads(
  organisationId: string,
  connectionId: string,
  longerThanMs: number,
): Promise<{ isOpen: boolean; lastLongAt: Date | null }> {
  const reads = await db().historyRead.findMany({
    where: { organisationId, connectionId, reason: "reconcile" },
    orderBy: { createdAt: "desc" },
    take: 20,
    select: { state: true, startAt: true, endAt: true },
  });
  const long = reads.find(({ startAt, endAt }) => endAt.getTime() - startAt.getTime() > longerThanMs);
  const isOpen = reads.some(({ state }) => state === "waiting" || state === "running");
  return { isOpen, lastLongAt: long?.endAt ?? null };
}

/** Ended connections whose data should be gone: their deletion is due, or was begun and something is left. */
export async function listDueDeletions(now: Date): Promise<{ organisationId: string; connectionId: string }[]> {
  return db().$queryRaw`
    select c.organisation_id as "organisationId", c.id as "connectionId" from connection as c
    where c.state in ('disconnected', 'deauthorised') and (c.delete_at <= ${now} or (c.zoom_account_id like 'removed:%'
      and exists (select from zoom_user as z where z.organisation_id = c.organisation_id and z.connection_id = c.id)))`;
}

export type StaleSession = { organisationId: string; connectionId: string; activityId: string };

/** Sessions and calls that began before an instant and never ended, as far as we know. */
export async function listStaleSessions(startedBefore: Date, limit: number): Promise<StaleSession[]> {
  const rows = await db().activity.findMany({
    where: {
      startAt: { lt: startedBefore },
      endAt: null,
      endUnknownAt: null,
      deletedAt: null,
      zoomUser: { connection: { state: { notIn: [...ended, "paused"] } } },
    },
    orderBy: { startAt: "desc" },
    take: limit,
    select: { organisationId: true, connectionId: true, id: true },
  });
  return rows.map(({ id, ...row }) => ({ ...row, activityId: id }));
}

/** The connections of one organisation that were not ended. */
export async function listLiveConnectionIds(
  tx: Transaction,
  organisationId: string,
): Promise<{ connectionId: string; state: ConnectionState; stateReason: string | null }[]> {
  const rows = await tx.connection.findMany({
    where: { organisationId, state: { notIn: ended } },
    orderBy: { id: "asc" },
    select: { id: true, state: true, stateReason: true },
  });
  return rows.map(({ id, state, stateReason }) => ({ connectionId: id, state: state as ConnectionState, stateReason }));
}
