/** Readings of the Zoom user directory. */
import "server-only";
import { db, type Transaction } from "./client.ts";

export type ImportStep = "account" | "users" | "phoneUsers" | "matching";
export type ImportState = "running" | "done" | "failed";

export type ImportRunRow = {
  id: string;
  connectionId: string;
  state: ImportState;
  step: ImportStep;
  read: number;
  added: number;
  changed: number;
  gone: number;
  mapped: number;
  /** Set while Zoom's rate limit makes it wait. */
  waitUntil: Date | null;
  /** A code that pages turn into a sentence. */
  failure: string | null;
  startedAt: Date;
  finishedAt: Date | null;
};

export type ImportCounts = Partial<Pick<ImportRunRow, "read" | "added" | "changed" | "gone" | "mapped">>;

const columns = {
  id: true,
  connectionId: true,
  state: true,
  step: true,
  read: true,
  added: true,
  changed: true,
  gone: true,
  mapped: true,
  waitUntil: true,
  failure: true,
  startedAt: true,
  finishedAt: true,
} as const;

/** Makes a run that is about to start. */
export async function addImportRun(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
): Promise<{ id: string }> {
  return tx.importRun.create({ data: { organisationId, connectionId }, select: { id: true } });
}

/** The connection's newest run that has not ended. */
export async function findOpenImportRun(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
): Promise<{ id: string } | null> {
  return tx.importRun.findFirst({
    where: { organisationId, connectionId, state: "running" },
    orderBy: { startedAt: "desc" },
    select: { id: true },
  });
}

/** When the connection's newest run was started, ended ones too. */
export async function findLatestRunStart(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
): Promise<Date | null> {
  const latest = await tx.importRun.aggregate({ where: { organisationId, connectionId }, _max: { startedAt: true } });
  return latest._max.startedAt;
}

/** One run, or null. */
export async function findImportRun(organisationId: string, id: string): Promise<ImportRunRow | null> {
  return (await db().importRun.findUnique({
    where: { organisationId_id: { organisationId, id } },
    select: columns,
  })) as ImportRunRow | null;
}

/** The newest run of each connection. */
export async function listLatestImportRuns(organisationId: string): Promise<ImportRunRow[]> {
  return (await db().importRun.findMany({
    where: { organisationId },
    distinct: ["connectionId"],
    orderBy: [{ connectionId: "asc" }, { startedAt: "desc" }],
    select: columns,
  })) as ImportRunRow[];
}

/** Notes where a run is and how far. */
export async function noteImportProgress(
  tx: Transaction,
  organisationId: string,
  id: string,
  progress: { step?: ImportStep; counts?: ImportCounts; waitUntil: Date | null },
): Promise<void> {
  const { step, counts, waitUntil } = progress;
  await tx.importRun.updateMany({
    where: { organisationId, id, state: "running" },
    data: { ...(step === undefined ? {} : { step }), ...counts, waitUntil },
  });
}

/** Ends a run, and notes at its connection when the directory was last read whole. */
export async function finishImportRun(
  tx: Transaction,
  organisationId: string,
  id: string,
  end: { state: "done" } | { state: "failed"; failure: string },
  now: Date,
): Promise<void> {
  const run = await tx.importRun.update({
    where: { organisationId_id: { organisationId, id } },
    data: { state: end.state, failure: end.state === "failed" ? end.failure : null, waitUntil: null, finishedAt: now },
    select: { connectionId: true },
  });
  if (end.state === "done") {
    await tx.connection.updateMany({
      where: { organisationId, id: run.connectionId },
      data: { lastImportAt: now },
    });
  }
}

/** Ends every open run of a connection as failed: its job is gone. */
export async function abandonImportRuns(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  failure: string,
  now: Date,
): Promise<void> {
  await tx.importRun.updateMany({
    where: { organisationId, connectionId, state: "running" },
    data: { state: "failed", failure, finishedAt: now },
  });
}
