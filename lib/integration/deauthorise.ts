import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { findConnectionByZoomAccount, lockConnection } from "#lib/db/connections.ts";
import { readAfterRemoval } from "#lib/db/integrations.ts";
import { withTokenLock } from "#lib/db/token-lock.ts";
import { log } from "#lib/log.ts";
import { holdEndsAt, REMOVED_NAME } from "./after-removal.ts";
import { isLiveState } from "./connection-moves.ts";
import { endConnection, zoomActor } from "./disconnect.ts";
import { moveConnection } from "./move-connection.ts";

/** Zoom's clock and ours may differ by this much. */
const CLOCK_MS = 60_000;

/**
 * The Zoom account removed the app, at `at` by Zoom's clock. Tokens go at once, jobs stop, and nobody sees anything of
 * the account any more. What was obtained from it is deleted at once, or after the days for which the organisation
 * wants to be able to take a mistake back; only the fact and its time stay. A late or repeated notice about an authorisation that was
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
    const now = new Date();
    const heldUntil = (await readAfterRemoval(organisationId, tx)) === "hold" ? holdEndsAt(now) : null;
    await moveConnection(tx, organisationId, connectionId, "deauthorised", "atZoom", now);
    const end = { data: heldUntil === null ? "delete" : { heldUntil }, now } as const;
    await endConnection(tx, organisationId, { id: connectionId, name: REMOVED_NAME }, end);
    await addAuditEntry(tx, organisationId, {
      actor: zoomActor,
      action: "zoom.deauthorised",
      subjectId: connectionId,
      summary: `removed WorkSights from a Zoom account; everything obtained from it is ${
        heldUntil === null ? "deleted" : `hidden, and deleted on ${heldUntil.toISOString().slice(0, 10)}`
      }`,
      details: { at: at.toISOString(), deleteAt: (heldUntil ?? now).toISOString() },
    });
  });
}
