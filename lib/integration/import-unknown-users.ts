/**
 * Someone hosts or calls whom our directory does not have: it is read again, so that they can be mapped and their recent
 * past be read. A burst makes one import, and a Zoom user whom an import does not find is no reason for another one soon.
 */
import "server-only";
import { transaction } from "#lib/db/client.ts";
import { lockConnection } from "#lib/db/connections.ts";
import { findLatestRunStart } from "#lib/db/import-runs.ts";
import { startImport } from "./import-start.ts";

const APART_MS = 5 * 60_000;
/** The daily import comes by before this is over. */
const REMEMBERED_MS = 24 * 3_600_000;
const MOST_REMEMBERED = 10_000;

/** Zoom users for whom an import was started by this process, and when. */
const asked = new Map<string, number>();

/** Starts an import for Zoom users whom a delivery named, unless one was started for them or within five minutes. */
export async function importUnknownUsers(
  { organisationId, connectionId }: { organisationId: string; connectionId: string },
  zoomUserIds: readonly string[],
  now: Date,
): Promise<void> {
  const keys = zoomUserIds.map((id) => `${connectionId} ${id}`);
  if (keys.every((key) => (asked.get(key) ?? 0) > now.getTime() - REMEMBERED_MS)) return;
  const isStarted = await transaction(async (tx) => {
    const connection = await lockConnection(tx, organisationId, connectionId);
    // While it is importing an import is under way; without access, or paused, one would fail.
    if (connection === null || (connection.state !== "active" && connection.state !== "waiting")) return false;
    const last = await findLatestRunStart(tx, organisationId, connectionId);
    if (last !== null && now.getTime() - last.getTime() < APART_MS) return false;
    await startImport(tx, organisationId, connectionId);
    return true;
  });
  if (!isStarted) return;
  if (asked.size + keys.length > MOST_REMEMBERED) asked.clear();
  for (const key of keys) asked.set(key, now.getTime());
}
