/** What an admin sets at a connection: name, plan, share of the rate limit, pause; and what they start by hand. */
import "server-only";
import { addAuditEntry, type NewAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { type ConnectionRow, lockConnection, updateConnection } from "#lib/db/connections.ts";
import { AppError } from "#lib/errors.ts";
import { cancelJobs } from "#lib/jobs/enqueue.ts";
import { isLiveState, isTokenReason } from "./connection-moves.ts";
import { planNames } from "./connection-words-types.ts";
import { startHistoryRead } from "./history-start.ts";
import { startImport } from "./import-start.ts";
import { moveConnection, workingState } from "./move-connection.ts";
import { reviveHistoryReads } from "./resume-reads.ts";

export type Actor = { organisationId: string; personId: string; name: string };

const DAY_MS = 86_400_000;
/** Zoom keeps reports for six months. */
const OLDEST_DAYS = 180;
/** Zoom answers at most about a month a question; more than this at once is better asked when connecting. */
const LONGEST_DAYS = 31;

/** Runs a change of a live connection in one transaction, audited and announced. */
async function change(
  actor: Actor,
  connectionId: string,
  work: (tx: Transaction, row: ConnectionRow) => Promise<Pick<NewAuditEntry, "action" | "summary" | "details"> | null>,
): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockConnection(tx, actor.organisationId, connectionId);
    if (row === null) throw new AppError("not-found", "This Zoom connection does not exist any more.");
    if (!isLiveState(row.state)) throw new AppError("conflict", "This Zoom account is disconnected. Connect it first.");
    const entry = await work(tx, row);
    if (entry === null) return;
    await addAuditEntry(tx, actor.organisationId, {
      actor: { personId: actor.personId, name: actor.name },
      subjectId: connectionId,
      ...entry,
    });
    await announceChange(tx, actor.organisationId, { topic: "connection" });
  });
}

/** Gives a connection the name that people here use. */
export function renameConnection(actor: Actor, connectionId: string, name: string): Promise<void> {
  return change(actor, connectionId, async (tx, row) => {
    if (row.name === name) return null;
    await updateConnection(tx, actor.organisationId, connectionId, { name });
    return { action: "zoom.renamed", summary: `renamed ${row.name} to ${name}` };
  });
}

/** Says which plan the Zoom account has; Zoom does not tell, and the rate limits depend on it. */
export function setPlan(actor: Actor, connectionId: string, plan: ConnectionRow["plan"]): Promise<void> {
  return change(actor, connectionId, async (tx, row) => {
    if (row.plan === plan) return null;
    await updateConnection(tx, actor.organisationId, connectionId, { plan });
    return { action: "zoom.plan", summary: `set the Zoom plan of ${row.name} to ${planNames[plan]}` };
  });
}

/** Sets the share of the account's rate limits that we take, in percent. */
export function setRateShare(actor: Actor, connectionId: string, percent: number): Promise<void> {
  return change(actor, connectionId, async (tx, row) => {
    if (row.rateShare === percent) return null;
    await updateConnection(tx, actor.organisationId, connectionId, { rateShare: percent });
    const summary = `set the share of the rate limit of ${row.name} to ${percent} %`;
    return { action: "zoom.rateShare", summary, details: { before: row.rateShare, after: percent } };
  });
}

/** Stops receiving and reading until someone resumes. */
export function pauseConnection(actor: Actor, connectionId: string, now: Date): Promise<void> {
  return change(actor, connectionId, async (tx, row) => {
    if (row.state === "paused") return null;
    await cancelJobs(tx, connectionId);
    await moveConnection(tx, actor.organisationId, connectionId, "paused", "byPerson", now);
    return { action: "zoom.paused", summary: `paused ${row.name}` };
  });
}

/** Receives and reads again; the time in between is read from Zoom's history. */
export function resumeConnection(actor: Actor, connectionId: string, now: Date): Promise<void> {
  return change(actor, connectionId, async (tx, row) => {
    if (row.state !== "paused") return null;
    await moveConnection(tx, actor.organisationId, connectionId, workingState(row), "resumed", now);
    await startImport(tx, actor.organisationId, connectionId);
    await reviveHistoryReads(tx, actor.organisationId, connectionId);
    return { action: "zoom.resumed", summary: `resumed ${row.name}` };
  });
}

/** Reads the Zoom user directory again. */
export function importAgain(actor: Actor, connectionId: string): Promise<void> {
  return change(actor, connectionId, async (tx, row) => {
    refuseUnlessAnswering(row);
    await startImport(tx, actor.organisationId, connectionId);
    return { action: "zoom.import", summary: `started an import of the users of ${row.name}` };
  });
}

/** Reads a time again from Zoom's history. Throws `AppError` invalid for a window that Zoom can not answer. */
export async function readAgain(
  actor: Actor,
  connectionId: string,
  window: { startAt: Date; endAt: Date },
  now: Date,
): Promise<void> {
  const { startAt, endAt } = window;
  if (startAt >= endAt) throw new AppError("invalid", "The end must be after the start.");
  if (startAt >= now) throw new AppError("invalid", "This time has not come yet. Choose one in the past.");
  if (now.getTime() - startAt.getTime() > OLDEST_DAYS * DAY_MS) {
    throw new AppError("invalid", "Zoom keeps its history for six months. Choose a later start.");
  }
  if (endAt.getTime() - startAt.getTime() > LONGEST_DAYS * DAY_MS) {
    throw new AppError("invalid", "Read at most 31 days at once. Choose a later start or an earlier end.");
  }
  return change(actor, connectionId, async (tx, row) => {
    refuseUnlessAnswering(row);
    await startHistoryRead(tx, actor.organisationId, connectionId, {
      reason: "asked",
      startAt,
      endAt: endAt < now ? endAt : now,
      askedById: actor.personId,
    });
    const details = { startAt: startAt.toISOString(), endAt: endAt.toISOString() };
    return { action: "zoom.readAgain", summary: `asked to read a time of ${row.name} again`, details };
  });
}

function refuseUnlessAnswering(row: ConnectionRow): void {
  if (row.state === "paused") throw new AppError("conflict", `${row.name} is paused. Resume it first.`);
  if (row.state === "attention" && isTokenReason(row.stateReason)) {
    throw new AppError("conflict", `Zoom does not answer for ${row.name}. Reconnect it first.`);
  }
}
