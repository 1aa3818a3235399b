/** What calendars tell, as rows: one an occurrence. All-day events are kept as midnight UTC of their dates. */
import "server-only";
import type { CalendarFact } from "#lib/timeline/pair-events.ts";
import type { ConferencingProvider } from "#lib/timeline/timeline-types.ts";
import { db, Prisma, transaction } from "./client.ts";

/** One occurrence as it is kept; everything else of the calendar was dropped at the edge. */
export type CalendarEventInput = {
  /** Fingerprint of the event's own id and of the occurrence. */
  key: string;
  title: string | null;
  /** Instants; for an all-day event midnight UTC of its first day and of the day after its last. */
  startAt: Date;
  endAt: Date;
  allDay: boolean;
  private: boolean;
  tentative: boolean;
  provider: ConferencingProvider | null;
  own: boolean | null;
  numberMark: string | null;
};

/** A person's day: its bounds, and its date and zone for what lasts whole days. */
export type CalendarDay = { personId: string; startAt: Date; endAt: Date; zone: string; day: string };

/** Longer events are few, and found by their end (`calendar_event_long_idx`). */
const SHORT = Prisma.sql`interval '48 hours'`;

/**
 * Sets what a reading told of the window, in one statement and one transaction: new occurrences come, changed ones
 * change and keep their id, vanished ones go. What ended before the window stays: calendars forget, the timeline does
 * not. A feed that is gone, or has another (sealed) address by now, takes nothing. `changed` tells whether anything did, `count` what was told.
 */
export async function replaceCalendarEvents(
  organisationId: string,
  feed: { feedId: string; personId: string; address: string | null },
  events: readonly CalendarEventInput[],
  window: { startAt: Date; endAt: Date },
): Promise<{ changed: boolean; count: number }> {
  const told = [...new Map(events.map((event) => [event.key, event])).values()];
  return transaction(async (tx) => {
    // Two readings of one feed go one after the other; a feed that is being removed waits for neither.
    const found = await tx.$queryRaw<unknown[]>`
      select 1 from calendar_feed where organisation_id = ${organisationId}::uuid and id = ${feed.feedId}::uuid
        and person_id = ${feed.personId}::uuid and address is not distinct from ${feed.address} for update`;
    if (found.length === 0) return { changed: false, count: 0 };
    const [result] = await tx.$queryRaw<{ written: number; gone: number }[]>`
      with told as (
        select * from unnest(
          ${told.map(({ key }) => key)}::text[], ${told.map(({ title }) => title)}::text[],
          ${told.map(({ startAt }) => startAt.toISOString())}::timestamptz[],
          ${told.map(({ endAt }) => endAt.toISOString())}::timestamptz[],
          ${told.map(({ allDay }) => allDay)}::boolean[], ${told.map((event) => event.private)}::boolean[],
          ${told.map(({ tentative }) => tentative)}::boolean[], ${told.map(({ provider }) => provider)}::text[],
          ${told.map(({ own }) => own)}::boolean[], ${told.map(({ numberMark }) => numberMark)}::text[]
        ) as t (key, title, start_at, end_at, all_day, private, tentative, provider, own, number_mark)
      ), written as (
        insert into calendar_event as kept (organisation_id, feed_id, person_id,
          key, title, start_at, end_at, all_day, private, tentative, provider, own, number_mark)
        select ${organisationId}::uuid, ${feed.feedId}::uuid, ${feed.personId}::uuid, told.* from told
        on conflict (organisation_id, feed_id, key) do update set
          title = excluded.title, start_at = excluded.start_at, end_at = excluded.end_at, all_day = excluded.all_day,
          private = excluded.private, tentative = excluded.tentative, provider = excluded.provider,
          own = excluded.own, number_mark = excluded.number_mark
        where (kept.title, kept.start_at, kept.end_at, kept.all_day, kept.private, kept.tentative, kept.provider,
            kept.own, kept.number_mark)
          is distinct from (excluded.title, excluded.start_at, excluded.end_at, excluded.all_day, excluded.private,
            excluded.tentative, excluded.provider, excluded.own, excluded.number_mark)
        returning 1
      ), gone as (
        delete from calendar_event where organisation_id = ${organisationId}::uuid and feed_id = ${feed.feedId}::uuid
          and start_at < ${window.endAt} and (end_at > ${window.startAt} or start_at >= ${window.startAt})
          and key not in (select key from told)
        returning 1
      )
      select (select count(*)::int from written) as written, (select count(*)::int from gone) as gone`;
    return { changed: (result?.written ?? 0) + (result?.gone ?? 0) > 0, count: told.length };
  });
}

type EventRow = Omit<CalendarEventInput, "key"> & { id: string; personId: string; calendarName: string; place: number };

/**
 * Events that touch the people's days, by person and start: those of some hours by overlap, those of whole days by the
 * date. An event that touches several of the days is there once for each; the bounds of one of whole days are then
 * midnights of the day's zone.
 */
export async function listCalendarEvents(
  organisationId: string,
  days: readonly CalendarDay[],
): Promise<(CalendarFact & { personId: string; day: string })[]> {
  if (days.length === 0) return [];
  const rows = await db().$queryRaw<EventRow[]>(calendarEventsSql(organisationId, days));
  return rows.flatMap((row) => {
    const asked = days[row.place - 1];
    if (asked === undefined) return [];
    const instant = (at: Date) => (row.allDay ? midnightIn(asked.zone, at) : at.toISOString());
    return {
      id: row.id,
      title: row.title,
      isPrivate: row.private,
      isTentative: row.tentative,
      isAllDay: row.allDay,
      startAt: instant(row.startAt),
      endAt: instant(row.endAt),
      provider: row.provider,
      isOwn: row.own,
      calendarName: row.calendarName,
      numberMark: row.numberMark,
      personId: row.personId,
      day: asked.day,
    };
  });
}

/** Midnight UTC of a date as the first instant of that date in a zone. */
function midnightIn(zone: string, date: Date): string {
  const { epochMilliseconds } = Temporal.PlainDate.from(date.toISOString().slice(0, 10)).toZonedDateTime(zone);
  return new Date(epochMilliseconds).toISOString();
}

/** The statement of `listCalendarEvents`, apart so that a test can read its plan. */
export function calendarEventsSql(organisationId: string, days: readonly CalendarDay[]): Prisma.Sql {
  const ofPerson = Prisma.sql`event.organisation_id = ${organisationId}::uuid and event.person_id = day.person_id
    and event.start_at < greatest(day.end_at, day.date + interval '24 hours')`;
  return Prisma.sql`
    select event.id, event.person_id as "personId", event.title, event.start_at as "startAt", event.end_at as "endAt",
      event.all_day as "allDay", event.private, event.tentative, event.provider, event.own,
      event.number_mark as "numberMark", feed.name as "calendarName", day.place::int as place
    from unnest(
      ${days.map((day) => day.personId)}::uuid[],
      ${days.map((day) => day.startAt.toISOString())}::timestamptz[],
      ${days.map((day) => day.endAt.toISOString())}::timestamptz[],
      ${days.map(({ day }) => `${day}T00:00:00Z`)}::timestamptz[]
    ) with ordinality as day (person_id, start_at, end_at, date, place)
    cross join lateral (
      select * from calendar_event event
      where ${ofPerson} and event.end_at - event.start_at <= ${SHORT}
        and event.start_at >= least(day.start_at, day.date) - ${SHORT}
      union all
      select * from calendar_event event
      where ${ofPerson} and event.end_at - event.start_at > ${SHORT} and event.end_at > least(day.start_at, day.date)
    ) as event
    join calendar_feed feed on feed.organisation_id = ${organisationId}::uuid and feed.id = event.feed_id
    where case when event.all_day
      then event.start_at < day.date + interval '24 hours' and event.end_at > day.date
      else event.start_at < day.end_at and (event.end_at > day.start_at or event.start_at >= day.start_at) end
    order by event.person_id, day.place, event.start_at, event.end_at, event.id`;
}
