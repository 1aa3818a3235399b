/** When activity of a connection happened at all: how quiet it usually is, and what came without a delivery. */
import "server-only";
import type { Window } from "#lib/zoom/observation-types.ts";
import { db } from "./client.ts";

/**
 * The hours of a window in which anything began, in order. Each hour is looked up in the index by itself, so that a
 * large account costs no more than a small one.
 */
export async function listBusyHours(organisationId: string, connectionId: string, window: Window): Promise<Date[]> {
  const rows = await db().$queryRaw<{ hour: Date }[]>`
    select hour from generate_series(date_trunc('hour', ${window.startAt}::timestamptz, 'UTC'),
      ${window.endAt}::timestamptz, interval '1 hour') as hour
    where exists (select from unnest(array['meetings', 'phone', 'webinars']) as wanted (product),
      lateral (select from activity as a where a.organisation_id = ${organisationId}::uuid
        and a.connection_id = ${connectionId}::uuid and a.product = wanted.product
        and a.start_at >= hour and a.start_at < hour + interval '1 hour' limit 1) as found)
    order by hour`;
  return rows.map(({ hour }) => hour);
}

/** How a row says that an event told of it. */
const TOLD_LIVE = 1;

/**
 * Whether Zoom's history holds activity that began and ended within the window and of which no event told, in a product
 * whose events we should get.
 */
export async function hasUndelivered(organisationId: string, connectionId: string, window: Window): Promise<boolean> {
  const rows = await db().$queryRaw<{ found: boolean }[]>`
    select exists (select from activity as a
      join connection_product as p on p.organisation_id = a.organisation_id and p.connection_id = a.connection_id
        and p.product = a.product and p.health <> 'missingScope'
      where a.organisation_id = ${organisationId}::uuid and a.connection_id = ${connectionId}::uuid
        and a.start_at > ${window.startAt} and a.end_at < ${window.endAt}
        and (a.sources & ${TOLD_LIVE}) = 0 and a.deleted_at is null) as found`;
  return rows[0]?.found === true;
}
