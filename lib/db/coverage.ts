/**
 * Coverage: the time for which our knowledge of a product of a connection is complete. It grows by windows of history
 * that were read whole, and by listening without a break; what we listened to is added when listening stops.
 */
import "server-only";
import { log } from "#lib/log.ts";
import type { Product, Window } from "#lib/zoom/observation-types.ts";
import { db, type Transaction } from "./client.ts";
import { listenedUntilSql } from "./receiver-heartbeats.ts";

export type ProductCoverage = { connectionId: string; product: Product; windows: Window[] };

/** Adds a window that was read whole. Empty and reversed windows add nothing. */
export async function widenCoverage(
  organisationId: string,
  connectionId: string,
  product: Product,
  window: Window,
  tx: Transaction = db(),
): Promise<void> {
  if (window.startAt >= window.endAt) return;
  await tx.$executeRaw`
    insert into connection_product as p (organisation_id, connection_id, product, coverage)
    values (${organisationId}::uuid, ${connectionId}::uuid, ${product},
      tstzmultirange(tstzrange(${window.startAt}, ${window.endAt})))
    on conflict (organisation_id, connection_id, product) do update set coverage = p.coverage + excluded.coverage`;
}

/**
 * The covered parts of a window, for every connection and product that has any, in order of time. Where we are
 * listening, the part up to `now` is covered too, but not beyond the last sign of life of what receives.
 */
export async function readCoverage(
  organisationId: string,
  window: Window,
  now: Date = new Date(),
): Promise<ProductCoverage[]> {
  if (window.startAt >= window.endAt) return [];
  const rows = await db().$queryRaw<{ connection_id: string; product: Product; start_at: Date; end_at: Date }[]>`
    select connection_id, product,
      greatest(lower(part), ${window.startAt}::timestamptz) as start_at,
      least(upper(part), ${window.endAt}::timestamptz) as end_at
    from connection_product, (select ${listenedUntilSql(now)} as until) as heard,
      lateral unnest(coverage + case when listening_since < heard.until then
        tstzmultirange(tstzrange(listening_since, heard.until)) else '{}' end) as part
    where organisation_id = ${organisationId}::uuid and part && tstzrange(${window.startAt}, ${window.endAt})
    order by connection_id, product, start_at`;
  const found = new Map<string, ProductCoverage>();
  for (const row of rows) {
    const key = `${row.connection_id} ${row.product}`;
    const entry = found.get(key) ?? { connectionId: row.connection_id, product: row.product, windows: [] };
    entry.windows.push({ startAt: row.start_at, endAt: row.end_at });
    found.set(key, entry);
  }
  return [...found.values()];
}

/**
 * From now on what Zoom sends counts as complete: for the named products, else for all. A product that is not received
 * is left out, and one that is being listened to keeps its beginning. `reason` goes into the log.
 */
export async function beginListening(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  reason: string,
  ask: { products?: readonly Product[]; at?: Date } = {},
): Promise<void> {
  const at = ask.at ?? new Date();
  const products = ask.products ?? ["meetings", "phone", "webinars"];
  await tx.$executeRaw`
    insert into connection_product as p (organisation_id, connection_id, product, listening_since)
    select ${organisationId}::uuid, ${connectionId}::uuid, wanted.name, ${at}
    from unnest(${[...products]}::text[]) as wanted (name)
    where not exists (select from feature as f
      where f.organisation_id = ${organisationId}::uuid and f.product = wanted.name and not f.receiving)
    on conflict (organisation_id, connection_id, product)
    do update set listening_since = coalesce(p.listening_since, excluded.listening_since)`;
  log.info({ organisationId, connectionId, products, reason }, "Listening to Zoom");
}

/** Nobody could listen in a window: whatever was listened to ends at its start and begins anew at its end. */
export async function breakListening(tx: Transaction, gap: Window): Promise<void> {
  await tx.$executeRaw`
    update connection_product
    set coverage = coverage + case when listening_since < ${gap.startAt} then
          tstzmultirange(tstzrange(listening_since, ${gap.startAt})) else '{}' end,
        listening_since = ${gap.endAt}
    where listening_since < ${gap.endAt}`;
  await tx.$executeRaw`
    update connection set quiet_until = greatest(quiet_until, ${gap.endAt})
    where state in ('importing', 'waiting', 'active', 'stalled', 'attention')`;
  log.warn(gap, "Nobody listened to Zoom");
}

/** We stop hearing from Zoom, or stop wanting to: what was listened to until `at` becomes coverage. */
export async function stopListening(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  reason: string,
  ask: { products?: readonly Product[]; at?: Date } = {},
): Promise<void> {
  const at = ask.at ?? new Date();
  const products = ask.products ?? ["meetings", "phone", "webinars"];
  await tx.$executeRaw`
    update connection_product
    set coverage = coverage + case when listening_since < ${at} then
          tstzmultirange(tstzrange(listening_since, ${at})) else '{}' end,
        listening_since = null
    where organisation_id = ${organisationId}::uuid and connection_id = ${connectionId}::uuid
      and product = any(${[...products]}::text[]) and listening_since is not null`;
  log.info({ organisationId, connectionId, products, reason }, "No longer listening to Zoom");
}
