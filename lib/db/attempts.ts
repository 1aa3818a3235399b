/** Counts tries at guessable doors. A try is counted before it is judged, so that many at once can not slip through. */
import "server-only";
import { db, Prisma } from "./client.ts";

export type AttemptCount = { tries: number; windowEndAt: Date };

/** Counts one try under `key` and says how many there were in the running window. A window that is over begins anew. */
export async function countAttempt(key: string, windowMs: number, now: Date): Promise<AttemptCount> {
  const endAt = new Date(now.getTime() + windowMs);
  const rows = await db().$queryRaw<AttemptCount[]>(Prisma.sql`
    insert into attempt as a (key, failures, window_end_at) values (${key}, 1, ${endAt})
    on conflict (key) do update set
      failures = case when a.window_end_at <= ${now} then 1 else a.failures + 1 end,
      window_end_at = case when a.window_end_at <= ${now} then excluded.window_end_at else a.window_end_at end
    returning failures as tries, window_end_at as "windowEndAt"`);
  return rows[0] ?? { tries: 1, windowEndAt: endAt };
}

/** Takes one counted try back: it turned out to be right. */
export async function forgiveAttempt(key: string): Promise<void> {
  await db().$executeRaw(Prisma.sql`update attempt set failures = failures - 1 where key = ${key} and failures > 0`);
}

/** Forgets all tries under `key`. */
export async function clearAttempts(key: string): Promise<void> {
  await db().attempt.deleteMany({ where: { key } });
}

/** Drops windows that are over, so that the table stays small under attack. */
export async function deleteOldAttempts(now: Date): Promise<number> {
  const { count } = await db().attempt.deleteMany({ where: { windowEndAt: { lte: now } } });
  return count;
}
