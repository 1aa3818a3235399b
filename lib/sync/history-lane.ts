/** Reads one piece of one lane from Zoom's account-wide list: pages, merges, and look-ups of what a row does not say. */
import "server-only";
import { type MergeOutcome, mergeObservations } from "#lib/activity/merge-observations.ts";
import { findLookedUp } from "#lib/db/open-sessions.ts";
import { ZoomError } from "#lib/errors.ts";
import { readCallDetail, readCallHistory } from "#lib/zoom/call-history.ts";
import type { ZoomClient } from "#lib/zoom/client.ts";
import { readHistoryMeetings } from "#lib/zoom/history-meetings.ts";
import { datesOf } from "#lib/zoom/history-window.ts";
import type { CallLegObservation, Page, SessionObservation, Window } from "#lib/zoom/observation-types.ts";
import { readPastMeeting } from "#lib/zoom/past-meeting.ts";
import type { RateLabel } from "#lib/zoom/rate-limit-types.ts";
import { chainsFor, type LaneName } from "./history-pieces.ts";
import { type Features, isReceived } from "./history-reception.ts";
import { sideBySide, type Turnstile } from "./side-by-side.ts";
import { type ConnectionIds, isRefusal } from "./zoom-job.ts";

export type LaneJob = ConnectionIds & {
  client: ZoomClient;
  /** What the read is about: rows of other times are left alone. */
  window: Window;
  /** Whether it fills in a time in which no event came. */
  isRepair: boolean;
  /** Throws when the read was cancelled or the connection fell asleep. */
  assertWanted: () => Promise<void>;
  /** Whether the account's queue should be given back. */
  isTurnOver: () => Promise<boolean>;
  /** Lets few merges run at a time: they share the database with everyone. */
  merging: Turnstile;
  /** How long the merge of a page took lately. */
  timing: { mergeMs: number };
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

export const noCounts = (): PieceCounts => ({
  ...{ pages: 0, read: 0, merged: 0, skipped: 0, countedOnly: 0, unanswered: 0 },
});

export type Historic = SessionObservation | CallLegObservation;

const LOOK_UPS_A_MERGE = 100;
/** So many look-ups take about as long as a page; they make the next piece shorter just the same. */
const LOOK_UPS_LIKE_A_PAGE = 20;
const NEWEST_WEIGHS = 0.1;

/** Reads a piece of the account-wide list to its end. Run twice, the second time changes nothing. Throws `ZoomError`. */
export async function readPiece(
  job: LaneJob,
  name: LaneName,
  piece: Window,
  ask: { features: Features; onPage: () => void },
): Promise<PieceCounts> {
  const counts = noCounts();
  const pages: AsyncGenerator<Page<Historic>> =
    name === "sessions"
      ? readHistoryMeetings(job.client, job.window, datesOf(piece))
      : readCallHistory(job.client, piece);
  await readList(job, name, counts, pages, ask);
  return counts;
}

/** Takes all pages of a list. The next page is asked for while the one before is merged. */
export async function readList(
  job: LaneJob,
  name: LaneName,
  counts: PieceCounts,
  pages: AsyncGenerator<Page<Historic>>,
  ask: { features: Features; onPage?: () => void },
): Promise<void> {
  let coming = pages.next();
  for (;;) {
    const next = await coming;
    if (next.done === true) return;
    coming = pages.next();
    // Heard of when its turn comes; until then it must not count as unheard.
    coming.catch(() => undefined);
    await takePage(job, name, counts, next.value, ask.features);
    ask.onPage?.();
    await job.assertWanted();
  }
}

async function takePage(
  job: LaneJob,
  name: LaneName,
  counts: PieceCounts,
  page: Page<Historic>,
  features: Features,
): Promise<void> {
  counts.pages += 1;
  counts.read += page.items.length;
  counts.skipped += page.skipped;
  const outcome = await merge(job, counts, page.items, features);
  const sessions = new Map(page.items.flatMap((item) => (item.kind === "session" ? [[item.key, item] as const] : [])));
  const asked = [...new Set([...page.lookUp, ...outcome.unknownHosts, ...mayBeTransferred(job, page)])];
  if (asked.length === 0) return;
  const known = await findLookedUp(job.organisationId, job.connectionId, asked);
  const keys = asked.filter((key) => !known.has(key));
  counts.pages += Math.floor(keys.length / LOOK_UPS_LIKE_A_PAGE);
  const label: RateLabel = name === "calls" ? "phoneLight" : "light";
  for (let at = 0; at < keys.length; at += LOOK_UPS_A_MERGE) {
    const some = keys.slice(at, at + LOOK_UPS_A_MERGE);
    const found = await sideBySide(some, chainsFor(job.client.paceOf(label), 0), (key) =>
      name === "calls" ? lookUpCall(job, key) : lookUpSession(job, key, sessions.get(key)),
    );
    counts.unanswered += found.filter((items) => items === null).length;
    const items = found.flatMap((one) => one ?? []);
    await merge(job, counts, items, features);
    await job.assertWanted();
  }
}

/**
 * Calls that were answered may have been handed on, which the account's list does not tell: it names the first who
 * took the call. Events tell it, so only where they were missed is each looked up.
 */
function mayBeTransferred({ isRepair }: LaneJob, { items }: Page<Historic>): string[] {
  if (!isRepair) return [];
  return items.flatMap((item) => (item.kind === "callLeg" && item.answerAt !== null ? [item.callKey] : []));
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

async function merge(
  job: LaneJob,
  counts: PieceCounts,
  items: readonly Historic[],
  features: Features,
): Promise<MergeOutcome> {
  const wanted = items.filter((item) =>
    isReceived(features[item.kind === "session" ? item.product : "phone"], item.startAt),
  );
  const target = { organisationId: job.organisationId, connectionId: job.connectionId };
  const outcome = await job.merging(async () => {
    const startedAt = performance.now();
    const merged = await mergeObservations(target, wanted, new Date());
    job.timing.mergeMs += (performance.now() - startedAt - job.timing.mergeMs) * NEWEST_WEIGHS;
    return merged;
  });
  counts.merged += outcome.stored;
  counts.countedOnly += outcome.countedOnly;
  return outcome;
}
