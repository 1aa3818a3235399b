import "server-only";
import { deleteExpired, deleteGivenUpJobs } from "#lib/db/retention.ts";

/** The job: deletes what is past its time. */
export async function retention(now = new Date()): Promise<void> {
  await deleteExpired(now);
  await deleteGivenUpJobs();
}
