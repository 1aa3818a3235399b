import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { deleteConnectionDetails, deleteSomeActivities } from "#lib/db/connection-data.ts";
import type { JobPayload } from "#lib/jobs/job-types.ts";
import type { JobContext } from "#lib/jobs/run-jobs.ts";
import { readWakefulness } from "./zoom-job.ts";

const PORTION = 2_000;

/**
 * The job: deletes what came from a Zoom account after it was disconnected or removed the app, in portions, so that
 * nobody's page waits for it. A connection that was authorised anew meanwhile keeps its data.
 */
export async function deleteConnectionData(
  job: JobPayload<"deleteConnectionData">,
  context: JobContext,
): Promise<void> {
  const { organisationId, connectionId } = job;
  for (;;) {
    if ((await readWakefulness(job)) !== "ended") return;
    if (context.signal.aborted) throw new Error("The worker stops; the rest is deleted at the next try");
    if ((await deleteSomeActivities(organisationId, connectionId, PORTION)) === 0) break;
  }
  await deleteConnectionDetails(organisationId, connectionId);
  await transaction(async (tx) => {
    await announceChange(tx, organisationId, { topic: "activity" });
    await announceChange(tx, organisationId, { topic: "mapping" });
    await announceChange(tx, organisationId, { topic: "connection" });
  });
}
