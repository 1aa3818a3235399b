/**
 * Whether Zoom answers our questions at all. One failure is a passing moment and only noted; when it lasts, it is a
 * state that people see, and every minute one question looks whether it is over.
 */
import "server-only";
import { transaction } from "#lib/db/client.ts";
import { findConnection, lockConnection, updateConnection } from "#lib/db/connections.ts";
import { hurryJobs } from "#lib/jobs/enqueue.ts";
import { moveConnection, workingState } from "./move-connection.ts";

/** So long the network may hiccup, and a job try again, without anyone being told. */
const PASSING_MS = 60_000;

type Ids = { organisationId: string; connectionId: string };

/** Notes that Zoom answered nothing: a 5xx, a time-out, no connection. */
export async function noteUnanswered({ organisationId, connectionId }: Ids, now: Date): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockConnection(tx, organisationId, connectionId);
    if (row === null) return;
    if (row.unansweredSince === null) {
      return updateConnection(tx, organisationId, connectionId, { unansweredSince: now });
    }
    const isPassing = now.getTime() - row.unansweredSince.getTime() < PASSING_MS;
    if (isPassing || (row.state !== "importing" && row.state !== "waiting" && row.state !== "active")) return;
    await moveConnection(tx, organisationId, connectionId, "stalled", "unanswered", now);
  });
}

/** Notes that Zoom answers; what failed meanwhile is tried again at once. */
export async function noteAnswered({ organisationId, connectionId }: Ids, now: Date): Promise<void> {
  const known = await findConnection(organisationId, connectionId);
  if (known === null || known.unansweredSince === null) return;
  await transaction(async (tx) => {
    const row = await lockConnection(tx, organisationId, connectionId);
    if (row === null || row.unansweredSince === null) return;
    await updateConnection(tx, organisationId, connectionId, { unansweredSince: null });
    if (row.state === "stalled" && row.stateReason === "unanswered") {
      await moveConnection(tx, organisationId, connectionId, workingState(row), "answered", now);
    }
    await hurryJobs(tx, connectionId);
  });
}
