/**
 * Deliveries are counted, none is kept: by UTC day, event and outcome, with the sum of their delays, the longest, and how
 * many were late. What comes within a second is counted together, off the way of the answer.
 */
import "server-only";
import { log } from "#lib/log.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import { db } from "./client.ts";
import { countSoon } from "./count-soon.ts";

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

type Tally = CountedDelivery & {
  day: string;
  count: number;
  delayMs: number;
  /** The largest and the smallest delay; null where Zoom does not say when it happened. */
  longestMs: number | null;
  shortestMs: number | null;
  late: number;
};

/** A delivery that comes in time takes seconds; what takes longer was sent again, or Zoom itself is behind. */
const LATE_MS = 60_000;

const counter = countSoon<Tally>({
  join(own, more) {
    own.count += more.count;
    own.delayMs += more.delayMs;
    own.late += more.late;
    own.longestMs = furthest(Math.max, own.longestMs, more.longestMs);
    own.shortestMs = furthest(Math.min, own.shortestMs, more.shortestMs);
    if (more.receivedAt > own.receivedAt) own.receivedAt = more.receivedAt;
  },
  write,
});

function furthest(pick: typeof Math.max, a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : pick(a, b);
}

/** Counts a delivery. It is in the table a second later, or after `flushDeliveries`. */
export function countDelivery(delivery: CountedDelivery): void {
  const { organisationId, connectionId, event, outcome, receivedAt, eventAt } = delivery;
  const day = receivedAt.toISOString().slice(0, 10);
  const delayMs = eventAt === null ? null : Math.max(0, receivedAt.getTime() - eventAt.getTime());
  counter.add(`${organisationId} ${connectionId} ${day} ${outcome} ${event}`, {
    ...delivery,
    day,
    count: 1,
    delayMs: delayMs ?? 0,
    longestMs: delayMs,
    shortestMs: delayMs,
    late: delayMs !== null && delayMs > LATE_MS ? 1 : 0,
  });
}

/** Writes what was counted. Never throws: what can not be written now is kept for the next time. */
export const flushDeliveries = counter.flush;

/**
 * How late the last deliveries of a connection were, in milliseconds: the most punctual one of the last second in which
 * any came, so that single late ones among others do not count. Null before the first that says when it happened.
 */
export async function readRecentDelay(organisationId: string, connectionId: string): Promise<number | null> {
  const found = await db().connection.findUnique({
    where: { organisationId_id: { organisationId, id: connectionId } },
    select: { lastDelayMs: true },
  });
  return found?.lastDelayMs == null ? null : Number(found.lastDelayMs);
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
    longest_ms: tally.longestMs,
    shortest_ms: tally.shortestMs,
    late: tally.late,
  }));
  await db().$executeRaw`
    with counted as materialized (
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (organisation_id uuid, connection_id uuid,
        day date, event text, outcome text, product text, received_at timestamptz, count int, delay_ms bigint, longest_ms bigint,
        shortest_ms bigint, late int)
      join connection as c on c.organisation_id = r.organisation_id and c.id = r.connection_id
      where c.state not in ('disconnected', 'deauthorised')
    ), days as (
      insert into delivery_count as d (organisation_id, connection_id, day, event, outcome, count, delay_ms,
        longest_delay_ms, late)
      select organisation_id, connection_id, day, event, outcome, count, delay_ms, coalesce(longest_ms, 0), late
      from counted
      order by organisation_id, connection_id, day, event, outcome
      on conflict (organisation_id, connection_id, day, event, outcome)
      do update set count = d.count + excluded.count, delay_ms = d.delay_ms + excluded.delay_ms,
        longest_delay_ms = greatest(d.longest_delay_ms, excluded.longest_delay_ms), late = d.late + excluded.late
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
      ) as at, (
        select min(shortest_ms) from counted as r where r.organisation_id = c.organisation_id and r.connection_id = c.id
      ) as delay_ms
      from connection as c
      where (c.organisation_id, c.id) in (select organisation_id, connection_id from counted)
      order by c.organisation_id, c.id for no key update of c
    )
    update connection as c set last_delivery_at = greatest(c.last_delivery_at, latest.at),
      last_delay_ms = coalesce(latest.delay_ms, c.last_delay_ms)
    from latest where c.organisation_id = latest.organisation_id and c.id = latest.id`;
  // A line for what came in a second, not for each delivery: in a storm the lines would cost more than the work.
  for (const { connectionId, event, outcome, count, delayMs } of counted) {
    log.info({ connectionId, event, outcome, count, delayMs: Math.round(delayMs / count) }, "deliveries");
  }
}
