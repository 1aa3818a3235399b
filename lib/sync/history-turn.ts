/** One turn of a history read: both lanes side by side, and what is noted of them as they go. */
import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { widenCoverage } from "#lib/db/coverage.ts";
import { listFeatures } from "#lib/db/features.ts";
import { findHistoryRead, type HistoryReadRow, listEarlierLanes, noteHistoryProgress } from "#lib/db/history-reads.ts";
import { isAnyoneWaiting } from "#lib/db/job-queue.ts";
import type { ZoomError } from "#lib/errors.ts";
import { noteZoomFailure, noteZoomSuccess } from "#lib/integration/health.ts";
import { startHistoryRead } from "#lib/integration/history-start.ts";
import { queueOf } from "#lib/jobs/enqueue.ts";
import type { JobPayload } from "#lib/jobs/job-types.ts";
import type { ZoomClient } from "#lib/zoom/client.ts";
import { oldestHistoryAt } from "#lib/zoom/history-window.ts";
import type { Window } from "#lib/zoom/observation-types.ts";
import { type LaneEnd, readLane } from "./history-chains.ts";
import type { LaneJob, PieceCounts } from "./history-lane.ts";
import { type LaneName, learnLength, notePiece, turnToUsers } from "./history-pieces.ts";
import { type Features, knownParts, productsOf, receptionOf } from "./history-reception.ts";
import { usersToAsk } from "./history-users.ts";
import { type Turnstile, turnstile } from "./side-by-side.ts";
import { readWakefulness, retryAfterLimit } from "./zoom-job.ts";

export type HistoryJob = JobPayload<"readHistory">;

/** After this, a read gives the account's queue back as soon as anyone wants it. */
const TURN_MS = 60_000;
/** After this in any case: a job that runs for hours looks like one that hangs. */
const LONGEST_TURN_MS = 15 * 60_000;
/** How often a turn looks whether it is still wanted, and under which rules. */
const CHECK_EVERY_MS = 1_000;
const MERGES_AT_ONCE = 4;

/** What has just ended may be in Zoom's lists before it can be looked up: it is asked for once more after this. */
const ASK_AGAIN_MS = 5 * 60_000;
const JUST_NOW_MS = 15 * 60_000;
const JUST_ENDED_MS = 2 * 3_600_000;

/** The read was cancelled, or its connection may not be asked any more: stop without a trace of failure. */
export class NotWanted extends Error {
  override name = "NotWanted";
}

/** What one turn of a read holds in its hands. */
type Turn = {
  job: HistoryJob;
  read: HistoryReadRow;
  client: ZoomClient;
  oldestAt: Date;
  /** One at a time: what is noted is the whole progress. */
  noting: Turnstile;
};

/**
 * Reads both lanes side by side for a turn. `read.progress` is kept up to date in place. Null when nothing is left,
 * else when to go on.
 */
export async function takeTurn(
  job: HistoryJob,
  read: HistoryReadRow,
  client: ZoomClient,
  halt: (error: unknown) => void,
) {
  const turn: Turn = { job, read, client, oldestAt: oldestHistoryAt(client.now()), noting: turnstile(1) };
  await learnFromEarlier(job, read);
  await note(job, { progress: read.progress, state: "running", waitUntil: null });
  const laneJob: LaneJob = {
    organisationId: job.organisationId,
    connectionId: job.connectionId,
    client,
    window: { startAt: read.startAt, endAt: read.endAt },
    isRepair: read.reason === "repair",
    assertWanted: every(CHECK_EVERY_MS, () => assertWanted(job)),
    isTurnOver: watchTurn(queueOf(job.connectionId)),
    merging: turnstile(MERGES_AT_ONCE),
    timing: { mergeMs: 0 },
  };
  const readFeatures = every(CHECK_EVERY_MS, () => listFeatures(job.organisationId));
  const lanes = (["sessions", "calls"] as const).map((name) =>
    readLane(laneJob, name, read.progress[name], {
      oldestAt: turn.oldestAt,
      readFeatures,
      finish: (piece, span, counts, features) => finishPiece(turn, name, { piece, span, counts, features }),
      refuse: (error) => turn.noting(() => takeRefusal(turn, name, error)),
      note: () => turn.noting(() => note(job, { progress: read.progress })),
      halt,
    }),
  );
  const ends = await Promise.allSettled(lanes);
  // What failed first stopped the others: theirs is a consequence.
  for (const end of ends) if (end.status === "rejected" && !isAbort(end.reason)) throw end.reason;
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return whenToGoOn(ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : [])));
}

const isAbort = (error: unknown) => error instanceof Error && error.name === "AbortError";

/** Null when both lanes are done; "now" when one has something to do, else the end of the shortest wait. */
function whenToGoOn(ends: readonly LaneEnd[]): Date | "now" | null {
  if (ends.some(({ kind }) => kind === "turnOver")) return "now";
  const waits = ends.flatMap((end) => (end.kind === "waits" ? [retryAfterLimit(end.error, new Date())] : []));
  const times = waits.flatMap((at) => (at === null ? [] : [at.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** How long pieces should be was learned when this account was read before. */
async function learnFromEarlier(job: HistoryJob, { progress }: HistoryReadRow): Promise<void> {
  const earlier = await listEarlierLanes(job.organisationId, job.connectionId);
  for (const name of ["sessions", "calls"] as const) {
    const lane = progress[name];
    const before = earlier.map((lanes) => lanes[name]).find(({ way, isSettled }) => way === "account" && isSettled);
    if (before === undefined || lane.isSettled || lane.way !== "account") continue;
    Object.assign(lane, { pieceHours: before.pieceHours, isSettled: true });
  }
}

type ReadPiece = { piece: Window; span: Window; counts: PieceCounts; features: Features };

/** Notes a piece that was read whole, and with it what is known now: both or neither. */
async function finishPiece(turn: Turn, name: LaneName, { piece, span, counts, features }: ReadPiece): Promise<void> {
  const { job, read, client } = turn;
  const { organisationId, connectionId } = job;
  const known = await turn.noting(async () => {
    const lane = read.progress[name];
    // What was read while the rules changed proves nothing.
    if (receptionOf(name, await listFeatures(organisationId)) !== receptionOf(name, features)) return null;
    if (lane.way === "account") learnLength(name, lane, piece, counts.pages);
    lane.afterUser = null;
    lane.read += counts.read;
    read.progress.countedOnly += counts.countedOnly;
    const window = notePiece(name, lane, span, read, piece);
    await transaction(async (tx) => {
      const step = { progress: read.progress, merged: counts.merged, skipped: counts.skipped };
      if (!(await noteHistoryProgress(tx, organisationId, job.readId, step))) throw new NotWanted();
      for (const product of window === null ? [] : productsOf(name)) {
        for (const part of knownParts(window ?? piece, features[product])) {
          await widenCoverage(organisationId, connectionId, product, part, tx);
        }
      }
      await announceChange(tx, organisationId, { topic: "history" });
    });
    return window;
  });
  if (counts.unanswered > 0) await askAgainLater(job, read, piece, client.now());
  if (known === null) return;
  for (const product of productsOf(name)) {
    if (features[product].receiving) await noteZoomSuccess(organisationId, connectionId, product);
  }
}

/** Once: a repair is not followed by another one, and what is still missing is found by the next reconcile. */
async function askAgainLater(job: HistoryJob, read: HistoryReadRow, piece: Window, now: Date): Promise<void> {
  const { endAt } = piece;
  if (read.reason === "repair" || now.getTime() - endAt.getTime() > JUST_NOW_MS) return;
  const startAt = new Date(Math.max(piece.startAt.getTime(), endAt.getTime() - JUST_ENDED_MS));
  const runAt = new Date(now.getTime() + ASK_AGAIN_MS);
  await transaction((tx) =>
    startHistoryRead(tx, job.organisationId, job.connectionId, { reason: "repair", startAt, endAt, runAt }),
  );
}

/**
 * First the way by user is tried; when that is refused too, or there is nobody to ask about, the lane stops and the
 * product's health says why.
 */
async function takeRefusal({ job, read }: Turn, name: LaneName, error: ZoomError): Promise<void> {
  const lane = read.progress[name];
  if (lane.way === "account" && (await usersToAsk(job, name)).length > 0) {
    turnToUsers(lane, read);
    return note(job, { progress: read.progress });
  }
  lane.stopped = error.kind === "missingScope" ? "missingScope" : "refused";
  await note(job, { progress: read.progress });
  for (const product of productsOf(name)) {
    await noteZoomFailure(job.organisationId, job.connectionId, error, product);
  }
}

/** Does something at most once in so many milliseconds; who asks in between gets the last answer. */
function every<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | null = null;
  return () => {
    if (last === null || performance.now() - last.at >= ms) last = { at: performance.now(), answer: ask() };
    return last.answer;
  };
}

/** Says whether the account's queue should be given back: after a minute, when anyone wants it. Once true, always true. */
function watchTurn(queue: string): () => Promise<boolean> {
  const begunAt = performance.now();
  const isWanted = every(CHECK_EVERY_MS, () => isAnyoneWaiting(queue));
  let isOver = false;
  return async () => {
    const lastedMs = performance.now() - begunAt;
    isOver ||= lastedMs > LONGEST_TURN_MS || (lastedMs > TURN_MS && (await isWanted()));
    return isOver;
  };
}

async function assertWanted(job: HistoryJob): Promise<void> {
  const read = await findHistoryRead(job.organisationId, job.readId);
  if (read === null || (read.state !== "waiting" && read.state !== "running")) throw new NotWanted();
  const wakefulness = await readWakefulness(job);
  if (wakefulness === "awake") return;
  if (wakefulness === "asleep") await note(job, { progress: read.progress, state: "waiting", waitUntil: null });
  throw new NotWanted();
}

type Step = Parameters<typeof noteHistoryProgress>[3];

/** Keeps how far the read is. Throws `NotWanted` when it was cancelled meanwhile. */
export async function note(job: HistoryJob, step: Step): Promise<void> {
  await transaction(async (tx) => {
    if (!(await noteHistoryProgress(tx, job.organisationId, job.readId, step))) throw new NotWanted();
    await announceChange(tx, job.organisationId, { topic: "history" });
  });
}
