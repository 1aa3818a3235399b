/**
 * Connections to Zoom accounts, and the binding of a Zoom account to one organisation.
 * Its tokens are in `connection-tokens.ts`.
 */
import "server-only";
import { db, Prisma, type Transaction } from "./client.ts";
import type { ConnectionState } from "./connection-types.ts";

export type ConnectionRow = {
  id: string;
  zoomAccountId: string;
  name: string;
  /** Decides the rate limits. */
  plan: "free" | "pro" | "business";
  state: ConnectionState;
  stateReason: string | null;
  stateChangedAt: Date;
  authorisedBy: string | null;
  connectedById: string | null;
  connectedAt: Date;
  historyDays: number;
  /** Percent of the account's rate limits. */
  rateShare: number;
  scopes: string[];
  apiUrl: string;
  tokenRefreshedAt: Date | null;
  lastDeliveryAt: Date | null;
  /** How late the last deliveries were, in milliseconds. */
  lastDelayMs: number | null;
  lastImportAt: Date | null;
  /** Since when Zoom answers nothing to our questions; null while it answers. */
  unansweredSince: Date | null;
  /** A silence counts from here on: since then we listen, or up to here Zoom's history has shown that it was quiet. */
  quietUntil: Date | null;
  /** The data of a removed account is hidden until then, and deleted after it. */
  deleteAt: Date | null;
};

const HIDDEN: ConnectionState = "deauthorised";
/** In place of the id of a Zoom account that is not known here any more. */
const SCRUBBED = "removed:";

const columns = {
  id: true,
  zoomAccountId: true,
  name: true,
  plan: true,
  state: true,
  stateReason: true,
  stateChangedAt: true,
  authorisedBy: true,
  connectedById: true,
  connectedAt: true,
  historyDays: true,
  rateShare: true,
  scopes: true,
  apiUrl: true,
  tokenRefreshedAt: true,
  lastDeliveryAt: true,
  lastDelayMs: true,
  lastImportAt: true,
  unansweredSince: true,
  quietUntil: true,
  deleteAt: true,
} as const;

type Raw = Omit<ConnectionRow, "plan" | "state" | "lastDelayMs"> & {
  plan: string;
  state: string;
  lastDelayMs: bigint | null;
};
const asRow = (raw: Raw): ConnectionRow => ({
  ...raw,
  plan: raw.plan as ConnectionRow["plan"],
  state: raw.state as ConnectionState,
  lastDelayMs: raw.lastDelayMs === null ? null : Number(raw.lastDelayMs),
});

/** All connections of an organisation, ended ones too, the oldest first. */
export async function listConnections(organisationId: string): Promise<ConnectionRow[]> {
  const rows = await db().connection.findMany({
    where: { organisationId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: columns,
  });
  return rows.map(asRow);
}

/** One connection, or null. */
export async function findConnection(
  organisationId: string,
  id: string,
  tx: Transaction = db(),
): Promise<ConnectionRow | null> {
  const row = await tx.connection.findUnique({ where: { organisationId_id: { organisationId, id } }, select: columns });
  return row === null ? null : asRow(row);
}

/** One connection, its row locked until the transaction ends; null when there is none. */
export async function lockConnection(
  tx: Transaction,
  organisationId: string,
  id: string,
): Promise<ConnectionRow | null> {
  await tx.$executeRaw`
    select 1 from connection where organisation_id = ${organisationId}::uuid and id = ${id}::uuid for update`;
  return findConnection(organisationId, id, tx);
}

export type BoundConnection = {
  organisationId: string;
  connectionId: string;
  state: ConnectionState;
  stateReason: string | null;
  connectedAt: Date;
};

/** Which organisation and connection a Zoom account belongs to: how a delivery finds its tenant. */
export async function findConnectionByZoomAccount(
  zoomAccountId: string,
  tx: Transaction = db(),
): Promise<BoundConnection | null> {
  const found = await tx.zoomAccount.findUnique({
    where: { zoomAccountId },
    select: {
      organisationId: true,
      connectionId: true,
      connection: { select: { state: true, stateReason: true, connectedAt: true } },
    },
  });
  if (found === null) return null;
  const { connection, ...ids } = found;
  return { ...ids, ...connection, state: connection.state as ConnectionState };
}

/** The connection that an organisation has, or once had, to a Zoom account. */
export async function findOwnConnection(
  tx: Transaction,
  organisationId: string,
  zoomAccountId: string,
): Promise<ConnectionRow | null> {
  const row = await tx.connection.findUnique({
    where: { organisationId_zoomAccountId: { organisationId, zoomAccountId } },
    select: columns,
  });
  return row === null ? null : asRow(row);
}

/**
 * Binds a Zoom account to a connection, or tells to which organisation it is bound already. Two who bind at once meet
 * at the primary key: the second waits for the first to commit and then reads its row.
 */
export async function bindZoomAccount(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  zoomAccountId: string,
): Promise<{ organisationId: string; connectionId: string }> {
  await tx.$executeRaw`
    insert into zoom_account (zoom_account_id, organisation_id, connection_id)
    values (${zoomAccountId}, ${organisationId}::uuid, ${connectionId}::uuid)
    on conflict (zoom_account_id) do nothing`;
  return tx.zoomAccount.findUniqueOrThrow({
    where: { zoomAccountId },
    select: { organisationId: true, connectionId: true },
  });
}

/**
 * Connections of which nobody may see anything any more: the Zoom account removed the app, and what came from it is on
 * hold or being deleted.
 */
export function hiddenConnectionsSql(organisationId: string): Prisma.Sql {
  return Prisma.sql`(select id from connection where organisation_id = ${organisationId}::uuid and state = ${HIDDEN})`;
}

/** The same for Prisma's filters. */
export const isNotHidden = { connection: { state: { not: HIDDEN } } };

/** Takes the binding away: the Zoom account may be connected anew, also by another organisation. */
export async function unbindZoomAccount(tx: Transaction, organisationId: string, connectionId: string): Promise<void> {
  await tx.zoomAccount.deleteMany({ where: { organisationId, connectionId } });
}

export type SavedConnection = {
  id: string;
  zoomAccountId: string;
  name: string;
  authorisedBy: string;
  connectedById: string;
  historyDays: number;
  scopes: string[];
  apiUrl: string;
  accessToken: string;
  refreshToken: string;
  tokenExpiresAt: Date;
  now: Date;
};

/** Writes a connection that was just authorised. One that exists keeps its name, plan and share. */
export async function saveConnection(tx: Transaction, organisationId: string, saved: SavedConnection): Promise<void> {
  const { id, zoomAccountId, name, now, ...rest } = saved;
  const authorised = {
    ...rest,
    connectedAt: now,
    tokenRefreshedAt: now,
    tokenFailures: 0,
    unansweredSince: null,
    deleteAt: null,
  };
  await tx.connection.upsert({
    where: { organisationId_id: { organisationId, id } },
    create: { organisationId, id, zoomAccountId, name, stateChangedAt: now, ...authorised },
    update: authorised,
  });
}

/**
 * Leaves nothing of the Zoom account in the row but that it was once connected. Its key is freed, so that the same
 * account can come back as a new connection while the old data is still being deleted.
 */
export async function scrubConnection(
  tx: Transaction,
  organisationId: string,
  id: string,
  name: string,
): Promise<void> {
  await tx.connection.update({
    where: { organisationId_id: { organisationId, id } },
    data: {
      zoomAccountId: `${SCRUBBED}${id}`,
      name,
      authorisedBy: null,
      scopes: [],
      lastDeliveryAt: null,
      lastDelayMs: null,
      lastImportAt: null,
      unansweredSince: null,
      quietUntil: null,
      deleteAt: null,
    },
  });
}

/** Whether nothing is left of a connection but that it was once there. */
export function isScrubbed(row: Pick<ConnectionRow, "zoomAccountId">): boolean {
  return row.zoomAccountId.startsWith(SCRUBBED);
}

/** Changes what an admin may set, or where the connection stands. */
export async function updateConnection(
  tx: Transaction,
  organisationId: string,
  id: string,
  change: Partial<{
    name: string;
    plan: ConnectionRow["plan"];
    rateShare: number;
    scopes: string[];
    state: ConnectionState;
    stateReason: string | null;
    stateChangedAt: Date;
    unansweredSince: Date | null;
    quietUntil: Date | null;
    deleteAt: Date | null;
  }>,
): Promise<void> {
  await tx.connection.update({ where: { organisationId_id: { organisationId, id } }, data: change });
}
