/**
 * Merges deliveries together while the database is busy: what arrives during the merges under way waits for them and
 * goes in the next one statement of its connection. A quiet connection waits for nothing; a storm makes large statements
 * instead of a long queue. Each caller is answered only when its own observations are committed.
 */
import "server-only";
import { AppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { Observation } from "#lib/zoom/observation-types.ts";
import { type MergeOutcome, type MergeTarget, mergeDeliveries, mergeObservations } from "./merge-observations.ts";

type Delivered = { observations: readonly Observation[]; receivedAt: Date };

type Waiting = Delivered & {
  /** On the clock of `performance.now()`: by then the caller has given up. */
  expiresMs: number;
  resolve: (outcome: MergeOutcome) => void;
  reject: (error: unknown) => void;
};

type Lane = { target: MergeTarget; waiting: Waiting[]; running: number };

/** Two statements of one connection at a time: one in the database while the next is made ready. */
const SIDE_BY_SIDE = 2;
/** Of all connections. More would only make each of them smaller: the database commits them one after the other. */
const MOST_STATEMENTS = 4;
const LARGEST_BATCH = 200;
/** Zoom counts three seconds; who waits longer than this was answered otherwise and is sent again. */
const PATIENCE_MS = 3_000;
/** A statement that hangs (a database that vanished) must not hold its lane for ever. */
const HANGING_MS = 5_000;
const MOST_WAITING = 20_000;

const lanes = new Map<string, Lane>();
/** The lanes in which something waits, the longest waiting first. */
const due = new Set<Lane>();
let waitingInAll = 0;
let runningInAll = 0;
let isRoused = false;

/** Merges soon, together with what arrives meanwhile. Throws `AppError` unavailable when too much is waiting. */
export function mergeSoon(target: MergeTarget, delivered: Delivered): Promise<MergeOutcome> {
  if (waitingInAll >= MOST_WAITING) {
    return Promise.reject(new AppError("unavailable", "Too many deliveries are waiting for the database."));
  }
  const lane = lanes.get(target.connectionId) ?? { target, waiting: [], running: 0 };
  lanes.set(target.connectionId, lane);
  return new Promise((resolve, reject) => {
    lane.waiting.push({ ...delivered, expiresMs: performance.now() + PATIENCE_MS, resolve, reject });
    waitingInAll += 1;
    due.add(lane);
    rouse();
  });
}

/** In the next turn, so that what the same turn brings goes along. */
function rouse(): void {
  if (isRoused || runningInAll >= MOST_STATEMENTS) return;
  isRoused = true;
  setImmediate(() => {
    isRoused = false;
    for (const lane of due) {
      if (runningInAll >= MOST_STATEMENTS) return;
      if (lane.running < SIDE_BY_SIDE) void drain(lane);
    }
  });
}

async function drain(lane: Lane): Promise<void> {
  const batch = takeBatch(lane);
  if (batch.length > 0) {
    lane.running += 1;
    runningInAll += 1;
    await mergeBatch(lane.target, batch);
    lane.running -= 1;
    runningInAll -= 1;
  }
  if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(lane.target.connectionId);
  if (due.size > 0) rouse();
}

/** What waits and may still be answered. A lane with more than fits goes to the end of the line. */
function takeBatch(lane: Lane): Waiting[] {
  const taken = lane.waiting.splice(0, LARGEST_BATCH);
  waitingInAll -= taken.length;
  due.delete(lane);
  if (lane.waiting.length > 0) due.add(lane);
  const now = performance.now();
  return taken.filter((waiting) => {
    if (waiting.expiresMs > now) return true;
    waiting.reject(new AppError("unavailable", "The database was too slow."));
    return false;
  });
}

async function mergeBatch(target: MergeTarget, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await notHanging(mergeDeliveries(target, batch));
    batch.forEach((waiting, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined) waiting.resolve(outcome);
    });
  } catch (error) {
    if (batch.length === 1) return batch[0]?.reject(error);
    log.warn({ err: error, deliveries: batch.length }, "A batch was not merged; its deliveries are tried one by one");
    // One that the database refuses must not take the others along.
    for (const { observations, receivedAt, resolve, reject, expiresMs } of batch) {
      if (expiresMs < performance.now()) reject(error);
      else await notHanging(mergeObservations(target, observations, receivedAt)).then(resolve, reject);
    }
  }
}

function notHanging<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new AppError("unavailable", "The database did not answer."));
    const timer = setTimeout(giveUp, HANGING_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
