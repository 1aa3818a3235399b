import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import type { Transaction } from "#lib/db/client.ts";
import { matchByEmail, type NewMapping } from "#lib/db/zoom-users.ts";
import { fillRecentPast } from "./fill-recent-past.ts";

/**
 * Maps Zoom users to people by e-mail, in the caller's transaction: audited as ours, announced, and their recent past
 * asked for. What people decided by hand stays as it is. Call it after an import, an event about a Zoom user, and
 * whenever people were added or their e-mails changed.
 */
export async function matchPeople(
  tx: Transaction,
  organisationId: string,
  ask: { connectionId?: string; now: Date },
): Promise<NewMapping[]> {
  const mappings = await matchByEmail(tx, organisationId, ask);
  if (mappings.length === 0) return mappings;
  const count = mappings.length === 1 ? "1 Zoom user" : `${mappings.length} Zoom users`;
  await addAuditEntry(tx, organisationId, {
    actor: { name: "WorkSights" },
    action: "mapping.matched",
    summary: `mapped ${count} to people by e-mail`,
    details: { count: mappings.length },
  });
  // Whoever manages mappings need not see the people's activity, so the first news names nobody.
  await announceChange(tx, organisationId, { topic: "mapping" });
  const personIds = [...new Set(mappings.map(({ personId }) => personId))];
  await announceChange(tx, organisationId, { topic: "activity", personIds });
  await fillRecentPast(
    tx,
    organisationId,
    mappings.map(({ connectionId }) => connectionId),
    { now: ask.now },
  );
  return mappings;
}
