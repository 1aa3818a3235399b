/**
 * Signs of life of the processes that receive. Nobody is told when the last of them dies, so listening counts as proven
 * only up to its last sign; who gives the next one finds the break.
 */
import "server-only";
import { db, Prisma, type Transaction } from "./client.ts";

/** Four missed signs. Zoom repeats what failed only after five minutes, so a restart within this time loses nothing. */
const SILENCE = Prisma.sql`interval '45 seconds'`;

/** Until when, at `now`, somebody was there to listen; `now` where no receiver ever gave a sign. */
export function listenedUntilSql(now: Date): Prisma.Sql {
  return Prisma.sql`least(${now}::timestamptz,
    coalesce((select max(at) from receiver_heartbeat) + ${SILENCE}, ${now}::timestamptz))`;
}

/** The last sign of any receiver; `isAway` when it is older than a restart takes. Null when there never was one. */
export async function findLastReceiverSign(now: Date): Promise<{ at: Date; isAway: boolean } | null> {
  const rows = await db().$queryRaw<{ at: Date | null; isAway: boolean }[]>`
    select max(at) as at, coalesce(max(at) < ${now}::timestamptz - ${SILENCE}, false) as "isAway" from receiver_heartbeat`;
  const [row] = rows;
  return row === undefined || row.at === null ? null : { at: row.at, isAway: row.isAway };
}

export type Receiver = { id: string; kind: "web" | "ingest"; startedAt: Date };

/**
 * Gives a sign of life. When nobody had given one for too long, the break is returned, from the last sign on: to one of
 * those who come back at once, since they take turns. `now` is the database's clock unless a test moves it.
 */
export async function beatReceiver(
  tx: Transaction,
  receiver: Receiver,
  now: Date | null,
): Promise<{ startAt: Date; endAt: Date } | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('worksights-receivers', 0))`;
  const rows = await tx.$queryRaw<{ at: Date; since: Date | null; isBreak: boolean }[]>`
    select clock.at, before.at as since, coalesce(before.at < clock.at - ${SILENCE}, false) as "isBreak"
    from (select coalesce(${now}::timestamptz, clock_timestamp()) as at) as clock,
      (select max(at) as at from receiver_heartbeat) as before`;
  const [row] = rows;
  if (row === undefined) return null;
  await tx.$executeRaw`
    insert into receiver_heartbeat (receiver_id, kind, started_at, at)
    values (${receiver.id}, ${receiver.kind}, ${receiver.startedAt}, ${row.at})
    on conflict (receiver_id) do update set at = greatest(receiver_heartbeat.at, excluded.at)`;
  await tx.$executeRaw`delete from receiver_heartbeat where at < ${row.at}::timestamptz - interval '1 day'`;
  return row.isBreak && row.since !== null ? { startAt: row.since, endAt: row.at } : null;
}
