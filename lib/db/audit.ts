/** The audit trail: who did what and when. Written in the transaction of the change itself. */
import "server-only";
import { db, type Transaction } from "./client.ts";

export type AuditActor = { personId: string; name: string } | { name: "WorkSights" | "Zoom" };

export type NewAuditEntry = {
  actor: AuditActor;
  /** Dotted verb, for example "zoom.connected", "mapping.changed", "feature.hidden", "person.deactivated". */
  action: string;
  subjectId?: string;
  /** The rest of a sentence that begins with the actor: "mapped Front desk 2 to Imogen Clarke". */
  summary: string;
  details?: Record<string, string | number | boolean | null>;
};

export type AuditEntry = {
  id: string;
  at: Date;
  actorName: string;
  actorId: string | null;
  action: string;
  summary: string;
};

/** Adds an entry; give the transaction of the change. */
export async function addAuditEntry(tx: Transaction, organisationId: string, entry: NewAuditEntry): Promise<void> {
  await tx.auditEntry.create({
    data: {
      organisationId,
      actorId: "personId" in entry.actor ? entry.actor.personId : null,
      actorName: entry.actor.name,
      action: entry.action,
      subjectId: entry.subjectId ?? null,
      summary: entry.summary,
      details: entry.details ?? {},
    },
  });
}

/** The newest entries, optionally only those whose action begins with one of the prefixes ("zoom." …). */
export async function listAuditEntries(
  organisationId: string,
  ask: { limit: number; prefixes?: readonly string[]; before?: Date },
): Promise<AuditEntry[]> {
  return db().auditEntry.findMany({
    where: {
      organisationId,
      ...(ask.before === undefined ? {} : { at: { lt: ask.before } }),
      ...(ask.prefixes === undefined ? {} : { OR: ask.prefixes.map((prefix) => ({ action: { startsWith: prefix } })) }),
    },
    orderBy: { at: "desc" },
    take: ask.limit,
    select: { id: true, at: true, actorName: true, actorId: true, action: true, summary: true },
  });
}
