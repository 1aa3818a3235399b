/** Activities that are not known well enough, or are known well enough not to be asked for again. */
import "server-only";
import { db, type Transaction } from "./client.ts";

export type OpenSession = {
  product: "meetings" | "phone" | "webinars";
  key: string;
  personId: string | null;
};

/** The activity, when it still has no end; null otherwise. */
export async function findOpenSession(organisationId: string, activityId: string): Promise<OpenSession | null> {
  const row = await db().activity.findFirst({
    where: { organisationId, id: activityId, endAt: null, endUnknownAt: null, deletedAt: null },
    select: { product: true, key: true, zoomUser: { select: { personId: true } } },
  });
  if (row === null) return null;
  return { product: row.product as OpenSession["product"], key: row.key, personId: row.zoomUser.personId };
}

/** Notes that nobody can tell when an activity ended. One that got its end meanwhile is left alone. */
export async function markEndUnknown(
  tx: Transaction,
  organisationId: string,
  activityId: string,
  now: Date,
): Promise<void> {
  await tx.activity.updateMany({
    where: { organisationId, id: activityId, endAt: null },
    data: { endUnknownAt: now },
  });
}

/** How a row says that it was looked up by its key. */
const LOOKED_UP = 4;

/** Those of the keys that were looked up before and have an end, or stay away: asking again would tell nothing new. */
export async function findLookedUp(
  organisationId: string,
  connectionId: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db().$queryRaw<{ key: string }[]>`
    select distinct key from activity
    where organisation_id = ${organisationId}::uuid and connection_id = ${connectionId}::uuid
      and key = any(${[...keys]}::text[]) and ((end_at is not null and (sources & ${LOOKED_UP}) <> 0)
        or (deleted_at is not null and product <> 'phone'))`;
  return new Set(rows.map(({ key }) => key));
}

/** When the earliest of a connection's sessions began that is still open and began after an instant; null for none. */
export async function findOldestOpenStart(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  since: Date,
): Promise<Date | null> {
  const row = await tx.activity.findFirst({
    where: {
      organisationId,
      connectionId,
      product: { not: "phone" },
      startAt: { gte: since },
      endAt: null,
      endUnknownAt: null,
      deletedAt: null,
    },
    orderBy: { startAt: "asc" },
    select: { startAt: true },
  });
  return row?.startAt ?? null;
}
