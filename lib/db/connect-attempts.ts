/** Ways to Zoom that are under way: each is good for one return within its time. */
import "server-only";
import { db, type Transaction } from "./client.ts";

export type ConnectAttemptRow = {
  id: string;
  personId: string;
  sessionHash: string;
  /** Sealed with the attempt's id. */
  codeVerifier: string;
  historyDays: number;
  connectionId: string | null;
  expiresAt: Date;
};

/** Keeps an attempt, and clears the organisation's old ones away. */
export async function addConnectAttempt(
  organisationId: string,
  attempt: ConnectAttemptRow & { stateHash: string; clearBefore: Date },
): Promise<void> {
  const { clearBefore, ...data } = attempt;
  await db().$transaction([
    db().connectAttempt.deleteMany({ where: { organisationId, expiresAt: { lt: clearBefore } } }),
    db().connectAttempt.create({ data: { organisationId, ...data } }),
  ]);
}

/**
 * Uses an attempt up. One statement decides, so that of two returns with the same state one at most gets through;
 * a use counts even when it came too late or from elsewhere.
 */
export async function takeConnectAttempt(
  organisationId: string,
  stateHash: string,
  now: Date,
): Promise<{ kind: "taken"; attempt: ConnectAttemptRow } | { kind: "used" } | { kind: "unknown" }> {
  const [attempt] = await db().connectAttempt.updateManyAndReturn({
    where: { organisationId, stateHash, usedAt: null },
    data: { usedAt: now },
    select: {
      id: true,
      personId: true,
      sessionHash: true,
      codeVerifier: true,
      historyDays: true,
      connectionId: true,
      expiresAt: true,
    },
  });
  if (attempt !== undefined) return { kind: "taken", attempt };
  const known = await db().connectAttempt.count({ where: { organisationId, stateHash } });
  return known > 0 ? { kind: "used" } : { kind: "unknown" };
}

/** Takes the organisation's open attempts for a connection away: it was ended here. */
export async function dropConnectAttempts(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
): Promise<void> {
  await tx.connectAttempt.deleteMany({ where: { organisationId, connectionId } });
}

/** The newest way to Zoom on which someone still is, or null. */
export async function findOpenAttempt(
  organisationId: string,
  now: Date,
): Promise<Pick<ConnectAttemptRow, "personId" | "connectionId" | "expiresAt"> | null> {
  return db().connectAttempt.findFirst({
    where: { organisationId, usedAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: "desc" },
    select: { personId: true, connectionId: true, expiresAt: true },
  });
}
