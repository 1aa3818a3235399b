/**
 * Time in sessions, added up in the database: what comes out is small, however many people and weeks are asked for, and
 * no figure of a single person leaves it unless one person is asked for.
 */
import "server-only";
import type { CalendarFact, PairableSession } from "#lib/timeline/pair-events.ts";
import { calendarEventsSql } from "./calendar-events.ts";
import { db, Prisma } from "./client.ts";
import { timelineSessionsSql } from "./timeline.ts";

/** Zoom ends a session of a paid host after 30 hours: what is open for longer has an end that we do not know. */
const LONGEST_RUN = Prisma.sql`interval '30 hours'`;
/** Calls in which nobody spoke take no time. */
const UNANSWERED = ["missed", "voicemail", "answeredElsewhere", "cancelled", "failed"];
const HOURS_OF_DAY = 24;

/** A person, in which of the zones they live, and their working days as bits: 1 for Monday, 2 for Tuesday, 4 … */
export type PersonInZone = { personId: string; zone: number; workDays: number };

export type SessionTimeAsk = {
  organisationId: string;
  products: readonly string[];
  people: readonly PersonInZone[];
  /** For each zone the edges of its wall-clock hours (`wallHours`), from a Monday on. */
  zones: readonly (readonly number[])[];
  now: Date;
};

/** Sums over all of the people. Milliseconds. */
export type SessionTimeSum = {
  product: "meetings" | "phone" | "webinars";
  /** The union of each person's sessions of the product. */
  ms: number;
  /** The part of it in which several of them went on at once. */
  overlapMs: number;
  /** Over all products: what is told here of a session is that it ran beside an earlier one of any product. */
  besideMs: number;
  /** Sessions that begin here, or ran when the first day began. */
  count: number;
  unanswered: number;
  /** Sessions that nobody told the end of: they take no time. */
  openEnds: number;
  /** Sessions that still run: they count until now. */
  running: number;
};

export type SessionTime = {
  /** By place of the day. */
  byDay: (SessionTimeSum & { day: number })[];
  /** By hour of the wall clock, working days and days off apart. */
  byHour: (SessionTimeSum & { hour: number; isWorkDay: boolean })[];
};

type Row = SessionTimeSum & { day: number | null; hour: number | null; isWorkDay: boolean | null };

/** Adds up the time of the people's sessions by day and by hour of the day, in each person's own zone. */
export async function sumSessionTime(ask: SessionTimeAsk): Promise<SessionTime> {
  if (ask.people.length === 0 || ask.products.length === 0) return { byDay: [], byHour: [] };
  const rows = await db().$queryRaw<Row[]>(sessionTimeSql(ask));
  return {
    byDay: rows.flatMap(({ hour: _hour, isWorkDay: _is, day, ...sum }) => (day === null ? [] : [{ ...sum, day }])),
    byHour: rows.flatMap(({ day: _day, hour, isWorkDay, ...sum }) =>
      hour === null ? [] : [{ ...sum, hour, isWorkDay: isWorkDay === true }],
    ),
  };
}

/**
 * In order of their begin, each session of a person adds what it reaches beyond all before it: that is the union. What
 * it shares with those before it adds to the overlap in the same way. Both are one stretch for each session, which is
 * then cut at the hours of the person's wall clock. The same sessions as on the timeline, by the same statement.
 */
function sessionTimeSql({ organisationId, products, people, zones, now }: SessionTimeAsk): Prisma.Sql {
  const edges = zones.flatMap((hours, zone) => hours.map((at) => ({ zone, at: new Date(at).toISOString() })));
  const spans = people.map(({ personId, zone }) => ({
    personId,
    startAt: new Date(zones[zone]?.[0] ?? 0),
    endAt: new Date(zones[zone]?.at(-1) ?? 0),
  }));
  return Prisma.sql`
    with zone as (
      select number, array_agg(at order by place) as hours, count(*)::int - 1 as size, min(at) as start_at, max(at) as end_at
      from unnest(${edges.map(({ zone }) => zone)}::int[], ${edges.map(({ at }) => at)}::timestamptz[])
        with ordinality as edge (number, at, place)
      group by number
    ), asked as (
      select * from unnest(
        ${people.map(({ personId }) => personId)}::uuid[],
        ${people.map(({ zone }) => zone)}::int[],
        ${people.map(({ workDays }) => workDays)}::int[]
      ) as asked (person_id, zone, work_days)
    ), told as (
      select found."personId" as person_id, found.product, found."startAt" as start_at,
        found."endAt" as told_end_at, coalesce(found.outcome = any(${UNANSWERED}::text[]), false) as is_unanswered,
        ${isOpenSql(now)} as is_open
      from (${timelineSessionsSql(organisationId, spans, products)}) as found
    ), session as (
      select told.*, asked.zone, asked.work_days, told_end_at is null and not is_open as is_running,
        greatest(start_at, case when is_unanswered or is_open then start_at
          else coalesce(told_end_at, ${now}::timestamptz) end) as end_at,
        greatest(start_at, case when is_open then start_at
          else coalesce(told_end_at, ${now}::timestamptz) end) as seen_until
      from told join asked using (person_id)
    ), after as (
      select session.*, max(end_at) over own as reached, max(end_at) over any_product as any_reached
      from session
      window own as (partition by person_id, product order by start_at, end_at
          rows between unbounded preceding and 1 preceding),
        any_product as (partition by person_id order by start_at, end_at
          rows between unbounded preceding and 1 preceding)
    ), beside as (
      select after.*,
        max(least(end_at, reached)) filter (where reached is not null) over own as twice_reached,
        max(least(end_at, any_reached)) filter (where any_reached is not null) over any_product as any_twice_reached
      from after
      window own as (partition by person_id, product order by start_at, end_at
          rows between unbounded preceding and 1 preceding),
        any_product as (partition by person_id order by start_at, end_at
          rows between unbounded preceding and 1 preceding)
    ), measured as (
      select beside.product, is_unanswered, is_open, is_running, stretch.what,
        (hour.place - 1) / ${HOURS_OF_DAY}::int as day, (hour.place - 1) % ${HOURS_OF_DAY}::int as hour,
        work_days & (1 << ((hour.place - 1) / ${HOURS_OF_DAY}::int % 7)) <> 0 as is_work_day,
        greatest(interval '0', least(stretch.end_at, zone.hours[hour.place + 1])
          - greatest(stretch.start_at, zone.hours[hour.place])) as length
      from beside join zone on zone.number = beside.zone
      cross join lateral (values
        ('begin', beside.start_at, beside.start_at),
        ('union', greatest(beside.start_at, reached), beside.end_at),
        ('overlap', greatest(beside.start_at, twice_reached),
          case when reached is not null then least(beside.end_at, reached) end),
        ('beside', greatest(beside.start_at, any_twice_reached),
          case when any_reached is not null then least(beside.end_at, any_reached) end)
      ) as stretch (what, start_at, end_at)
      cross join lateral generate_series(
        greatest(1, width_bucket(stretch.start_at, zone.hours)),
        greatest(1, least(zone.size, width_bucket(stretch.end_at, zone.hours)))
      ) as hour (place)
      where beside.start_at < zone.end_at
        and (beside.start_at >= zone.start_at or beside.seen_until > zone.start_at)
        and (stretch.what = 'begin' or stretch.end_at > stretch.start_at)
    )
    select day, hour, is_work_day as "isWorkDay", product,
      ${msOf("union")} as ms, ${msOf("overlap")} as "overlapMs", ${msOf("beside")} as "besideMs",
      count(*) filter (where what = 'begin')::int as count,
      count(*) filter (where what = 'begin' and is_unanswered)::int as unanswered,
      count(*) filter (where what = 'begin' and is_open and not is_unanswered)::int as "openEnds",
      count(*) filter (where what = 'begin' and is_running)::int as running
    from measured
    group by grouping sets ((day, product), (hour, is_work_day, product))`;
}

function msOf(what: "union" | "overlap" | "beside"): Prisma.Sql {
  return Prisma.sql`coalesce(extract(epoch from sum(length) filter (where what = ${what})) * 1000, 0)::float8`;
}

/** Whether nobody will tell the end any more: calls reach us when they are over, so a call without an end does not run. */
function isOpenSql(now: Date): Prisma.Sql {
  return Prisma.sql`found."endAt" is null and (found.product = 'phone' or found."endUnknownAt" is not null
    or ${now}::timestamptz - found."startAt" >= ${LONGEST_RUN})`;
}

export type PersonSpan = { personId: string; startAt: Date; endAt: Date };

/** What pairing needs of one person. */
export type PairableRows = { personId: string; sessions: PairableSession[]; events: CalendarFact[] };

/**
 * Hosted sessions and calendar events of some hours of each person's span, in order of time, as far as pairing needs them.
 * One row a person: thousands of small values are slow to take over one by one.
 */
export async function listPairable(
  organisationId: string,
  people: readonly PersonSpan[],
  products: readonly string[],
  now: Date,
): Promise<PairableRows[]> {
  if (people.length === 0) return [];
  const hosted = products.filter((product) => product !== "phone");
  // A zone and a date are for events of whole days, which are left out here.
  const days = people.map((span) => ({ ...span, zone: "UTC", day: span.startAt.toISOString().slice(0, 10) }));
  const [sessions, events] = await Promise.all([
    db().$queryRaw<{ personId: string; found: PairableSession[] }[]>`
      select found."personId", json_agg(json_build_object('id', found.id,
        'kind', case when found.product = 'webinars' then 'webinar' else 'meeting' end,
        'title', nullif(found.title, ''), 'startAt', found."startAt",
        'endAt', greatest(found."endAt", case when found."endAt" is not null then found."startAt" end),
        'state', case when found."endAt" is not null then 'ended' when ${isOpenSql(now)} then 'endUnknown' else 'running' end,
        'numberMark', found."numberMark") order by found."startAt", found.id) as found
      from (${timelineSessionsSql(organisationId, people, hosted)}) as found group by found."personId"`,
    db().$queryRaw<{ personId: string; found: CalendarFact[] }[]>`
      select found."personId", json_agg(json_build_object('id', found.id, 'title', found.title,
        'isPrivate', found.private, 'isTentative', found.tentative, 'isAllDay', found."allDay",
        'startAt', found."startAt", 'endAt', found."endAt", 'provider', found.provider, 'isOwn', found.own,
        'calendarName', found."calendarName", 'numberMark', found."numberMark")
        order by found."startAt", found."endAt", found.id) as found
      from (${calendarEventsSql(organisationId, days)}) as found where not found."allDay" group by found."personId"`,
  ]);
  const sessionsOf = new Map(sessions.map(({ personId, found }) => [personId, found]));
  const eventsOf = new Map(events.map(({ personId, found }) => [personId, found]));
  return people.map(({ personId }) => ({
    personId,
    sessions: sessionsOf.get(personId) ?? [],
    events: eventsOf.get(personId) ?? [],
  }));
}

/** Since when a person's calendars were added, and since when one of them can not be read. */
export type CalendarSince = { personId: string; addedAt: Date; failingSince: Date | null };

/** The people who have a calendar that was read. */
export async function listCalendarsSince(
  organisationId: string,
  personIds: readonly string[],
): Promise<CalendarSince[]> {
  return db().$queryRaw<CalendarSince[]>`
    select person_id as "personId", min(created_at) as "addedAt",
      min(coalesce(failing_since, created_at)) filter (where state = 'failing') as "failingSince"
    from calendar_feed
    where organisation_id = ${organisationId}::uuid and person_id = any(${[...personIds]}::uuid[])
      and (state = 'ok' or read_at is not null)
    group by person_id`;
}
