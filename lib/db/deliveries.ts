/**
 * Deliveries are counted, none is kept: by UTC day, event and outcome, with the sum of their delays. Counting every one
 * in its own statement would make all deliveries of an account queue up for one row, so what comes within a second is
 * counted together, off the way of the answer. A crash loses at most that second of counts, and no activity.
 */
import "server-only";
import { log } from "#lib/log.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import { db } from "./client.ts";

export type DeliveryOutcome = "stored" | "repeated" | "countedOnly" | "notReceived" | "ignored" | "malformed";

export type CountedDelivery = {
  organisationId: string;
  connectionId: string;
  event: string;
  outcome: DeliveryOutcome;
  /** Whose last event it is; null when the delivery tells of no activity. */
  product: Product | null;
  receivedAt: Date;
  /** When it happened, by Zoom's clock; null when Zoom does not say. */
  eventAt: Date | null;
};

type Tally = CountedDelivery & { day: string; count: number; delayMs: number };

const FLUSH_MS = 1_000;
/** While the database is away counts are held back, but not without end. */
const MOST_TALLIES = 5_000;

let tallies = new Map<string, Tally>();
let timer: NodeJS.Timeout | null = null;
let flushing: Promise<void> = Promise.resolve();

/** Counts a delivery. It is in the table a second later, or after `flushDeliveries`. */
export function countDelivery(delivery: CountedDelivery): void {
  const { organisationId, connectionId, event, outcome, receivedAt, eventAt } = delivery;
  const day = receivedAt.toISOString().slice(0, 10);
  const key = JSON.stringify([organisationId, connectionId, day, event, outcome]);
  const delayMs = eventAt === null ? 0 : Math.max(0, receivedAt.getTime() - eventAt.getTime());
  add(key, { ...delivery, day, count: 1, delayMs });
  timer ??= setTimeout(() => void flushDeliveries(), FLUSH_MS).unref();
}

function add(key: string, tally: Tally): void {
  const own = tallies.get(key);
  if (own === undefined) {
    if (tallies.size < MOST_TALLIES) tallies.set(key, tally);
    return;
  }
  own.count += tally.count;
  own.delayMs += tally.delayMs;
  if (tally.receivedAt > own.receivedAt) own.receivedAt = tally.receivedAt;
}

/** Writes what was counted. Never throws: what can not be written now is kept for the next time. */
export function flushDeliveries(): Promise<void> {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  flushing = flushing.then(async () => {
    const written = tallies;
    tallies = new Map();
    if (written.size === 0) return;
    try {
      await write([...written.values()]);
    } catch (error) {
      log.warn({ err: error, tallies: written.size }, "Deliveries could not be counted yet");
      for (const [key, tally] of written) add(key, tally);
      timer ??= setTimeout(() => void flushDeliveries(), FLUSH_MS * 5).unref();
    }
  });
  return flushing;
}

/** One statement; a connection that has ended by now is left out. Rows are written in the order of their keys. */
async function write(counted: readonly Tally[]): Promise<void> {
  const rows = counted.map((tally) => ({
    organisation_id: tally.organisationId,
    connection_id: tally.connectionId,
    day: tally.day,
    event: tally.event,
    outcome: tally.outcome,
    product: tally.product,
    received_at: tally.receivedAt.toISOString(),
    count: tally.count,
    delay_ms: tally.delayMs,
  }));
  await db().$executeRaw`
    with counted as materialized (
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (organisation_id uuid, connection_id uuid,
        day date, event text, outcome text, product text, received_at timestamptz, count int, delay_ms bigint)
      join connection as c on c.organisation_id = r.organisation_id and c.id = r.connection_id
      where c.state not in ('disconnected', 'deauthorised')
    ), days as (
      insert into delivery_count as d (organisation_id, connection_id, day, event, outcome, count, delay_ms)
      select organisation_id, connection_id, day, event, outcome, count, delay_ms from counted
      order by organisation_id, connection_id, day, event, outcome
      on conflict (organisation_id, connection_id, day, event, outcome)
      do update set count = d.count + excluded.count, delay_ms = d.delay_ms + excluded.delay_ms
    ), products as (
      insert into connection_product as p (organisation_id, connection_id, product, last_event_at)
      select organisation_id, connection_id, product, max(received_at) from counted
      where product is not null and outcome not in ('ignored', 'malformed')
      group by organisation_id, connection_id, product
      order by organisation_id, connection_id, product
      on conflict (organisation_id, connection_id, product)
      do update set last_event_at = greatest(p.last_event_at, excluded.last_event_at)
    ), latest as (
      select c.organisation_id, c.id, (
        select max(received_at) from counted as r where r.organisation_id = c.organisation_id and r.connection_id = c.id
      ) as at
      from connection as c
      where (c.organisation_id, c.id) in (select organisation_id, connection_id from counted)
      order by c.organisation_id, c.id for no key update of c
    )
    update connection as c set last_delivery_at = greatest(c.last_delivery_at, latest.at)
    from latest where c.organisation_id = latest.organisation_id and c.id = latest.id`;
}
