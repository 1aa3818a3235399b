/** What is no longer needed is deleted. Crosses tenants, by age alone. */
import "server-only";
import { db } from "./client.ts";

const DAY_MS = 86_400_000;

/** How long each thing is kept, in days. */
export const keptDays = {
  connectionLog: 30,
  /** Reads and imports that ended. */
  runs: 90,
  deliveryCounts: 90,
  doorDays: 90,
  spentCalls: 40,
  connectAttempts: 1,
  /** Zoom's history reaches back six months: what was deleted earlier can not come back. */
  callDeletions: 200,
  /** Activity of a Zoom user whom a person unmapped or ignored: long enough to undo a mistake. */
  unmappedActivity: 30,
} as const;

/** Deletes what is past its time. */
export async function deleteExpired(now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await db().connectionLog.deleteMany({ where: { at: { lt: before(keptDays.connectionLog) } } });
  await db().historyRead.deleteMany({
    where: { state: { notIn: ["waiting", "running"] }, finishedAt: { lt: before(keptDays.runs) } },
  });
  await db().importRun.deleteMany({
    where: { state: { not: "running" }, finishedAt: { lt: before(keptDays.runs) } },
  });
  await db().deliveryCount.deleteMany({ where: { day: { lt: before(keptDays.deliveryCounts) } } });
  await db().doorDay.deleteMany({ where: { day: { lt: before(keptDays.doorDays) } } });
  await db().spentCalls.deleteMany({ where: { day: { lt: before(keptDays.spentCalls) } } });
  await db().connectAttempt.deleteMany({ where: { expiresAt: { lt: before(keptDays.connectAttempts) } } });
  await db().attempt.deleteMany({ where: { windowEndAt: { lt: before(1) } } });
  await db().callDeletion.deleteMany({ where: { deletedAt: { lt: before(keptDays.callDeletions) } } });
  await db().activity.deleteMany({
    where: { zoomUser: { personId: null, mappedAt: { lt: before(keptDays.unmappedActivity) } } },
  });
}

/** Jobs that gave up for good leave their row behind; what they were for is noted where people see it. */
export async function deleteGivenUpJobs(): Promise<void> {
  await db().$executeRaw`
    select 1 from graphile_worker.complete_jobs((select array_agg(id) from graphile_worker.jobs
      where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '7 days'))`;
}
