/**
 * Nothing tells that events stopped coming, so a silence is compared with the account's habit, and with Zoom's history,
 * which knows. A silence that is much too long ends what counts as listened to at the last delivery and has the history
 * read; if that shows nothing, it was quiet and all goes on; if it shows activity, events do not reach us.
 */
import "server-only";
import { transaction } from "#lib/db/client.ts";
import { listConnectionProducts } from "#lib/db/connection-products.ts";
import { listLiveConnections } from "#lib/db/connection-rounds.ts";
import type { StallReason } from "#lib/db/connection-types.ts";
import { type ConnectionRow, findConnection } from "#lib/db/connections.ts";
import { findReadUpTo, type HistoryReadRow } from "#lib/db/history-reads.ts";
import { hasUndelivered, listBusyHours } from "#lib/db/quiet.ts";
import { moveConnection, silentSince, workingState } from "#lib/integration/move-connection.ts";
import { HABIT_MS, isTooQuiet } from "#lib/integration/usual-quiet.ts";
import { log, serializeError } from "#lib/log.ts";

/** Zoom's last try comes 85 minutes after the first. */
const LAST_TRY_MS = 90 * 60_000;

/** The job: looks at every connection that works or was found silent. One that fails keeps no other from being seen. */
export async function watchSilence(now = new Date()): Promise<void> {
  for (const { organisationId, connectionId } of await listLiveConnections()) {
    try {
      const row = await findConnection(organisationId, connectionId);
      if (row !== null && row.lastImportAt !== null) await watch(organisationId, row, now);
    } catch (error) {
      log.warn({ connectionId, err: serializeError(error) }, "a silence could not be judged");
    }
  }
}

async function watch(organisationId: string, row: ConnectionRow, now: Date): Promise<void> {
  if (row.state === "active" || row.state === "waiting") {
    const reason = await judgeWorking(organisationId, row, now);
    if (reason !== null) await transaction((tx) => moveConnection(tx, organisationId, row.id, "stalled", reason, now));
    return;
  }
  if (row.state === "stalled" && row.stateReason !== ("unanswered" satisfies StallReason)) {
    await judgeSilent(organisationId, row, now);
  }
}

async function judgeWorking(organisationId: string, row: ConnectionRow, now: Date): Promise<StallReason | null> {
  const silence = { startAt: silentSince(row, now), endAt: now };
  const toldBy = new Date(now.getTime() - LAST_TRY_MS);
  if (silence.startAt >= toldBy) return null;
  if (await hasUndelivered(organisationId, row.id, { startAt: silence.startAt, endAt: toldBy })) return "undelivered";
  const habit = { startAt: new Date(now.getTime() - HABIT_MS), endAt: now };
  return isTooQuiet(await listBusyHours(organisationId, row.id, habit), silence) ? "silent" : null;
}

async function judgeSilent(organisationId: string, row: ConnectionRow, now: Date): Promise<void> {
  const move = (to: ConnectionRow["state"], because: "delivered" | "undelivered" | "wasQuiet", at = now) =>
    transaction((tx) => moveConnection(tx, organisationId, row.id, to, because, at));
  if (row.lastDeliveryAt !== null && row.lastDeliveryAt > row.stateChangedAt) {
    await move("active", "delivered");
    return;
  }
  if (row.stateReason !== ("silent" satisfies StallReason)) return;
  const read = await findReadUpTo(organisationId, row.id, "repair", row.stateChangedAt);
  if (read?.state !== "done") return;
  const silence = { startAt: silentSince(row, now), endAt: read.endAt };
  if (await hasUndelivered(organisationId, row.id, silence)) await move("stalled", "undelivered");
  // From the end of what was read on, listening counts again.
  else if (await isProof(organisationId, read)) await move(workingState(row), "wasQuiet", read.endAt);
}

/** Whether nothing in a read means that nothing happened: Zoom gave every list of what the account has. */
async function isProof(organisationId: string, { connectionId, progress }: HistoryReadRow): Promise<boolean> {
  const isRefused = (stopped: string | null) => stopped === "refused" || stopped === "missingScope";
  if (isRefused(progress.sessions.stopped)) return false;
  if (!isRefused(progress.calls.stopped)) return true;
  const products = await listConnectionProducts(organisationId);
  return products.some(
    (one) => one.connectionId === connectionId && one.product === "phone" && one.health === "notLicensed",
  );
}
