/** Reads one piece of one lane user by user: the way where Zoom refuses the account-wide list. */
import "server-only";
import type { HistoryLane } from "#lib/db/history-reads.ts";
import { listIncludedZoomUsers } from "#lib/db/zoom-users.ts";
import { ZoomError } from "#lib/errors.ts";
import { datesOf } from "#lib/zoom/history-window.ts";
import type { Window } from "#lib/zoom/observation-types.ts";
import { readUserCalls } from "#lib/zoom/user-calls.ts";
import { readActiveHosts, readUserMeetings } from "#lib/zoom/user-meetings.ts";
import { type LaneJob, noCounts, type PieceCounts, readList } from "./history-lane.ts";
import { chainsFor, type LaneName } from "./history-pieces.ts";
import type { Features } from "./history-reception.ts";
import { sideBySide } from "./side-by-side.ts";
import { type ConnectionIds, isRefusal } from "./zoom-job.ts";

export type UsersOutcome =
  | { kind: "read"; counts: PieceCounts }
  /** Others want the account's queue; whoever was read is noted. */
  | { kind: "turnOver" }
  /** Zoom does not give these lists either; `error` says whether by scope or by role and plan. */
  | { kind: "refused"; error: ZoomError };

type User = Awaited<ReturnType<typeof usersToAsk>>[number];

/** So many users refused in a row, and none answered, means that Zoom refuses the list as such. */
const REFUSED_USERS_MEAN_ALL = 3;
/** Whoever was read since the last note is read again after a crash. */
const NOTE_EVERY_MS = 1_000;

/** Whose lists are worth asking for: mapped and included, for calls with Zoom Phone. By their key. */
export async function usersToAsk(ids: ConnectionIds, name: LaneName) {
  const included = await listIncludedZoomUsers(ids.organisationId, ids.connectionId);
  return name === "calls" ? included.filter(({ hasPhone }) => hasPhone) : included;
}

/**
 * Reads a piece for everyone after `lane.afterUser`, several users side by side, and moves that on as far as everyone
 * before was read; `note` keeps it. Run twice, the second time changes nothing. Throws `ZoomError`.
 */
export async function readUsers(
  job: LaneJob,
  name: LaneName,
  lane: HistoryLane,
  piece: Window,
  ask: { features: Features; note: () => Promise<void> },
): Promise<UsersOutcome> {
  const counts = noCounts();
  const users = (await usersToAsk(job, name)).filter(
    ({ zoomKey }) => lane.afterUser === null || zoomKey > lane.afterUser,
  );
  const hosts = name === "sessions" ? await activeHosts(job, piece) : null;
  const asked = users.filter(({ zoomKey }) => hosts === null || hosts.has(zoomKey));
  let answered = lane.afterUser === null ? 0 : 1;
  let refused = 0;
  let stop: Exclude<UsersOutcome, { kind: "read" }> | null = null;
  let notedAt = performance.now();
  const isRead: boolean[] = [];
  let readUpTo = 0;

  async function readOne(user: User, index: number): Promise<void> {
    if (stop === null && (await job.isTurnOver())) stop = { kind: "turnOver" };
    if (stop !== null) return;
    try {
      await readList(job, name, counts, listsOf(job, name, user, piece), ask);
      answered += 1;
    } catch (error) {
      // Left the account, or may not host: nothing to read, and no reason to stop for the others.
      if (!isRefusal(error) && !(error instanceof ZoomError && error.kind === "missing")) throw error;
      if (isRefusal(error)) refused += 1;
      const isAll = answered === 0 && refused >= Math.min(REFUSED_USERS_MEAN_ALL, asked.length);
      if (isRefusal(error) && isAll) stop = { kind: "refused", error };
    }
    isRead[index] = true;
    while (isRead[readUpTo] === true) readUpTo += 1;
    lane.afterUser = asked[readUpTo - 1]?.zoomKey ?? lane.afterUser;
    if (performance.now() - notedAt < NOTE_EVERY_MS) return;
    notedAt = performance.now();
    await ask.note();
  }

  const width = chainsFor(job.client.paceOf(name === "sessions" ? "heavy" : "phoneMedium"), job.timing.mergeMs);
  await sideBySide(asked, width, readOne);
  return stop ?? { kind: "read", counts };
}

function listsOf(job: LaneJob, name: LaneName, { zoomKey, extensionId, email }: User, piece: Window) {
  const ask = { zoomUserId: zoomKey, window: job.window, dates: datesOf(piece) };
  return name === "sessions"
    ? readUserMeetings(job.client, ask)
    : readUserCalls(job.client, { ...ask, extensionId, email });
}

/** Who hosted anything in the piece, so that only they are asked; null when Zoom does not say: then everyone is. */
async function activeHosts(job: LaneJob, piece: Window): Promise<Set<string> | null> {
  const hosts = new Set<string>();
  try {
    for await (const page of readActiveHosts(job.client, job.window, datesOf(piece))) {
      for (const { zoomUserId } of page.items) hosts.add(zoomUserId);
    }
    return hosts;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
