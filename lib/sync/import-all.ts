import "server-only";
import { transaction } from "#lib/db/client.ts";
import { listLiveConnections } from "#lib/db/connection-rounds.ts";
import { startImport } from "#lib/integration/import-start.ts";

const FRESH_MS = 20 * 3_600_000;

/**
 * The job: reads every directory once a day. A connection that needs attention is tried too, because an import that
 * works is how it heals.
 */
export async function importAll(now = new Date()): Promise<void> {
  for (const { organisationId, connectionId, state, lastImportAt } of await listLiveConnections()) {
    const isFresh = lastImportAt !== null && now.getTime() - lastImportAt.getTime() < FRESH_MS;
    if (state === "paused" || isFresh) continue;
    await transaction((tx) => startImport(tx, organisationId, connectionId));
  }
}
