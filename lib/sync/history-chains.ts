/**
 * Reads a lane: as many page chains side by side as the account's limit and Zoom's pace need, each through a piece of
 * its own, the newest first. A quiet account is read by one chain in long pieces.
 */
import "server-only";
import type { HistoryLane } from "#lib/db/history-reads.ts";
import { ZoomError } from "#lib/errors.ts";
import type { Window } from "#lib/zoom/observation-types.ts";
import { type LaneJob, type PieceCounts, readPiece } from "./history-lane.ts";
import { chainsFor, type LaneName, lengthFor, MANY_PAGES, nextPiece, spanOf, startSeam } from "./history-pieces.ts";
import { type Features, receptionOf, stopUnreceived } from "./history-reception.ts";
import { readUsers } from "./history-users.ts";
import { isRefusal } from "./zoom-job.ts";

/** Where a lane is at the end of a turn. */
export type LaneEnd =
  /** Read to its start, or stopped: `lane.stopped` says why. */
  | { kind: "done" }
  | { kind: "turnOver" }
  /** Zoom's rate limit: nothing more before `retryAt`. */
  | { kind: "waits"; error: ZoomError };

export type LaneHooks = {
  oldestAt: Date;
  readFeatures: () => Promise<Features>;
  /** Notes a piece that was read whole, while this was received. */
  finish: (piece: Window, span: Window, counts: PieceCounts, features: Features) => Promise<void>;
  /** Decides how the lane goes on: by user, or not at all. */
  refuse: (error: ZoomError) => Promise<void>;
  /** Keeps how far the lane is. */
  note: () => Promise<void>;
  /** Ends what the other chains and lanes are doing: the job fails. */
  halt: (error: unknown) => void;
};

type Chain = { piece: Window; pages: number };
type Step =
  | LaneEnd
  | { kind: "refused"; error: ZoomError }
  | { kind: "failed"; error: unknown }
  /** Looked at anew: something changed, or a piece was read. */
  | { kind: "again" };

/** Reads a lane until it is done, the turn is over, or Zoom makes it wait. Throws whatever else goes wrong. */
export async function readLane(job: LaneJob, name: LaneName, lane: HistoryLane, hooks: LaneHooks): Promise<LaneEnd> {
  for (;;) {
    const features = await hooks.readFeatures();
    stopUnreceived(name, lane, features);
    followReception(job, name, lane, features);
    const span = spanOf(name, lane, job.window, hooks.oldestAt);
    const piece = nextPiece(lane, span, []);
    if (piece === null) return { kind: "done" };
    if (await job.isTurnOver()) return { kind: "turnOver" };
    const step =
      lane.way === "user"
        ? await readByUser(job, name, lane, { hooks, features, span, piece })
        : await readSideBySide(job, name, lane, { hooks, features, span });
    if (step.kind === "failed") throw step.error;
    if (step.kind === "refused") await hooks.refuse(step.error);
    else if (step.kind !== "again") return step;
  }
}

/** What is received decides what is stored; a piece that was read under other rules proves nothing any more. */
function followReception(job: LaneJob, name: LaneName, lane: HistoryLane, features: Features): void {
  const reception = receptionOf(name, features);
  if (lane.reception !== null && lane.reception !== reception) startSeam(lane, job.window);
  lane.reception = reception;
}

type Ask = { hooks: LaneHooks; features: Features; span: Window };

async function readByUser(
  job: LaneJob,
  name: LaneName,
  lane: HistoryLane,
  { hooks, features, span, piece }: Ask & { piece: Window },
): Promise<Step> {
  try {
    const outcome = await readUsers(job, name, lane, piece, { features, note: hooks.note });
    if (outcome.kind !== "read") return outcome;
    await hooks.finish(piece, span, outcome.counts, features);
    return { kind: "again" };
  } catch (error) {
    return endOf(error, hooks);
  }
}

/** Runs chains until a piece cannot be begun any more, and those that run have come to their end. */
async function readSideBySide(
  job: LaneJob,
  name: LaneName,
  lane: HistoryLane,
  { hooks, features, span }: Ask,
): Promise<Step> {
  const running = new Set<Chain>();
  const lookout: { end: Step | null; wake: () => void } = { end: null, wake: () => undefined };

  async function run(chain: Chain): Promise<void> {
    const onPage = () => {
      chain.pages += 1;
      lookout.wake();
    };
    try {
      const counts = await readPiece(job, name, chain.piece, { features, onPage });
      await hooks.finish(chain.piece, span, counts, features);
    } catch (error) {
      lookout.end ??= endOf(error, hooks);
    } finally {
      running.delete(chain);
      lookout.wake();
    }
  }

  for (;;) {
    const somethingHappens = new Promise<void>((resolve) => (lookout.wake = resolve));
    const isChanged = receptionOf(name, await hooks.readFeatures()) !== lane.reception;
    if (isChanged) lookout.end ??= { kind: "again" };
    if (await job.isTurnOver()) lookout.end ??= { kind: "turnOver" };
    while (lookout.end === null) {
      const piece = pieceToBegin(job, name, lane, span, [...running]);
      if (piece === null) break;
      const chain = { piece, pages: 0 };
      running.add(chain);
      void run(chain);
    }
    if (running.size === 0) return lookout.end ?? { kind: "again" };
    await somethingHappens;
  }
}

/** The piece for one more chain; null when those that run are enough. */
function pieceToBegin(
  job: LaneJob,
  name: LaneName,
  lane: HistoryLane,
  span: Window,
  running: readonly Chain[],
): Window | null {
  const pieces = running.map(({ piece }) => piece);
  const pace = job.client.paceOf(name === "sessions" ? "heavy" : "phoneHeavy");
  const chains = chainsFor(pace, job.timing.mergeMs);
  if (running.length >= chains) return null;
  if (lane.isSettled) return nextPiece({ ...lane, pieceHours: lengthFor(name, lane, span, chains) }, span, pieces);
  if (running.length === 0) return nextPiece(lane, span, pieces);
  // How long pieces should be is not known yet; one that takes long is longer than it should be.
  if (!running.some(({ pages }) => pages >= MANY_PAGES)) return null;
  return nextPiece({ ...lane, pieceHours: Math.min(lane.pieceHours, 24) }, span, pieces);
}

/** What a failure means for the lane; the others are told of one that ends the job. */
function endOf(error: unknown, hooks: LaneHooks): Step {
  if (isRefusal(error)) return { kind: "refused", error };
  if (error instanceof ZoomError && error.kind === "rateLimit") return { kind: "waits", error };
  hooks.halt(error);
  return { kind: "failed", error };
}
