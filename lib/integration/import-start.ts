import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import type { Transaction } from "#lib/db/client.ts";
import { abandonImportRuns, addImportRun, findOpenImportRun } from "#lib/db/import-runs.ts";
import { hasJob } from "#lib/db/job-queue.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";

/** The key under which the import of one connection stands in the queue. */
export function importJobKey(connectionId: string): string {
  return `import:${connectionId}`;
}

/**
 * Starts a reading of the connection's Zoom user directory: the run that pages show, and its job. While one is under
 * way, that one is returned. Call it in the transaction that makes it necessary.
 */
export async function startImport(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
): Promise<{ runId: string }> {
  const jobKey = importJobKey(connectionId);
  const open = await findOpenImportRun(tx, organisationId, connectionId);
  if (open !== null && (await hasJob(tx, jobKey))) return { runId: open.id };
  // An open run without a job was cut off: by a disconnect, or because its job gave up.
  if (open !== null) await abandonImportRuns(tx, organisationId, connectionId, "cutOff", new Date());
  const { id: runId } = await addImportRun(tx, organisationId, connectionId);
  await enqueue(tx, "importDirectory", { organisationId, connectionId, runId }, { jobKey });
  await announceChange(tx, organisationId, { topic: "import" });
  return { runId };
}
