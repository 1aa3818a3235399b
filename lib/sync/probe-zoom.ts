/**
 * Whether Zoom answers is asked with one cheap question: every minute of an account for which it did not, and every ten
 * minutes of each, so that a dead token or an outage is known before somebody misses anything.
 */
import "server-only";
import { transaction } from "#lib/db/client.ts";
import { listLiveConnections } from "#lib/db/connection-rounds.ts";
import { ZoomError } from "#lib/errors.ts";
import { noteZoomFailure } from "#lib/integration/health.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import type { JobPayload } from "#lib/jobs/job-types.ts";
import type { JobContext } from "#lib/jobs/run-jobs.ts";
import { readMe } from "#lib/zoom/account.ts";
import { readWakefulness, withZoomClient } from "./zoom-job.ts";

const EVERY_MINUTES = 10;

/** The cron job: accounts take turns, so that not all are asked in the same minute. */
export async function probeAll(now = new Date()): Promise<void> {
  const minute = Math.floor(now.getTime() / 60_000) % EVERY_MINUTES;
  for (const { organisationId, connectionId, unansweredSince } of await listLiveConnections()) {
    const isTurn = Number.parseInt(connectionId.slice(0, 8), 16) % EVERY_MINUTES === minute;
    if (unansweredSince === null && !isTurn) continue;
    const job = { organisationId, connectionId };
    await transaction((tx) => enqueue(tx, "probeZoom", job, { jobKey: `probe:${connectionId}` }));
  }
}

/** The job for one connection. What Zoom answers is noted; the next minute asks again, so nothing is tried again here. */
export async function probeZoom(job: JobPayload<"probeZoom">, context: JobContext): Promise<void> {
  if ((await readWakefulness(job)) !== "awake") return;
  try {
    await withZoomClient(job, context.signal, (client) => readMe(client));
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    if (error.kind === "auth") await noteZoomFailure(job.organisationId, job.connectionId, error, "directory");
  }
}
