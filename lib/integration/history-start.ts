import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import type { Transaction } from "#lib/db/client.ts";
import { addHistoryRead, extendHistoryRead, findUntouchedRead, type HistoryReason } from "#lib/db/history-reads.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";

export type HistoryAsk = {
  reason: HistoryReason;
  startAt: Date;
  endAt: Date;
  askedById?: string;
  /** Not before this instant. */
  runAt?: Date;
};

/** The key under which the job of one read stands in the queue. */
export function historyJobKey(readId: string): string {
  return `history:${readId}`;
}

/**
 * Asks Zoom's history for a window: the read that pages show, and its job. A read for the same reason that has not
 * begun yet takes the window over, so that mapping fifty people reads once and not fifty times.
 */
export async function startHistoryRead(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  ask: HistoryAsk,
): Promise<{ readId: string }> {
  if (ask.startAt >= ask.endAt) throw new RangeError("The window of a history read must have a length");
  const waiting = await findUntouchedRead(tx, organisationId, connectionId, ask);
  if (waiting !== null) {
    if (waiting.endAt < ask.endAt) await extendHistoryRead(tx, organisationId, waiting.id, ask.endAt);
    return { readId: waiting.id };
  }
  const { runAt, ...read } = ask;
  const { id: readId } = await addHistoryRead(tx, organisationId, connectionId, read);
  const options = { jobKey: historyJobKey(readId), ...(runAt === undefined ? {} : { runAt }) };
  await enqueue(tx, "readHistory", { organisationId, connectionId, readId }, options);
  await announceChange(tx, organisationId, { topic: "history" });
  return { readId };
}
