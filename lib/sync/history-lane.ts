/** Reads one piece of one lane: Zoom's account-wide list, or where Zoom refuses that, one list a user. */
import "server-only";
import { type MergeOutcome, mergeObservations } from "#lib/activity/merge-observations.ts";
import type { FeatureRow } from "#lib/db/features.ts";
import type { HistoryLane } from "#lib/db/history-reads.ts";
import { findLookedUp } from "#lib/db/open-sessions.ts";
import { listIncludedZoomUsers } from "#lib/db/zoom-users.ts";
import { ZoomError } from "#lib/errors.ts";
import { readCallDetail, readCallHistory } from "#lib/zoom/call-history.ts";
import type { ZoomClient } from "#lib/zoom/client.ts";
import { readHistoryMeetings } from "#lib/zoom/history-meetings.ts";
import type { CallLegObservation, Page, Product, SessionObservation, Window } from "#lib/zoom/observation-types.ts";
import { readPastMeeting } from "#lib/zoom/past-meeting.ts";
import { readUserCalls } from "#lib/zoom/user-calls.ts";
import { readActiveHosts, readUserMeetings } from "#lib/zoom/user-meetings.ts";
import type { LaneName } from "./history-pieces.ts";
import { type ConnectionIds, isRefusal } from "./zoom-job.ts";

export type LaneJob = ConnectionIds & {
  client: ZoomClient;
  features: Record<Product, FeatureRow>;
  /** Throws when the read was cancelled or the connection fell asleep. */
  assertWanted: () => Promise<void>;
  /** Notes that everyone up to this key was read for the piece that is under way. */
  noteUser: (zoomKey: string) => Promise<void>;
};

export type PieceCounts = {
  /** Also stands for look-ups. */
  pages: number;
  read: number;
  merged: number;
  skipped: number;
  countedOnly: number;
  /** Look-ups of what Zoom lists and does not know by its key (yet). */
  unanswered: number;
};

export type PieceOutcome =
  | { kind: "read"; counts: PieceCounts }
  /** Zoom does not give this list; `error` says whether by scope or by role and plan. */
  | { kind: "refused"; error: ZoomError };

type Historic = SessionObservation | CallLegObservation;

/** Look-ups cost a call each: a piece makes at most so many and leaves the rest to the next read. */
const MOST_LOOK_UPS = 500;
const SIDE_BY_SIDE = 4;
const LOOK_UPS_A_MERGE = 100;
/** So many look-ups take about as long as a page; they make the next piece shorter just the same. */
const LOOK_UPS_LIKE_A_PAGE = 20;
/** So many users refused in a row, and none answered, means that Zoom refuses the list as such. */
const REFUSED_USERS_MEAN_ALL = 3;

export function productsOf(lane: LaneName): readonly Product[] {
  return lane === "sessions" ? ["meetings", "webinars"] : ["phone"];
}

/**
 * The time in which a product was not received, which nobody may fetch afterwards; null when there is none. `endAt` is
 * null while it still goes on.
 */
export function pauseOf({ receiving, receivingStoppedAt, receivingSince }: FeatureRow) {
  if (receivingStoppedAt === null) return null;
  return { startAt: receivingStoppedAt, endAt: receiving ? receivingSince : null };
}

/** Whether an activity of this product that started then may be stored. */
export function isReceived(feature: FeatureRow, startAt: Date | null): boolean {
  const pause = pauseOf(feature);
  if (!feature.receiving) return false;
  if (pause === null || startAt === null) return true;
  return startAt < pause.startAt || (pause.endAt !== null && startAt >= pause.endAt);
}

/** The parts of a piece that we may say we know: nothing of the time in which the product was not received. */
export function knownParts(piece: Window, feature: FeatureRow): Window[] {
  if (!feature.receiving) return [];
  const pause = pauseOf(feature);
  if (pause === null || pause.endAt === null) return [piece];
  const before = { startAt: piece.startAt, endAt: earlier(piece.endAt, pause.startAt) };
  const after = { startAt: later(piece.startAt, pause.endAt), endAt: piece.endAt };
  return [before, after].filter(({ startAt, endAt }) => startAt < endAt);
}

const earlier = (a: Date, b: Date) => new Date(Math.min(a.getTime(), b.getTime()));
const later = (a: Date, b: Date) => new Date(Math.max(a.getTime(), b.getTime()));

/** Reads a piece of a lane to its end. Run twice, the second time changes nothing. */
export async function readPiece(job: LaneJob, name: LaneName, lane: HistoryLane, piece: Window): Promise<PieceOutcome> {
  const counts: PieceCounts = { pages: 0, read: 0, merged: 0, skipped: 0, countedOnly: 0, unanswered: 0 };
  if (lane.way === "user") return readByUser(job, name, lane, piece, counts);
  try {
    await readList(
      job,
      name,
      counts,
      name === "sessions" ? readHistoryMeetings(job.client, piece) : readCallHistory(job.client, piece),
    );
    return { kind: "read", counts };
  } catch (error) {
    if (isRefusal(error)) return { kind: "refused", error };
    throw error;
  }
}

async function readList(
  job: LaneJob,
  name: LaneName,
  counts: PieceCounts,
  pages: AsyncGenerator<Page<Historic>>,
): Promise<void> {
  for await (const page of pages) {
    await takePage(job, name, counts, page);
    await job.assertWanted();
  }
}

async function takePage(job: LaneJob, name: LaneName, counts: PieceCounts, page: Page<Historic>): Promise<void> {
  counts.pages += 1;
  counts.read += page.items.length;
  counts.skipped += page.skipped;
  const outcome = await merge(job, counts, page.items);
  const sessions = new Map(page.items.flatMap((item) => (item.kind === "session" ? [[item.key, item] as const] : [])));
  const asked = [...new Set([...page.lookUp, ...outcome.unknownHosts])].slice(0, MOST_LOOK_UPS);
  const known = await findLookedUp(job.organisationId, job.connectionId, asked);
  const keys = asked.filter((key) => !known.has(key));
  counts.pages += Math.ceil(keys.length / LOOK_UPS_LIKE_A_PAGE);
  for (let at = 0; at < keys.length; at += LOOK_UPS_A_MERGE) {
    const some = keys.slice(at, at + LOOK_UPS_A_MERGE);
    const found = await sideBySide(some, (key) =>
      name === "calls" ? lookUpCall(job, key) : lookUpSession(job, key, sessions.get(key)),
    );
    counts.unanswered += found.filter((items) => items === null).length;
    await merge(
      job,
      counts,
      found.flatMap((items) => items ?? []),
    );
  }
}

/** Asks for each key, a few at a time; answers stand in the order of the keys. */
async function sideBySide<T>(keys: readonly string[], ask: (key: string) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  let next = 0;
  const walk = async () => {
    for (let at = next++; at < keys.length; at = next++) answers[at] = await ask(keys[at] ?? "");
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, walk));
  return answers;
}

/** Null when Zoom does not know the call, which it may not for a moment after its end. */
async function lookUpCall(job: LaneJob, key: string): Promise<Historic[] | null> {
  return unlessRefused(async () => (await readCallDetail(job.client, key))?.items ?? null);
}

async function lookUpSession(
  job: LaneJob,
  key: string,
  row: SessionObservation | undefined,
): Promise<Historic[] | null> {
  const product = row?.product ?? "meetings";
  return unlessRefused(async () => {
    const found = await readPastMeeting(job.client, { key, product });
    return found === null ? null : [found];
  });
}

/** A look-up that Zoom refuses costs its row and not the list; asking again would not help. */
async function unlessRefused(ask: () => Promise<Historic[] | null>): Promise<Historic[] | null> {
  try {
    return await ask();
  } catch (error) {
    if (isRefusal(error)) return [];
    if (error instanceof ZoomError && error.kind === "missing") return null;
    throw error;
  }
}

async function merge(job: LaneJob, counts: PieceCounts, items: readonly Historic[]): Promise<MergeOutcome> {
  const wanted = items.filter((item) =>
    isReceived(job.features[item.kind === "session" ? item.product : "phone"], item.startAt),
  );
  const target = { organisationId: job.organisationId, connectionId: job.connectionId };
  const outcome = await mergeObservations(target, wanted, new Date());
  counts.merged += outcome.stored;
  counts.countedOnly += outcome.countedOnly;
  return outcome;
}

/** Whose lists are worth asking for: mapped and included, for calls with Zoom Phone. */
export async function usersToAsk(ids: ConnectionIds, name: LaneName) {
  const included = await listIncludedZoomUsers(ids.organisationId, ids.connectionId);
  return name === "calls" ? included.filter(({ hasPhone }) => hasPhone) : included;
}

async function readByUser(
  job: LaneJob,
  name: LaneName,
  lane: HistoryLane,
  piece: Window,
  counts: PieceCounts,
): Promise<PieceOutcome> {
  const included = await usersToAsk(job, name);
  const hosts = name === "sessions" ? await activeHosts(job, piece) : null;
  const users = included.filter(
    (user) => (lane.afterUser === null || user.zoomKey > lane.afterUser) && (hosts === null || hosts.has(user.zoomKey)),
  );
  let answered = 0;
  let refused = 0;
  for (const user of users) {
    const { zoomKey: zoomUserId, extensionId, email } = user;
    try {
      await readList(
        job,
        name,
        counts,
        name === "sessions"
          ? readUserMeetings(job.client, { zoomUserId, window: piece })
          : readUserCalls(job.client, { zoomUserId, extensionId, email, window: piece }),
      );
      answered += 1;
    } catch (error) {
      // Left the account, or may not host: nothing to read, and no reason to stop for the others.
      if (!isRefusal(error) && !(error instanceof ZoomError && error.kind === "missing")) throw error;
      if (isRefusal(error)) refused += 1;
      const isAll = refused >= Math.min(REFUSED_USERS_MEAN_ALL, users.length);
      if (isRefusal(error) && answered === 0 && isAll) return { kind: "refused", error };
    }
    await job.noteUser(zoomUserId);
  }
  return { kind: "read", counts };
}

/** Who hosted anything in the piece, so that only they are asked; null when Zoom does not say: then everyone is. */
async function activeHosts(job: LaneJob, piece: Window): Promise<Set<string> | null> {
  const hosts = new Set<string>();
  try {
    for await (const page of readActiveHosts(job.client, piece)) {
      for (const { zoomUserId } of page.items) hosts.add(zoomUserId);
    }
    return hosts;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
