import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { deleteConnectionDetails, deleteSomeActivities } from "#lib/db/connection-data.ts";
import { isScrubbed, lockConnection, scrubConnection } from "#lib/db/connections.ts";
import { withTokenLock } from "#lib/db/token-lock.ts";
import { REMOVED_NAME } from "#lib/integration/after-removal.ts";
import { isLiveState } from "#lib/integration/connection-moves.ts";
import { deletionJobKey } from "#lib/integration/disconnect.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import type { JobPayload } from "#lib/jobs/job-types.ts";
import type { JobContext } from "#lib/jobs/run-jobs.ts";

const PORTION = 2_000;

type Job = JobPayload<"deleteConnectionData">;

/**
 * The job: deletes what came from a Zoom account after it was disconnected or removed the app, in portions, so that
 * nobody's page waits for it. Once it has begun, the same account comes back as another, empty connection; one that was
 * authorised anew before keeps its data.
 */
export async function deleteConnectionData(job: Job, context: JobContext, now = new Date()): Promise<void> {
  if (!(await beginDeletion(job, now))) return;
  const { organisationId, connectionId } = job;
  for (;;) {
    if (context.signal.aborted) throw new Error("The worker stops; the rest is deleted at the next try");
    if ((await deleteSomeActivities(organisationId, connectionId, PORTION)) === 0) break;
  }
  await deleteConnectionDetails(organisationId, connectionId);
  await transaction(async (tx) => {
    for (const topic of ["activity", "mapping", "connection"] as const) {
      await announceChange(tx, organisationId, { topic });
    }
  });
}

/** Whether the data may go now. What was on hold loses its account here, for good. */
function beginDeletion(job: Job, now: Date): Promise<boolean> {
  const { organisationId, connectionId } = job;
  return withTokenLock(connectionId, async (tx) => {
    const row = await lockConnection(tx, organisationId, connectionId);
    if (row === null || isLiveState(row.state)) return false;
    if (isScrubbed(row)) return true;
    if (row.deleteAt === null) return false;
    if (row.deleteAt > now) {
      const options = { jobKey: deletionJobKey(connectionId), runAt: row.deleteAt };
      await enqueue(tx, "deleteConnectionData", job, options);
      return false;
    }
    await scrubConnection(tx, organisationId, connectionId, REMOVED_NAME);
    await addAuditEntry(tx, organisationId, {
      actor: { name: "WorkSights" },
      action: "zoom.dataDeleted",
      subjectId: connectionId,
      summary: "deleted everything obtained from a Zoom account that removed the app",
    });
    return true;
  });
}
