/**
 * Reads one window of Zoom's history, newest first, in pieces. A piece is merged, then the row says how far we are, then
 * coverage grows: killed anywhere, it goes on at the piece that was under way, and what was merged twice is the same.
 * Every minute it gives its turn back, so that an import or a look-up of the same account never waits long.
 */
import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { addConnectionLog } from "#lib/db/connection-log.ts";
import { widenCoverage } from "#lib/db/coverage.ts";
import { type FeatureRow, listFeatures } from "#lib/db/features.ts";
import {
  findHistoryRead,
  finishHistoryRead,
  type HistoryLane,
  type HistoryProgress,
  type HistoryReadRow,
  noteHistoryProgress,
} from "#lib/db/history-reads.ts";
import { moveKnownFrom } from "#lib/db/zoom-users.ts";
import { ZoomError } from "#lib/errors.ts";
import { noteZoomFailure, noteZoomSuccess } from "#lib/integration/health.ts";
import { historyJobKey, startHistoryRead } from "#lib/integration/history-start.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import type { JobPayload } from "#lib/jobs/job-types.ts";
import type { JobContext } from "#lib/jobs/run-jobs.ts";
import type { ZoomClient } from "#lib/zoom/client.ts";
import { oldestHistoryAt } from "#lib/zoom/history-window.ts";
import type { Product, Window } from "#lib/zoom/observation-types.ts";
import { knownParts, type LaneJob, productsOf, readPiece, usersToAsk } from "./history-lane.ts";
import { growPiece, type LaneName, LONGEST_PIECE_DAYS, nextLane } from "./history-pieces.ts";
import { readWakefulness, retryAfterLimit, withZoomClient } from "./zoom-job.ts";

type Job = JobPayload<"readHistory">;
const TURN_MS = 60_000;

/** What has just ended may be in Zoom's lists before it can be looked up: it is asked for once more after this. */
const ASK_AGAIN_MS = 5 * 60_000;
const JUST_NOW_MS = 15 * 60_000;
const JUST_ENDED_MS = 2 * 3_600_000;

/** The read was cancelled, or its connection may not be asked any more: stop without a trace of failure. */
class NotWanted extends Error {
  override name = "NotWanted";
}

/** The job. */
export async function readHistory(job: Job, context: JobContext): Promise<void> {
  const read = await findHistoryRead(job.organisationId, job.readId);
  if (read === null || (read.state !== "waiting" && read.state !== "running")) return;
  const wakefulness = await readWakefulness(job);
  if (wakefulness === "ended") return end(job, read, { state: "cancelled" });
  // What is left waits for the connection to wake; whoever wakes it gives the read a new job.
  if (wakefulness === "asleep") return note(job, { progress: read.progress, state: "waiting", waitUntil: null });
  try {
    const isDone = await withZoomClient(job, context.signal, (client) => takeTurn(job, read, client, context));
    if (!isDone) await goOn(job, read.progress, null);
  } catch (error) {
    await handleFailure(job, read, error, context);
  }
}

async function handleFailure(job: Job, read: HistoryReadRow, error: unknown, context: JobContext): Promise<void> {
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
async function goOn(job: Job, progress: HistoryProgress, waitUntil: Date | null): Promise<void> {
  await transaction(async (tx) => {
    const state = waitUntil === null ? "running" : "waiting";
    const isOpen = await noteHistoryProgress(tx, job.organisationId, job.readId, { progress, state, waitUntil });
    if (!isOpen) return;
    const runAt = waitUntil === null ? {} : { runAt: waitUntil };
    await enqueue(tx, "readHistory", job, { jobKey: historyJobKey(job.readId), ...runAt });
    await announceChange(tx, job.organisationId, { topic: "history" });
  });
}

type Step = Parameters<typeof noteHistoryProgress>[3];

async function note(job: Job, step: Step): Promise<void> {
  await transaction(async (tx) => {
    if (!(await noteHistoryProgress(tx, job.organisationId, job.readId, step))) throw new NotWanted();
    await announceChange(tx, job.organisationId, { topic: "history" });
  });
}

/** Reads pieces for a turn. `read.progress` is kept up to date in place. True when nothing is left. */
async function takeTurn(job: Job, read: HistoryReadRow, client: ZoomClient, context: JobContext): Promise<boolean> {
  const turnEndsAt = performance.now() + TURN_MS;
  const window: Window = { startAt: read.startAt, endAt: read.endAt };
  const oldestAt = oldestHistoryAt(client.now());
  await note(job, { progress: read.progress, state: "running", waitUntil: null });
  for (;;) {
    const features = await listFeatures(job.organisationId);
    stopUnreceived(read.progress, features);
    const next = nextLane(read.progress, window, oldestAt);
    if (next === null) break;
    if (context.signal.aborted || performance.now() > turnEndsAt) return false;
    await takePiece(job, read, { ...next, features, client });
  }
  await finish(job, read);
  return true;
}

/** A lane none of whose products is received is not asked for at all. */
function stopUnreceived(progress: HistoryProgress, features: Record<Product, FeatureRow>): void {
  for (const name of ["sessions", "calls"] as const) {
    const isReceiving = productsOf(name).some((product) => features[product].receiving);
    const lane = progress[name];
    if (!isReceiving) lane.stopped ??= "notReceived";
    else if (lane.stopped === "notReceived") lane.stopped = null;
  }
}

type Piece = { name: LaneName; piece: Window; features: Record<Product, FeatureRow>; client: ZoomClient };

async function takePiece(job: Job, read: HistoryReadRow, { name, piece, features, client }: Piece): Promise<void> {
  const { organisationId, connectionId } = job;
  const lane = read.progress[name];
  const laneJob: LaneJob = {
    organisationId,
    connectionId,
    client,
    features,
    assertWanted: () => assertWanted(job),
    noteUser: (zoomKey) => {
      lane.afterUser = zoomKey;
      return note(job, { progress: read.progress });
    },
  };
  const outcome = await readPiece(laneJob, name, lane, piece);
  if (outcome.kind === "refused") {
    await takeRefusal(job, name, lane, outcome.error);
    return note(job, { progress: read.progress });
  }
  const { counts } = outcome;
  lane.readFrom = piece.startAt.toISOString();
  lane.read += counts.read;
  lane.afterUser = null;
  if (lane.way === "account") lane.pieceDays = growPiece(lane.pieceDays, counts.pages);
  read.progress.countedOnly += counts.countedOnly;
  await note(job, { progress: read.progress, merged: counts.merged, skipped: counts.skipped });
  if (counts.unanswered > 0) await askAgainLater(job, read, piece, client.now());
  for (const product of productsOf(name)) {
    const parts = knownParts(piece, features[product]);
    for (const part of parts) await widenCoverage(organisationId, connectionId, product, part);
    if (parts.length > 0) await noteZoomSuccess(organisationId, connectionId, product);
  }
}

/** Once: a repair is not followed by another one, and what is still missing is found by the next reconcile. */
async function askAgainLater(job: Job, read: HistoryReadRow, piece: Window, now: Date): Promise<void> {
  const { endAt } = piece;
  if (read.reason === "repair" || now.getTime() - endAt.getTime() > JUST_NOW_MS) return;
  const startAt = new Date(Math.max(piece.startAt.getTime(), endAt.getTime() - JUST_ENDED_MS));
  const runAt = new Date(now.getTime() + ASK_AGAIN_MS);
  await transaction((tx) =>
    startHistoryRead(tx, job.organisationId, job.connectionId, { reason: "repair", startAt, endAt, runAt }),
  );
}

/** First the way by user is tried; when that is refused too, or there is nobody to ask about, the lane stops and the product's health says why. */
async function takeRefusal(job: Job, name: LaneName, lane: HistoryLane, error: ZoomError): Promise<void> {
  if (lane.way === "account" && (await usersToAsk(job, name)).length > 0) {
    lane.way = "user";
    lane.pieceDays = LONGEST_PIECE_DAYS;
    lane.afterUser = null;
    return;
  }
  lane.stopped = error.kind === "missingScope" ? "missingScope" : "refused";
  for (const product of productsOf(name)) {
    await noteZoomFailure(job.organisationId, job.connectionId, error, product);
  }
}

async function assertWanted(job: Job): Promise<void> {
  const read = await findHistoryRead(job.organisationId, job.readId);
  if (read === null || (read.state !== "waiting" && read.state !== "running")) throw new NotWanted();
  const wakefulness = await readWakefulness(job);
  if (wakefulness === "awake") return;
  if (wakefulness === "asleep") await note(job, { progress: read.progress, state: "waiting", waitUntil: null });
  throw new NotWanted();
}

async function finish(job: Job, read: HistoryReadRow): Promise<void> {
  const { sessions, calls } = read.progress;
  const refusal = [sessions.stopped, calls.stopped].find(
    (stopped) => stopped === "refused" || stopped === "missingScope",
  );
  const isAllRefused = sessions.stopped !== null && calls.stopped !== null && refusal !== undefined;
  await note(job, { progress: read.progress });
  await end(job, read, isAllRefused ? { state: "failed", failure: refusal } : { state: "done" });
}

type End = { state: "done" | "cancelled" } | { state: "failed"; failure: string };

async function end(job: Job, read: HistoryReadRow, how: End): Promise<void> {
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
            ? `History read: ${spanOf(read)}, ${count} sessions and calls looked at`
            : `History could not be read: ${spanOf(read)}`,
        outcome: how.state,
      });
    }
    await announceChange(tx, organisationId, { topic: "history" });
  });
}

function spanOf({ startAt, endAt }: Window): string {
  const hours = Math.round((endAt.getTime() - startAt.getTime()) / 3_600_000);
  if (hours < 48) return hours === 1 ? "1 hour" : `${Math.max(hours, 1)} hours`;
  return `${Math.round(hours / 24)} days`;
}
