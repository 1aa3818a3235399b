/**
 * Reads one window of Zoom's history, newest first, in pieces. A piece is merged, then the row says how far we are and
 * coverage grows with it: killed anywhere, it goes on at the pieces that were under way, and what was merged twice is the
 * same. After a minute it gives its turn back when anyone wants it, so that an import or a look-up of the same account
 * never waits long.
 */
import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { addConnectionLog } from "#lib/db/connection-log.ts";
import {
  findHistoryRead,
  finishHistoryRead,
  type HistoryProgress,
  type HistoryReadRow,
  noteHistoryProgress,
} from "#lib/db/history-reads.ts";
import { moveKnownFrom } from "#lib/db/zoom-users.ts";
import { ZoomError } from "#lib/errors.ts";
import { noteZoomFailure } from "#lib/integration/health.ts";
import { historyJobKey } from "#lib/integration/history-start.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import type { JobContext } from "#lib/jobs/run-jobs.ts";
import type { Window } from "#lib/zoom/observation-types.ts";
import { type HistoryJob, NotWanted, note, takeTurn } from "./history-turn.ts";
import { readWakefulness, retryAfterLimit, withZoomClient } from "./zoom-job.ts";

/** The job. */
export async function readHistory(job: HistoryJob, context: JobContext): Promise<void> {
  const read = await findHistoryRead(job.organisationId, job.readId);
  if (read === null || (read.state !== "waiting" && read.state !== "running")) return;
  const wakefulness = await readWakefulness(job);
  if (wakefulness === "ended") return end(job, read, { state: "cancelled" });
  // What is left waits for the connection to wake; whoever wakes it gives the read a new job.
  if (wakefulness === "asleep") return note(job, { progress: read.progress, state: "waiting", waitUntil: null });
  const halt = new AbortController();
  const signal = AbortSignal.any([context.signal, halt.signal]);
  try {
    const next = await withZoomClient(job, signal, (client) => takeTurn(job, read, client, () => halt.abort()));
    if (next === null) await finish(job, read);
    else await goOn(job, read.progress, next === "now" ? null : next);
  } catch (error) {
    await handleFailure(job, read, error, context);
  }
}

async function handleFailure(
  job: HistoryJob,
  read: HistoryReadRow,
  error: unknown,
  context: JobContext,
): Promise<void> {
  if (error instanceof NotWanted) return;
  const retryAt = retryAfterLimit(error, new Date());
  if (retryAt !== null || context.signal.aborted) return goOn(job, read.progress, retryAt);
  if (error instanceof ZoomError && error.kind === "auth") {
    await noteZoomFailure(job.organisationId, job.connectionId, error, "meetings");
    return note(job, { progress: read.progress, state: "waiting", waitUntil: null });
  }
  if (context.isLastTry) {
    await end(job, read, { state: "failed", failure: error instanceof ZoomError ? error.kind : "internal" });
  }
  throw error;
}

/** Puts the rest at the end of the account's queue, or after Zoom's wait. */
async function goOn(job: HistoryJob, progress: HistoryProgress, waitUntil: Date | null): Promise<void> {
  await transaction(async (tx) => {
    const state = waitUntil === null ? "running" : "waiting";
    const isOpen = await noteHistoryProgress(tx, job.organisationId, job.readId, { progress, state, waitUntil });
    if (!isOpen) return;
    const runAt = waitUntil === null ? {} : { runAt: waitUntil };
    await enqueue(tx, "readHistory", job, { jobKey: historyJobKey(job.readId), ...runAt });
    await announceChange(tx, job.organisationId, { topic: "history" });
  });
}

async function finish(job: HistoryJob, read: HistoryReadRow): Promise<void> {
  const { sessions, calls } = read.progress;
  const refusal = [sessions.stopped, calls.stopped].find(
    (stopped) => stopped === "refused" || stopped === "missingScope",
  );
  const isAllRefused = sessions.stopped !== null && calls.stopped !== null && refusal !== undefined;
  await note(job, { progress: read.progress });
  await end(job, read, isAllRefused ? { state: "failed", failure: refusal } : { state: "done" });
}

type End = { state: "done" | "cancelled" } | { state: "failed"; failure: string };

async function end(job: HistoryJob, read: HistoryReadRow, how: End): Promise<void> {
  const { organisationId, connectionId, readId } = job;
  await transaction(async (tx) => {
    if (!(await finishHistoryRead(tx, organisationId, readId, how, new Date()))) return;
    if (how.state === "done") await moveKnownFrom(tx, organisationId, connectionId, read);
    if (how.state !== "cancelled") {
      const count = read.progress.sessions.read + read.progress.calls.read;
      await addConnectionLog(tx, organisationId, connectionId, {
        kind: "history",
        what:
          how.state === "done"
            ? `History read: ${spanOf(read)}, ${count.toLocaleString("en-GB")} sessions and calls looked at`
            : `History could not be read: ${spanOf(read)}`,
        outcome: how.state,
      });
    }
    await announceChange(tx, organisationId, { topic: "history" });
  });
}

function spanOf({ startAt, endAt }: Window): string {
  const hours = Math.round((endAt.getTime() - startAt.getTime()) / 3_600_000);
  if (hours < 48) return hours <= 1 ? "1 hour" : `${hours} hours`;
  return `${Math.round(hours / 24)} days`;
}
