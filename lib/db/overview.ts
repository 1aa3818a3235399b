/** Counts for the pages of the integration: of activity, deliveries, Zoom users and calls. Never names with times. */
import "server-only";
import type { Product, Window } from "#lib/zoom/observation-types.ts";
import { db } from "./client.ts";
import { hiddenConnectionsSql } from "./connections.ts";

/** How many activities of mapped people began in a window, by product. */
export async function countActivityByProduct(
  organisationId: string,
  window: Window,
): Promise<Partial<Record<Product, number>>> {
  const rows = await db().$queryRaw<{ product: Product; count: number }[]>`
    select a.product, count(*)::int as count
    from activity a
    join zoom_user z on z.organisation_id = a.organisation_id and z.id = a.zoom_user_id
    where a.organisation_id = ${organisationId}::uuid and z.person_id is not null and a.deleted_at is null
      and a.connection_id not in ${hiddenConnectionsSql(organisationId)}
      and a.start_at >= ${window.startAt} and a.start_at < ${window.endAt}
    group by a.product`;
  return Object.fromEntries(rows.map(({ product, count }) => [product, count]));
}

export type DeliveryDay = { day: string; kind: string; outcome: string; count: number };

/** Deliveries since a UTC day (yyyy-mm-dd) by day, first word of the event (meeting, phone …) and outcome. */
export async function countDeliveriesByDay(organisationId: string, sinceDay: string): Promise<DeliveryDay[]> {
  return db().$queryRaw<DeliveryDay[]>`
    select to_char(day, 'YYYY-MM-DD') as day, split_part(event, '.', 1) as kind, outcome, sum(count)::int as count
    from delivery_count
    where organisation_id = ${organisationId}::uuid and day >= ${sinceDay}::date
      and connection_id not in ${hiddenConnectionsSql(organisationId)}
    group by 1, 2, 3 order by 1, 2, 3`;
}

export type UserCounts = { connectionId: string; total: number; mapped: number; open: number };

/**
 * Zoom users of each connection: those that are there, those with a person, and those that wait for one (active,
 * neither mapped nor ignored).
 */
export async function countZoomUsers(organisationId: string): Promise<UserCounts[]> {
  return db().$queryRaw<UserCounts[]>`
    select connection_id as "connectionId", count(*)::int as total,
      (count(*) filter (where person_id is not null))::int as mapped,
      (count(*) filter (where person_id is null and not ignored and status = 'active'))::int as open
    from zoom_user
    where organisation_id = ${organisationId}::uuid and status <> 'gone'
      and connection_id not in ${hiddenConnectionsSql(organisationId)}
    group by connection_id`;
}

/** Calls that each connection spent on a UTC day (yyyy-mm-dd). */
export async function sumSpentCalls(organisationId: string, day: string): Promise<Record<string, number>> {
  const rows = await db().spentCalls.groupBy({
    by: ["connectionId"],
    where: { organisationId, day: new Date(`${day}T00:00:00Z`) },
    _sum: { spent: true },
  });
  return Object.fromEntries(rows.map(({ connectionId, _sum }) => [connectionId, _sum.spent ?? 0]));
}
