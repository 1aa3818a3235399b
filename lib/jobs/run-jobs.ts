/** The running side of the queue: payloads are parsed, each job logs under its id, failures are caught in one place. */
import "server-only";
import { EventEmitter } from "node:events";
import { type JobHelpers, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { ZoomError } from "#lib/errors.ts";
import { log, serializeError, withLogContext } from "#lib/log.ts";
import { type JobName, type JobPayload, jobSchemas } from "./job-types.ts";
import { patientPool } from "./patient-pool.ts";
import { cronItems } from "./schedule.ts";
import { startWorkerLife } from "./worker-life.ts";
import { workerLogger } from "./worker-log.ts";

export type JobContext = {
  /** Aborts when the worker stops: give up soon, and see to it that the rest is done later. */
  signal: AbortSignal;
  /** Whether this is the last try: whoever shows this job must hear of the failure now. */
  isLastTry: boolean;
};

export type JobHandlers = { [N in JobName]: (payload: JobPayload<N>, context: JobContext) => Promise<void> };

export type RunningJobs = {
  /** Stops taking jobs, lets those that run end, and closes the connections. */
  stop(): Promise<void>;
  /** Settles when the jobs have stopped, of themselves or because of `stop`. */
  finished: Promise<void>;
};

/** Jobs that get this long to end by themselves when the worker stops; then their signal aborts. */
const GRACE_MS = 500;
/** More than the processor could do at once: jobs wait for Zoom and the database most of the time. */
const CONCURRENCY = 12;
const POLL_MS = 1_000;

/** Runs the jobs of the database until stopped. Throws when the database does not answer. */
export async function runJobs(
  databaseUrl: string,
  handlers: JobHandlers,
  options: { withSchedule?: boolean } = {},
): Promise<RunningJobs> {
  const events = new EventEmitter() as WorkerEvents;
  const lockers = new Set<string>();
  events.on("worker:create", ({ worker }) => lockers.add(worker.workerId));
  events.on("worker:stop", ({ worker }) => lockers.delete(worker.workerId));
  events.on("pool:create", ({ workerPool }) => lockers.add(workerPool.id));
  const pool = patientPool(databaseUrl, CONCURRENCY + 2);
  const runner = await run({
    pgPool: pool,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    gracefulShutdownAbortTimeout: GRACE_MS,
    noHandleSignals: true,
    logger: workerLogger,
    events,
    taskList: taskList(handlers),
    parsedCronItems: options.withSchedule === false ? [] : cronItems(),
  }).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const life = await startWorkerLife(databaseUrl, () => [...lockers]).catch(async (error: unknown) => {
    await runner.stop();
    await pool.end();
    throw error;
  });
  pool.isPatient = true;
  return {
    finished: runner.promise.finally(() => life.stop()),
    async stop() {
      pool.isPatient = false;
      // It throws when it stopped by itself a moment ago, which is what we want.
      await runner.stop().catch(() => undefined);
      await life.stop();
      await pool.end();
    },
  };
}

function taskList(handlers: JobHandlers): TaskList {
  const names = Object.keys(jobSchemas) as JobName[];
  return Object.fromEntries(names.map((name) => [name, task(name, handlers[name] as AnyHandler)]));
}

type AnyHandler = (payload: JobPayload<JobName>, context: JobContext) => Promise<void>;

function task(name: JobName, handler: AnyHandler) {
  return (raw: unknown, helpers: JobHelpers): Promise<void> => {
    const { job } = helpers;
    const isLastTry = job.attempts >= job.max_attempts;
    return withLogContext({ jobId: String(job.id), job: name }, async () => {
      const startedAt = performance.now();
      try {
        const payload = jobSchemas[name].parse(raw ?? {});
        await handler(payload as JobPayload<JobName>, { signal: helpers.abortSignal, isLastTry });
        log.info({ ms: Math.round(performance.now() - startedAt), attempt: job.attempts }, "job done");
      } catch (error) {
        log[isLastTry ? "error" : "warn"](
          { err: serializeError(error), attempt: job.attempts, isLastTry },
          isLastTry ? "job gave up" : "job failed, will be tried again",
        );
        // The queue keeps the message beside the job: a code, never what Zoom or the database said.
        throw new Error(error instanceof ZoomError ? `zoom:${error.kind}` : "failed");
      }
    });
  };
}
