/**
 * The worker: runs the jobs of every organisation. `npm start` starts it inside the web process, `npm run worker` by
 * itself; any number may run at once.
 */
import { env, SettingsError } from "#lib/env.ts";
import { runJobs } from "#lib/jobs/run-jobs.ts";
import { log, serializeError } from "#lib/log.ts";
import { jobHandlers } from "#lib/sync/job-handlers.ts";

/** Starts to run jobs. When the jobs stop by themselves, the process ends, so that whoever watches it starts it anew. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const running = await runJobs(env().DATABASE_URL, jobHandlers);
  let isStopping = false;
  const onEnd = (error?: unknown) => {
    if (isStopping) return;
    log.fatal(error === undefined ? {} : { err: serializeError(error) }, "the worker stopped by itself");
    process.exit(1);
  };
  running.finished.then(() => onEnd(), onEnd);
  log.info("worker started");
  return {
    async stop() {
      isStopping = true;
      await running.stop();
      log.info("worker stopped");
    },
  };
}

/** What went wrong at the start, as a line for the person at the terminal. */
function explainStart(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  const { code } = error as { code?: string };
  if (code === "ECONNREFUSED" || code === "ENOTFOUND")
    return "The worker can not reach the database: check DATABASE_URL, and that Postgres runs.";
  if (code === "28P01" || code === "28000")
    return "The database refuses the worker's name or password: check DATABASE_URL.";
  if (code === "3D000" || code === "42P01")
    return "The database is not set up: run npm run migrate, then start the worker again.";
  return `The worker could not start: ${error instanceof Error ? error.message : String(error)}`;
}

async function main(): Promise<void> {
  const worker = await startWorker().catch((error: unknown) => {
    process.stderr.write(`${explainStart(error)}\n`);
    process.exit(1);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void worker.stop().finally(() => process.exit(0));
    });
  }
}

if (import.meta.main) await main();
