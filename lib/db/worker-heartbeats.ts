/**
 * Workers that are alive say so, and hold an advisory lock for as long as their connection lasts. Postgres frees the
 * lock in the moment in which a worker's process dies, so that its half-done jobs need not wait for hours.
 */
import "server-only";
import { db, type Transaction } from "./client.ts";

/** A number for Postgres' advisory locks that stands for a worker. */
export const workerLockSql = "hashtextextended('worksights-worker:' || $1, 0)";

/** Says that a worker is alive, and under which names it locks jobs. */
export async function beat(worker: { id: string; startedAt: Date; lockers: readonly string[] }): Promise<void> {
  await db().$executeRaw`
    insert into worker_heartbeat (worker_id, started_at, at, lockers)
    values (${worker.id}, ${worker.startedAt}, now(), ${worker.lockers})
    on conflict (worker_id) do update set at = excluded.at, lockers = excluded.lockers`;
}

/** Takes a worker that stops out of the list. */
export async function endHeartbeat(workerId: string): Promise<void> {
  await db().workerHeartbeat.deleteMany({ where: { workerId } });
}

/**
 * Frees the jobs of workers that died: silent for a while, and either nobody holds their lock any more or they have
 * been silent for so long that their connection can not be theirs. Returns how many workers were found dead.
 * Two who look at once take different rows.
 */
export async function freeJobsOfDeadWorkers(ownId: string, silence: { ms: number; longMs: number }): Promise<number> {
  return db().$transaction(async (tx) => {
    const dead = await tx.$queryRaw<{ worker_id: string; lockers: string[] }[]>`
      select worker_id, lockers from worker_heartbeat
      where worker_id <> ${ownId} and at < now() - make_interval(secs => ${silence.ms / 1000}::double precision)
        and (at < now() - make_interval(secs => ${silence.longMs / 1000}::double precision)
          or pg_try_advisory_xact_lock(hashtextextended('worksights-worker:' || worker_id, 0)))
      for update skip locked`;
    for (const { worker_id: workerId, lockers } of dead) {
      const held = await listHeldJobs(tx, lockers);
      await tx.$executeRaw`select graphile_worker.force_unlock_workers(${lockers}::text[])`;
      for (const { id, attempts } of held) await giveBack(tx, id, attempts);
      await tx.workerHeartbeat.deleteMany({ where: { workerId } });
    }
    return dead.length;
  });
}

/** Jobs that workers with these names are running. */
function listHeldJobs(tx: Transaction, lockers: readonly string[]): Promise<{ id: bigint; attempts: number }[]> {
  return tx.$queryRaw`
    select id, attempts from graphile_worker.jobs where locked_by = any(${[...lockers]}::text[]) order by id`;
}

/** The try in which its worker died is not counted: a death says nothing about the job. */
async function giveBack(tx: Transaction, id: bigint, attempts: number): Promise<void> {
  await tx.$executeRaw`
    select 1 from graphile_worker.reschedule_jobs(array[${id}]::bigint[], attempts => ${Math.max(0, attempts - 1)}::int)`;
}
