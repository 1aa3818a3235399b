/** Wishes to read a window of Zoom's history, and how far each is. */
import "server-only";
import { z } from "zod";
import { db, type Transaction } from "./client.ts";

export const historyReasons = ["first", "repair", "mapping", "reconcile", "asked"] as const;
export type HistoryReason = (typeof historyReasons)[number];
export type HistoryState = "waiting" | "running" | "done" | "failed" | "cancelled";

const pieceSchema = z.object({ startAt: z.iso.datetime(), endAt: z.iso.datetime() });
/**
 * How far a read is. Reading goes back in time, several pieces at once, so a lane is finished from its `readFrom` to the
 * end of the window, and where pieces were overtaken also in parts before that. A lane is one of Zoom's lists: sessions
 * (meetings and webinars together) or calls.
 */
const laneSchema = z.object({
  /** Everything of the window at or after this instant was read; null before the first piece. */
  readFrom: z.iso.datetime().nullable().default(null),
  /** Pieces further back that were read before what lies between. */
  ahead: z.array(pieceSchema).default([]),
  /** Where what is known so far begins, and what is read next must reach; null: at the end of the window. */
  knownTo: z.iso.datetime().nullable().default(null),
  /** What was received of the lane's products while `ahead` and `knownTo` came about. */
  reception: z.string().nullable().default(null),
  /** account: the account-wide list; user: one list a user, since Zoom refused the account-wide one. */
  way: z.enum(["account", "user"]).default("account"),
  /** How long the next piece is. */
  pieceHours: z.number().int().min(1).default(48),
  /** Whether that length was found to fit. */
  isSettled: z.boolean().default(false),
  /** The way by user: everyone up to this key was read for the piece that is under way. */
  afterUser: z.string().nullable().default(null),
  /** Why this lane stopped before its start; null while it is well. */
  stopped: z.enum(["refused", "missingScope", "notReceived"]).nullable().default(null),
  read: z.number().int().default(0),
});
const progressSchema = z.object({
  sessions: laneSchema.prefault({}),
  calls: laneSchema.prefault({}),
  countedOnly: z.number().int().default(0),
});
export type HistoryLane = z.output<typeof laneSchema>;
export type HistoryProgress = z.output<typeof progressSchema>;

export type HistoryReadRow = {
  id: string;
  connectionId: string;
  reason: HistoryReason;
  startAt: Date;
  endAt: Date;
  state: HistoryState;
  progress: HistoryProgress;
  merged: number;
  skipped: number;
  waitUntil: Date | null;
  failure: string | null;
  askedById: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

const columns = {
  id: true,
  connectionId: true,
  reason: true,
  startAt: true,
  endAt: true,
  state: true,
  progress: true,
  merged: true,
  skipped: true,
  waitUntil: true,
  failure: true,
  askedById: true,
  createdAt: true,
  finishedAt: true,
} as const;

type Raw = Omit<HistoryReadRow, "reason" | "state" | "progress"> & { reason: string; state: string; progress: unknown };

function asRow(raw: Raw): HistoryReadRow {
  return {
    ...raw,
    reason: raw.reason as HistoryReason,
    state: raw.state as HistoryState,
    progress: progressSchema.parse(raw.progress ?? {}),
  };
}

/** Makes a read that waits for its turn. */
export async function addHistoryRead(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  ask: { reason: HistoryReason; startAt: Date; endAt: Date; askedById?: string },
): Promise<{ id: string }> {
  return tx.historyRead.create({ data: { organisationId, connectionId, ...ask }, select: { id: true } });
}

/** A read of the same reason that has read nothing yet and whose window holds the asked one. */
export async function findUntouchedRead(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  ask: { reason: HistoryReason; startAt: Date },
): Promise<{ id: string; endAt: Date } | null> {
  const rows = await tx.historyRead.findMany({
    where: { organisationId, connectionId, reason: ask.reason, state: "waiting", startAt: { lte: ask.startAt } },
    orderBy: { createdAt: "desc" },
    select: { id: true, endAt: true, progress: true },
    take: 5,
  });
  const found = rows.find((row) => {
    const progress = progressSchema.parse(row.progress ?? {});
    return progress.sessions.readFrom === null && progress.calls.readFrom === null;
  });
  return found === undefined ? null : { id: found.id, endAt: found.endAt };
}

/** Whether the connection's first read has not begun yet and goes back at least as far: it will do the filling in. */
export async function findCoveringFirstRead(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  startAt: Date,
): Promise<boolean> {
  return (await findUntouchedRead(tx, organisationId, connectionId, { reason: "first", startAt })) !== null;
}

/** Whether the recent past was asked for since the connection was authorised. */
export async function hasFirstRead(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  since: Date,
): Promise<boolean> {
  const where = { organisationId, connectionId, reason: "first", createdAt: { gte: since } };
  return (await tx.historyRead.count({ where })) > 0;
}

/** The reads of a connection that have not ended, the oldest first. */
export async function listOpenReadIds(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
): Promise<string[]> {
  const rows = await tx.historyRead.findMany({
    where: { organisationId, connectionId, state: { in: ["waiting", "running"] } },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Moves the end of a read that waits. */
export async function extendHistoryRead(
  tx: Transaction,
  organisationId: string,
  id: string,
  endAt: Date,
): Promise<void> {
  await tx.historyRead.updateMany({ where: { organisationId, id, state: "waiting" }, data: { endAt } });
}

/** One read, or null. */
export async function findHistoryRead(organisationId: string, id: string): Promise<HistoryReadRow | null> {
  const row = await db().historyRead.findUnique({
    where: { organisationId_id: { organisationId, id } },
    select: columns,
  });
  return row === null ? null : asRow(row);
}

/** The newest read for a reason whose window reaches up to an instant, or null. */
export async function findReadUpTo(
  organisationId: string,
  connectionId: string,
  reason: HistoryReason,
  until: Date,
): Promise<HistoryReadRow | null> {
  const row = await db().historyRead.findFirst({
    where: { organisationId, connectionId, reason, endAt: { gte: until } },
    orderBy: { createdAt: "desc" },
    select: columns,
  });
  return row === null ? null : asRow(row);
}

/** The newest reads of a connection, or of all of them. */
export async function listHistoryReads(
  organisationId: string,
  ask: { connectionId?: string; limit: number; onlyOpen?: boolean },
): Promise<HistoryReadRow[]> {
  const rows = await db().historyRead.findMany({
    where: {
      organisationId,
      ...(ask.connectionId === undefined ? {} : { connectionId: ask.connectionId }),
      ...(ask.onlyOpen === true ? { state: { in: ["waiting", "running"] } } : {}),
    },
    orderBy: { createdAt: "desc" },
    take: ask.limit,
    select: columns,
  });
  return rows.map(asRow);
}

/** The lanes of the connection's reads that ended well lately, the newest first: how long pieces were good there. */
export async function listEarlierLanes(
  organisationId: string,
  connectionId: string,
): Promise<Pick<HistoryProgress, "sessions" | "calls">[]> {
  const rows = await db().historyRead.findMany({
    where: { organisationId, connectionId, state: "done" },
    orderBy: { createdAt: "desc" },
    select: { progress: true },
    take: 10,
  });
  return rows.map((row) => progressSchema.parse(row.progress ?? {}));
}

/** Notes how far a read is; `merged` and `skipped` are added. Null when the read was cancelled meanwhile. */
export async function noteHistoryProgress(
  tx: Transaction,
  organisationId: string,
  id: string,
  step: {
    progress: HistoryProgress;
    merged?: number;
    skipped?: number;
    state?: "running" | "waiting";
    waitUntil?: Date | null;
  },
): Promise<boolean> {
  const { count } = await tx.historyRead.updateMany({
    where: { organisationId, id, state: { in: ["waiting", "running"] } },
    data: {
      progress: step.progress,
      merged: { increment: step.merged ?? 0 },
      skipped: { increment: step.skipped ?? 0 },
      ...(step.state === undefined ? {} : { state: step.state }),
      ...(step.waitUntil === undefined ? {} : { waitUntil: step.waitUntil }),
    },
  });
  return count === 1;
}

/** Ends a read that is open. False when it had ended already. */
export async function finishHistoryRead(
  tx: Transaction,
  organisationId: string,
  id: string,
  end: { state: "done" | "cancelled" } | { state: "failed"; failure: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.historyRead.updateMany({
    where: { organisationId, id, state: { in: ["waiting", "running"] } },
    data: {
      state: end.state,
      failure: end.state === "failed" ? end.failure : null,
      waitUntil: null,
      finishedAt: now,
    },
  });
  return count === 1;
}
