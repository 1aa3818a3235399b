/** Sessions that began and, as far as we know, never ended: looked up once, then honest about not knowing. */
import "server-only";
import { mergeObservations } from "#lib/activity/merge-observations.ts";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { listStaleSessions } from "#lib/db/connection-rounds.ts";
import { findOpenSession, markEndUnknown, type OpenSession } from "#lib/db/open-sessions.ts";
import { ZoomError } from "#lib/errors.ts";
import { noteZoomFailure } from "#lib/integration/health.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import type { JobPayload } from "#lib/jobs/job-types.ts";
import type { JobContext } from "#lib/jobs/run-jobs.ts";
import { readCallDetail } from "#lib/zoom/call-history.ts";
import type { ZoomClient } from "#lib/zoom/client.ts";
import type { Observation } from "#lib/zoom/observation-types.ts";
import { readPastMeeting } from "#lib/zoom/past-meeting.ts";
import { isRefusal, readWakefulness, retryAfterLimit, withZoomClient } from "./zoom-job.ts";

/** Zoom ends a paid host's session after 30 hours at the latest. */
const LONGEST_SESSION_MS = 30 * 3_600_000;
const MOST_A_ROUND = 500;

/** The cron job: one look-up for each. */
export async function findStaleSessions(now = new Date()): Promise<void> {
  const stale = await listStaleSessions(new Date(now.getTime() - LONGEST_SESSION_MS), MOST_A_ROUND);
  for (const session of stale) {
    await transaction((tx) => enqueue(tx, "lookUpSession", session, { jobKey: `lookUp:${session.activityId}` }));
  }
}

/** The job for one session. */
export async function lookUpSession(job: JobPayload<"lookUpSession">, context: JobContext): Promise<void> {
  const session = await findOpenSession(job.organisationId, job.activityId);
  if (session === null || (await readWakefulness(job)) !== "awake") return;
  try {
    await withZoomClient(job, context.signal, async (client) => {
      const found = await askZoom(client, session);
      await mergeObservations(job, found, new Date());
    });
  } catch (error) {
    const retryAt = retryAfterLimit(error, new Date());
    if (retryAt !== null) {
      const options = { jobKey: `lookUp:${job.activityId}`, runAt: retryAt };
      return transaction((tx) => enqueue(tx, "lookUpSession", job, options));
    }
    if (error instanceof ZoomError) {
      await noteZoomFailure(job.organisationId, job.connectionId, error, session.product);
    }
    throw error;
  }
  if ((await findOpenSession(job.organisationId, job.activityId)) === null) return;
  await transaction(async (tx) => {
    await markEndUnknown(tx, job.organisationId, job.activityId, new Date());
    if (session.personId === null) return;
    await announceChange(tx, job.organisationId, { topic: "activity", personIds: [session.personId] });
  });
}

async function askZoom(client: ZoomClient, { product, key }: OpenSession): Promise<Observation[]> {
  try {
    if (product === "phone") return (await readCallDetail(client, key))?.items ?? [];
    const found = await readPastMeeting(client, { key, product });
    return found === null ? [] : [found];
  } catch (error) {
    // Nobody will tell: as good as unknown.
    if (isRefusal(error) || (error instanceof ZoomError && error.kind === "missing")) return [];
    throw error;
  }
}
