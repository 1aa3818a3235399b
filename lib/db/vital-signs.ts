/** What health and metrics tell of the whole installation: sums over all organisations, nobody's data. */
import "server-only";
import { db } from "./client.ts";

/** Whether the database answers a query. Throws what the database threw. */
export async function pingDatabase(): Promise<void> {
  await db().$queryRaw`select 1`;
}

/** When a worker last said that it is alive; null when none ever did. */
export async function lastHeartbeatAt(): Promise<Date | null> {
  const newest = await db().workerHeartbeat.findFirst({ orderBy: { at: "desc" }, select: { at: true } });
  return newest?.at ?? null;
}

export type Totals = {
  connections: { state: string; count: number }[];
  deliveries: { event: string; outcome: string; count: number; delayMs: number }[];
  refusals: { reason: string; count: number }[];
  jobs: { task: string; waiting: number; failed: number; oldestWaitSeconds: number }[];
};

/** Counts for the metrics page: connections by state, deliveries and refusals of the current UTC day, jobs by task. */
export async function readTotals(): Promise<Totals> {
  const [connections, deliveries, refusals, jobs] = await Promise.all([
    db().$queryRaw<Totals["connections"]>`select state, count(*)::int as count from connection group by state`,
    db().$queryRaw<Totals["deliveries"]>`
      select event, outcome, sum(count)::int as count, sum(delay_ms)::float8 as "delayMs"
      from delivery_count where day = (now() at time zone 'UTC')::date group by event, outcome`,
    db().$queryRaw<Totals["refusals"]>`
      select sign as reason, count from door_day
      where day = (now() at time zone 'UTC')::date and sign not in ('validation', 'unsignedValidation')`,
    db().$queryRaw<Totals["jobs"]>`
      select task_identifier as task,
             count(*) filter (where attempts < max_attempts)::int as waiting,
             count(*) filter (where attempts >= max_attempts)::int as failed,
             coalesce(extract(epoch from now() - min(run_at) filter (where attempts < max_attempts and run_at <= now())), 0)::float8
               as "oldestWaitSeconds"
      from graphile_worker.jobs group by task_identifier`,
  ]);
  return { connections, deliveries, refusals, jobs };
}
