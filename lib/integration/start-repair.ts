/** The read that fills a silence in from Zoom's history. */
import "server-only";
import type { Transaction } from "#lib/db/client.ts";
import { findOldestOpenStart } from "#lib/db/open-sessions.ts";
import type { Window } from "#lib/zoom/observation-types.ts";
import { startHistoryRead } from "./history-start.ts";

/** Zoom keeps reports for six months; a gap is repaired no further back. */
const LONGEST_REPAIR_MS = 180 * 86_400_000;
/** What was under way when the silence began, and clocks that differ. */
const OVERLAP_MS = 3_600_000;
/** Zoom ends a paid host's session after 30 hours at the latest. */
const LONGEST_SESSION_MS = 30 * 3_600_000;

/**
 * Reads a silence, with an hour before it. A session that was open when it began may have ended in it, and Zoom lists
 * sessions by their start: so the read begins with the oldest one that is open.
 */
export async function startRepair(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  silence: Window,
  overlapMs = OVERLAP_MS,
): Promise<void> {
  const beginMs = silence.startAt.getTime();
  const longAgo = new Date(beginMs - LONGEST_SESSION_MS);
  const open = await findOldestOpenStart(tx, organisationId, connectionId, longAgo);
  const wanted = Math.min(beginMs - overlapMs, open?.getTime() ?? beginMs);
  const startAt = new Date(Math.max(wanted, silence.endAt.getTime() - LONGEST_REPAIR_MS));
  await startHistoryRead(tx, organisationId, connectionId, { reason: "repair", startAt, endAt: silence.endAt });
}
