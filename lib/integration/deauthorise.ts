import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { findConnectionByZoomAccount, lockConnection } from "#lib/db/connections.ts";
import { withTokenLock } from "#lib/db/token-lock.ts";
import { log } from "#lib/log.ts";
import { isLiveState } from "./connection-moves.ts";
import { endConnection, zoomActor } from "./disconnect.ts";
import { moveConnection } from "./move-connection.ts";

/** Zoom's clock and ours may differ by this much. */
const CLOCK_MS = 60_000;

/**
 * The Zoom account removed the app, at `at` by Zoom's clock. Tokens go at once, jobs stop, everything obtained from
 * the account is deleted; only the fact and its time stay. A late or repeated notice about an authorisation that was
 * replaced since is ignored, and an account that we do not know is nothing to us.
 */
export async function deauthoriseAccount(zoomAccountId: string, at: Date): Promise<void> {
  const bound = await findConnectionByZoomAccount(zoomAccountId);
  if (bound === null) return;
  const { organisationId, connectionId } = bound;
  await withTokenLock(connectionId, async (tx) => {
    const row = await lockConnection(tx, organisationId, connectionId);
    if (row === null || !isLiveState(row.state)) return;
    if (at.getTime() + CLOCK_MS < row.connectedAt.getTime()) {
      log.info({ connectionId }, "A removal from before the present authorisation was ignored");
      return;
    }
    const name = "Removed Zoom account";
    await moveConnection(tx, organisationId, connectionId, "deauthorised", "atZoom", new Date());
    await endConnection(tx, organisationId, { id: connectionId, name }, { isDeleted: true, now: new Date() });
    await addAuditEntry(tx, organisationId, {
      actor: zoomActor,
      action: "zoom.deauthorised",
      subjectId: connectionId,
      summary: "removed WorkSights from a Zoom account; everything obtained from it is deleted",
      details: { at: at.toISOString() },
    });
  });
}
