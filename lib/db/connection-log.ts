/** What happened to connections: jobs and changes of state. Kept for 30 days; carries no activity. */
import "server-only";
import { db, type Transaction } from "./client.ts";
import type { LogKind, LogOutcome } from "./connection-types.ts";

export type ConnectionLogRow = {
  id: string;
  connectionId: string;
  at: Date;
  kind: LogKind;
  what: string;
  outcome: LogOutcome;
};

/** Adds a line. `what` is a sentence for people, without names of sessions or of who took part. */
export async function addConnectionLog(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  line: { kind: LogKind; what: string; outcome: LogOutcome; at?: Date },
): Promise<void> {
  await tx.connectionLog.create({ data: { organisationId, connectionId, ...line } });
}

/** The newest lines since an instant. */
export async function listConnectionLog(
  organisationId: string,
  ask: { since: Date; limit: number; connectionId?: string; kind?: LogKind },
): Promise<ConnectionLogRow[]> {
  const rows = await db().connectionLog.findMany({
    where: {
      organisationId,
      at: { gte: ask.since },
      ...(ask.connectionId === undefined ? {} : { connectionId: ask.connectionId }),
      ...(ask.kind === undefined ? {} : { kind: ask.kind }),
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: ask.limit,
    select: { id: true, connectionId: true, at: true, kind: true, what: true, outcome: true },
  });
  return rows.map((row) => ({ ...row, kind: row.kind as LogKind, outcome: row.outcome as LogOutcome }));
}
