/**
 * The sign of life of one worker process. Two signs, because each alone is wrong in one case: the heartbeat's age says
 * nothing for the first seconds, and a lock on a connection that a cut network holds open says "alive" for hours.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { beat, endHeartbeat, freeJobsOfDeadWorkers, workerLockSql } from "#lib/db/worker-heartbeats.ts";
import { log, serializeError } from "#lib/log.ts";

const BEAT_MS = 5_000;
/** A worker that has not written for this long and holds no lock is dead. */
const SILENCE_MS = 6_000;
/** A worker that has not written for this long is dead whatever holds its lock: jobs bear running twice. */
const LONG_SILENCE_MS = 60_000;

export type WorkerLife = { workerId: string; stop: () => Promise<void> };

/** Begins to beat; `lockers` tells the names under which this worker locks jobs at the moment. */
export async function startWorkerLife(databaseUrl: string, lockers: () => string[]): Promise<WorkerLife> {
  const workerId = randomUUID();
  const startedAt = new Date();
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "worksights-worker-life" });
  let isOpen = true;
  client.on("error", () => {
    isOpen = false;
  });
  await client.connect();
  await client.query(`select pg_advisory_lock(${workerLockSql})`, [workerId]);

  async function turn(): Promise<void> {
    try {
      await beat({ id: workerId, startedAt, lockers: lockers() });
      const dead = await freeJobsOfDeadWorkers(workerId, { ms: SILENCE_MS, longMs: LONG_SILENCE_MS });
      if (dead > 0) log.warn({ dead }, "freed the jobs of workers that died");
    } catch (error) {
      log.warn({ err: serializeError(error) }, "the worker's heartbeat could not be written");
    }
  }

  await turn();
  const timer = setInterval(() => void turn(), BEAT_MS);
  return {
    workerId,
    async stop() {
      clearInterval(timer);
      await endHeartbeat(workerId).catch(() => undefined);
      if (!isOpen) return;
      isOpen = false;
      await client.end().catch(() => undefined);
    },
  };
}
