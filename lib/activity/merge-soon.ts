/**
 * Merges deliveries together while the database is busy: what arrives during a merge of the same connection waits for
 * it and goes in the next one statement. A quiet connection waits for nothing; a storm makes large statements instead
 * of a long queue. Each caller is answered only when its own observations are committed.
 */
import "server-only";
import { AppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { Observation } from "#lib/zoom/observation-types.ts";
import { type MergeOutcome, type MergeTarget, mergeDeliveries, mergeObservations } from "./merge-observations.ts";

/** What one delivery said; `skipped` of its parts could not be read. */
type Delivered = { event: string; observations: readonly Observation[]; skipped: number; receivedAt: Date };

type Waiting = Delivered & {
  /** On the clock of `performance.now()`: by then the caller has given up. */
  expiresMs: number;
  resolve: (outcome: MergeOutcome) => void;
  reject: (error: unknown) => void;
};

type Lane = { target: MergeTarget; waiting: Waiting[]; running: number };

/** Two statements of one connection at a time: one in the database while the next is made ready. */
const SIDE_BY_SIDE = 2;
const LARGEST_BATCH = 200;
/** Zoom counts three seconds; who waits longer than this was answered otherwise and is sent again. */
const PATIENCE_MS = 3_000;
/** A statement that hangs (a database that vanished) must not hold its lane for ever. */
const HANGING_MS = 5_000;
const MOST_WAITING = 20_000;

const lanes = new Map<string, Lane>();
let waitingInAll = 0;

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
    // In the next turn, so that what the same turn brings goes along.
    if (lane.running < SIDE_BY_SIDE) setImmediate(() => void drain(lane));
  });
}

async function drain(lane: Lane): Promise<void> {
  if (lane.running >= SIDE_BY_SIDE) return;
  const batch = takeBatch(lane);
  if (batch.length === 0) {
    if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(lane.target.connectionId);
    return;
  }
  lane.running += 1;
  await mergeBatch(lane.target, batch);
  lane.running -= 1;
  await drain(lane);
}

function takeBatch(lane: Lane): Waiting[] {
  const taken = lane.waiting.splice(0, LARGEST_BATCH);
  waitingInAll -= taken.length;
  const now = performance.now();
  return taken.filter((waiting) => {
    if (waiting.expiresMs > now) return true;
    waiting.reject(new AppError("unavailable", "The database was too slow."));
    return false;
  });
}

async function mergeBatch(target: MergeTarget, batch: readonly Waiting[]): Promise<void> {
  const begunMs = performance.now();
  try {
    const outcomes = await notHanging(mergeDeliveries(target, batch));
    batch.forEach((waiting, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined) waiting.resolve(outcome);
    });
    tell(target, batch, outcomes, performance.now() - begunMs);
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

/** A line a statement, not a delivery: in a storm the lines would cost more than the work. */
function tell(
  { connectionId }: MergeTarget,
  batch: readonly Delivered[],
  outcomes: readonly MergeOutcome[],
  ms: number,
) {
  const events: Record<string, number> = {};
  let skipped = 0;
  for (const delivered of batch) {
    events[delivered.event] = (events[delivered.event] ?? 0) + 1;
    skipped += delivered.skipped;
  }
  const sum = { stored: 0, repeated: 0, countedOnly: 0, notReceived: 0, unknownUsers: 0 };
  for (const outcome of outcomes) {
    sum.stored += outcome.stored;
    sum.repeated += outcome.repeated;
    sum.countedOnly += outcome.countedOnly;
    sum.notReceived += outcome.notReceived;
    sum.unknownUsers += outcome.unknownZoomUsers.length;
  }
  log.info({ connectionId, deliveries: batch.length, events, skipped, ...sum, ms: Math.round(ms) }, "deliveries");
}

function notHanging<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new AppError("unavailable", "The database did not answer."));
    const timer = setTimeout(giveUp, HANGING_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
