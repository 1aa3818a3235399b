/**
 * The sign of life of one worker process. Two signs, because each alone is wrong in one case: the heartbeat's age says
 * nothing for the first seconds, and a lock on a connection that a cut network holds open says "alive" for hours.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { beat, endHeartbeat, freeJobsOfDeadWorkers, workerLockSql } from "#lib/db/worker-heartbeats.ts";
import { log, serializeError } from "#lib/log.ts";

const BEAT_MS = 2_000;
/** A worker that has not written for this long and holds no lock is dead. */
const SILENCE_MS = 4_500;
/** A worker that has not written for this long is dead whatever holds its lock: jobs bear running twice. */
const LONG_SILENCE_MS = 60_000;

export type WorkerLife = { workerId: string; stop: () => Promise<void> };

/** Begins to beat; `lockers` tells the names under which this worker locks jobs at the moment. */
export async function startWorkerLife(databaseUrl: string, lockers: () => string[]): Promise<WorkerLife> {
  const workerId = randomUUID();
  const startedAt = new Date();
  let lock = await holdLock(databaseUrl, workerId);
  let turning: Promise<void> | null = null;
  let isStopping = false;

  async function turn(): Promise<void> {
    try {
      // The database was away for a moment: it has forgotten the lock.
      if (!lock.isHeld()) lock = await holdLock(databaseUrl, workerId);
      await beat({ id: workerId, startedAt, lockers: lockers() });
      const dead = await freeJobsOfDeadWorkers(workerId, { ms: SILENCE_MS, longMs: LONG_SILENCE_MS });
      if (dead > 0) log.warn({ dead }, "freed the jobs of workers that died");
    } catch (error) {
      log.warn({ err: serializeError(error) }, "the worker's heartbeat could not be written");
    }
  }

  const turnOnce = () => {
    turning ??= isStopping ? null : turn().finally(() => (turning = null));
    return turning;
  };
  await turnOnce();
  const timer = setInterval(turnOnce, BEAT_MS);
  return {
    workerId,
    async stop() {
      clearInterval(timer);
      isStopping = true;
      await turning;
      await endHeartbeat(workerId).catch(() => undefined);
      await lock.release();
    },
  };
}

type Lock = { isHeld: () => boolean; release: () => Promise<void> };

/** Takes the worker's lock on a connection of its own. Postgres gives it back when the connection ends. */
async function holdLock(databaseUrl: string, workerId: string): Promise<Lock> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "worksights-worker-life",
    connectionTimeoutMillis: 4_000,
    keepAlive: true,
  });
  let isHeld = true;
  client.on("error", () => (isHeld = false));
  client.on("end", () => (isHeld = false));
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock(${workerLockSql})`, [workerId]);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    isHeld: () => isHeld,
    async release() {
      if (isHeld) await client.end().catch(() => undefined);
    },
  };
}
