/**
 * Adding and cancelling jobs, in the transaction that needs them. All jobs of one connection stand in one named queue,
 * so that over any number of workers one of them runs at a time: one Zoom account, one lane, one rate limiter.
 */
import "server-only";
import type { Transaction } from "#lib/db/client.ts";
import { addJob, dropQueue, hurryQueue } from "#lib/db/job-queue.ts";
import { type JobName, type JobPayload, jobSchemas } from "./job-types.ts";

/**
 * Within a connection's lane the smaller number goes first. A long history read gives its turn back every minute, so
 * whatever stands before it here never waits long.
 */
const priorities: Partial<Record<JobName, number>> = {
  deleteConnectionData: -20,
  probeZoom: -15,
  importDirectory: -10,
  readHistory: 10,
  readCalendar: 20,
};

/** With the growing pauses between them, the last try comes about a day after the first. */
const MOST_TRIES = 16;

/** The queue of one Zoom account. */
export function queueOf(connectionId: string): string {
  return `zoom:${connectionId}`;
}

/**
 * Adds a job that runs once the transaction has committed, not before `runAt`. A waiting job with the same `jobKey` is
 * replaced; when it is running already, another one follows it. Jobs of one `queue` run one after the other.
 */
export async function enqueue<N extends JobName>(
  tx: Transaction,
  name: N,
  payload: JobPayload<N>,
  options: { runAt?: Date; jobKey?: string; queue?: string } = {},
): Promise<void> {
  const checked = jobSchemas[name].parse(payload) as Record<string, unknown>;
  const { connectionId } = checked;
  await addJob(tx, {
    name,
    payload: checked,
    queue: typeof connectionId === "string" ? queueOf(connectionId) : (options.queue ?? null),
    runAt: options.runAt ?? null,
    jobKey: options.jobKey ?? null,
    priority: priorities[name] ?? 0,
    mostTries: MOST_TRIES,
  });
}

/** Takes all waiting jobs of a connection away. One that is running sees the connection's new state and ends itself. */
export async function cancelJobs(tx: Transaction, connectionId: string): Promise<void> {
  await dropQueue(tx, queueOf(connectionId));
}

/** Has what failed of a connection's jobs tried again at once: what they failed at has changed. */
export async function hurryJobs(tx: Transaction, connectionId: string): Promise<void> {
  await hurryQueue(tx, queueOf(connectionId));
}
