/** Graphile Worker's tables, reached through the functions and views that it offers to SQL. */
import "server-only";
import { db, type Transaction } from "./client.ts";

export type NewJob = {
  name: string;
  payload: Record<string, unknown>;
  queue: string | null;
  runAt: Date | null;
  jobKey: string | null;
  priority: number;
  mostTries: number;
};

/** Adds a job; it becomes visible to workers when the transaction commits. A job with the same key is replaced. */
export async function addJob(tx: Transaction, job: NewJob): Promise<void> {
  await tx.$executeRaw`
    select 1 from graphile_worker.add_job(
      ${job.name}, ${JSON.stringify(job.payload)}::json, queue_name => ${job.queue}::text,
      run_at => ${job.runAt}::timestamptz, max_attempts => ${job.mostTries}::int, job_key => ${job.jobKey}::text,
      priority => ${job.priority}::int)`;
}

/** Takes every job that is not running out of a queue, those that gave up included. Returns how many. */
export async function dropQueue(tx: Transaction, queue: string): Promise<number> {
  const dropped = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from graphile_worker.complete_jobs(
      (select array_agg(id) from graphile_worker.jobs where queue_name = ${queue} and locked_at is null))`;
  return dropped[0]?.count ?? 0;
}

/** Whether a job with this key waits, runs or will be tried again. */
export async function hasJob(tx: Transaction, jobKey: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ there: boolean }[]>`
    select exists(select 1 from graphile_worker.jobs where key = ${jobKey}
      and (attempts < max_attempts or locked_at is not null)) as there`;
  return rows[0]?.there === true;
}

/** Lets the jobs of a queue that failed before be tried at once. Those that were told when to run keep their time. */
export async function hurryQueue(tx: Transaction, queue: string): Promise<void> {
  await tx.$executeRaw`
    select 1 from graphile_worker.reschedule_jobs((select array_agg(id) from graphile_worker.jobs
      where queue_name = ${queue} and attempts > 0 and attempts < max_attempts and locked_at is null
        and run_at > now()), run_at => now())`;
}

/**
 * Whether a job has been ready for a second that only waits for a running one: for one of its own queue, or because all
 * workers have their hands full.
 */
export async function isAnyoneWaiting(queue: string): Promise<boolean> {
  const rows = await db().$queryRaw<{ waits: boolean }[]>`
    select exists(
      select 1 from graphile_worker.jobs as job
      where job.locked_at is null and job.attempts < job.max_attempts and job.run_at <= now() - interval '1 second'
        and (job.queue_name = ${queue} or not exists(
          select 1 from graphile_worker.jobs as other
          where other.queue_name = job.queue_name and other.locked_at is not null))) as waits`;
  return rows[0]?.waits === true;
}
