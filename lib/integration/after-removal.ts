/** What becomes of the data when a Zoom account removes the app, and how long a mistake can be taken back. */
import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import type { AfterRemoval } from "#lib/db/connection-types.ts";
import { readAfterRemoval, writeAfterRemoval } from "#lib/db/integrations.ts";
import type { Actor } from "./manage-connection.ts";
import { HOLD_DAYS } from "./overview-types.ts";

/** What a connection is called once nothing is left of it. */
export const REMOVED_NAME = "Removed Zoom account";

const DAY_MS = 86_400_000;

/** When data that is put on hold now is deleted: within the ten days that Zoom asks for. */
export function holdEndsAt(now: Date): Date {
  return new Date(now.getTime() + HOLD_DAYS * DAY_MS);
}

/** Decides for removals from now on. What is on hold already stays so until its day. */
export async function setAfterRemoval(actor: Actor, afterRemoval: AfterRemoval): Promise<void> {
  const { organisationId, personId, name } = actor;
  await transaction(async (tx) => {
    if ((await readAfterRemoval(organisationId, tx)) === afterRemoval) return;
    await writeAfterRemoval(tx, organisationId, afterRemoval);
    const summary =
      afterRemoval === "hold"
        ? `decided to keep data hidden for ${HOLD_DAYS} days when a Zoom account removes the app`
        : "decided to delete data at once when a Zoom account removes the app";
    await addAuditEntry(tx, organisationId, {
      actor: { personId, name },
      action: "zoom.afterRemoval",
      summary,
      details: { afterRemoval },
    });
    await announceChange(tx, organisationId, { topic: "connection" });
  });
}
