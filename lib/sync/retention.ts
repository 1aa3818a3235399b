import "server-only";
import { transaction } from "#lib/db/client.ts";
import { listDueDeletions } from "#lib/db/connection-rounds.ts";
import { deleteExpired, deleteGivenUpJobs } from "#lib/db/retention.ts";
import { deletionJobKey } from "#lib/integration/disconnect.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";

/** The job: deletes what is past its time, and sees to it that no promised deletion was lost with its job. */
export async function retention(now = new Date()): Promise<void> {
  await deleteExpired(now);
  await deleteGivenUpJobs();
  for (const due of await listDueDeletions(now)) {
    const options = { jobKey: deletionJobKey(due.connectionId) };
    await transaction((tx) => enqueue(tx, "deleteConnectionData", due, options));
  }
}
