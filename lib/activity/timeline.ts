/**
 * What is on the timeline of some days, for those whom the viewer may see: sessions, calendar events, and where we could
 * not have known. Trusts its arguments: whose they are (`sight`) and what is visible (`products`) was decided by the
 * caller, and goes into the query, so that what is hidden never leaves the database.
 */
import "server-only";
import { listCalendarEvents } from "#lib/db/calendar-events.ts";
import { listCalendarStates } from "#lib/db/calendar-feeds.ts";
import { readCoverage } from "#lib/db/coverage.ts";
import { listPeople, type PersonRow } from "#lib/db/people.ts";
import { countMappedPeople, listTimelineSessions, readKnowledge, type SessionRow } from "#lib/db/timeline.ts";
import { type Day, dayBounds, weekdayOf } from "#lib/timeline/day.ts";
import { findGaps, type KnownZoomUser, type ReceivingFacts } from "#lib/timeline/gaps.ts";
import { type CalendarFact, pairEvents } from "#lib/timeline/pair-events.ts";
import type { Span } from "#lib/timeline/spans.ts";
import type {
  CalendarState,
  TimelineDay,
  TimelineEvent,
  TimelineGap,
  TimelinePerson,
  TimelineProduct,
} from "#lib/timeline/timeline-types.ts";
import { connectionFacts, receivingFacts, type ZoomFacts, zoomFacts, zoomUsersByPerson } from "./knowledge.ts";
import { asSession, isOfDay } from "./timeline-session.ts";

export type TimelineAsk = {
  organisationId: string;
  /** Everyone of the organisation, or the named ones. */
  sight: { kind: "everyone" } | { kind: "people"; ids: readonly string[] };
  /** The products that are visible. */
  products: readonly TimelineProduct[];
  /** Days in a row. */
  days: readonly Day[];
  /** The zone in which everyone's days are cut; each person's own when null. */
  zone: string | null;
  now: Date;
};

export type ReadDay = Omit<TimelineDay, "zoom"> & { zoom: ZoomFacts };

type DatedEvent = CalendarFact & { day: string };
/** A person with the bounds of each of the days, which follow each other. */
type PersonDays = { person: PersonRow; zone: string; bounds: readonly Span[] };
/** What was read of one person. */
type Known = {
  rows: readonly SessionRow[];
  events: readonly DatedEvent[];
  calendar: CalendarState;
  zoomUsers: readonly KnownZoomUser[];
  receiving: ReceivingFacts;
  managerName: string | null;
};

/** The days of each person in sight. People without anything are in it. One set of questions, however many days. */
export async function readTimelineDays(ask: TimelineAsk): Promise<ReadDay[]> {
  const { organisationId, sight, days, now } = ask;
  const [people, mappedPeople] = await Promise.all([
    listPeople(organisationId, sight.kind === "everyone" ? {} : { ids: sight.ids }),
    countMappedPeople(organisationId),
  ]);
  const asked = withBounds(people, days, ask.zone);
  const window = {
    startAt: new Date(Math.min(now.getTime(), ...asked.map(({ bounds }) => bounds[0]?.startAt ?? Infinity))),
    endAt: new Date(Math.max(...asked.map(({ bounds }) => bounds.at(-1)?.endAt ?? 0), 0)),
  };
  const personIds = people.map(({ id }) => id);
  const [rows, events, calendars, knowledge, coverage, names] = await Promise.all([
    listTimelineSessions(organisationId, asked.map(spanOf), ask.products),
    listCalendarEvents(organisationId, calendarDays(asked, days)),
    listCalendarStates(organisationId, personIds),
    readKnowledge(organisationId, personIds, window),
    readCoverage(organisationId, window, now),
    managerNames(organisationId, people),
  ]);

  const rowsOf = Map.groupBy(rows, (row) => row.personId);
  const eventsOf = Map.groupBy(events, (event) => event.personId);
  const usersOf = zoomUsersByPerson(knowledge, connectionFacts(knowledge, coverage));
  const receiving = receivingFacts(knowledge);
  const drawn = asked.map((one) =>
    asPersonDays(one, ask, {
      rows: rowsOf.get(one.person.id) ?? [],
      events: eventsOf.get(one.person.id) ?? [],
      calendar: calendars.get(one.person.id) ?? "none",
      zoomUsers: usersOf.get(one.person.id) ?? [],
      receiving,
      managerName: names.get(one.person.managerId ?? "") ?? null,
    }),
  );
  const zoom = zoomFacts(knowledge, mappedPeople);
  return days.map((day, index) => ({
    day,
    asOf: now.toISOString(),
    products: ask.products,
    people: drawn.map((ofPerson) => ofPerson[index]).filter((person) => person !== undefined),
    zoom,
  }));
}

/** Bounds depend on the zone alone, and a company lives in a few. */
function withBounds(people: readonly PersonRow[], days: readonly Day[], zone: string | null): PersonDays[] {
  const boundsOf = new Map<string, Span[]>();
  return people.map((person) => {
    const own = zone ?? person.timeZone;
    const bounds = boundsOf.get(own) ?? days.map((day) => dayBounds(day, own));
    boundsOf.set(own, bounds);
    return { person, zone: own, bounds };
  });
}

function spanOf({ person, bounds }: PersonDays): { personId: string; startAt: Date; endAt: Date } {
  const [first, last] = [bounds[0], bounds.at(-1)];
  return { personId: person.id, startAt: new Date(first?.startAt ?? 0), endAt: new Date(last?.endAt ?? 0) };
}

function calendarDays(asked: readonly PersonDays[], days: readonly Day[]) {
  return asked.flatMap(({ person, zone, bounds }) =>
    bounds.map(({ startAt, endAt }, index) => ({
      personId: person.id,
      startAt: new Date(startAt),
      endAt: new Date(endAt),
      zone,
      day: days[index] ?? "",
    })),
  );
}

/** Names of the managers of people in the list; a manager above the viewer's tree is named too. */
async function managerNames(organisationId: string, people: readonly PersonRow[]): Promise<Map<string, string>> {
  const known = new Map(people.map(({ id, name }) => [id, name]));
  const missing = [...new Set(people.map(({ managerId }) => managerId))].filter((id) => id !== null && !known.has(id));
  if (missing.length === 0) return known;
  const others = await listPeople(organisationId, { ids: missing.filter((id) => id !== null) });
  for (const { id, name } of others) known.set(id, name);
  return known;
}

function asPersonDays({ person, zone, bounds }: PersonDays, ask: TimelineAsk, known: Known): TimelinePerson[] {
  const now = ask.now.getTime();
  const gaps = bounds.map((day) => gapsOf(day, ask, known));
  const drawn = known.rows.map((row) => ({ ...asSession(row, now), numberMark: row.numberMark }));
  // Paired over all of the days: a session after midnight may belong to an event before it.
  const paired = pairEvents({
    sessions: drawn
      .filter((one) => isOfDay(one, wholeOf(bounds)))
      .map(({ session, numberMark }) => ({ ...session, numberMark })),
    events: [...new Map(known.events.map(({ day: _day, ...event }) => [event.id, event])).values()],
    gaps: gaps.flat(),
    now,
  });
  const eventOf = new Map(paired.events.map((event) => [event.id, tellable(event, ask.products)]));
  return bounds.map((day, index) => {
    const date = ask.days[index] ?? "";
    return {
      id: person.id,
      name: person.name,
      timeZone: person.timeZone,
      dayZone: zone,
      workStart: person.workStart,
      workEnd: person.workEnd,
      isWorkDay: person.workDays.includes(weekdayOf(date)),
      managerName: known.managerName,
      isMapped: known.zoomUsers.length > 0,
      sessions: drawn
        .filter((one) => isOfDay(one, day))
        .map(({ session }) => ({ ...session, eventId: paired.eventOf.get(session.id) ?? null })),
      gaps: gaps[index] ?? [],
      events: known.events
        .filter((event) => event.day === date)
        .map(({ id }) => eventOf.get(id))
        .filter((event) => event !== undefined),
      calendar: known.calendar,
    };
  });
}

/** Where sessions are hidden nobody may say that there was none. */
function tellable(event: TimelineEvent, products: readonly TimelineProduct[]): TimelineEvent {
  const isToldOf = products.includes("meetings") && products.includes("webinars");
  const isDenied = event.standing === "notHeld" || event.standing === "notHost" || event.standing === "running";
  return isToldOf || !isDenied ? event : { ...event, standing: "plain" };
}

function wholeOf(bounds: readonly Span[]): Span {
  return { startAt: bounds[0]?.startAt ?? 0, endAt: bounds.at(-1)?.endAt ?? 0 };
}

function gapsOf(day: Span, { products, now }: TimelineAsk, { zoomUsers, receiving }: Known): TimelineGap[] {
  return findGaps({ day, now: now.getTime(), zoomUsers, products, receiving }).map(({ startAt, endAt, ...gap }) => ({
    ...gap,
    startAt: new Date(startAt).toISOString(),
    endAt: new Date(endAt).toISOString(),
  }));
}
