/** What was planned beside what was held, added up over people. Batch by batch, so that memory and the others' turn stay. */
import "server-only";
import { CALENDAR_DAYS_BACK } from "#lib/db/calendar-feeds.ts";
import { type CalendarSince, listPairable, type PairableRows, type PersonSpan } from "#lib/db/insights.ts";
import { type CountAndTime, type PlannedInsights, toleranceMs } from "#lib/timeline/insights-types.ts";
import { pairEvents } from "#lib/timeline/pair-events.ts";
import { plannedAgainstActual } from "#lib/timeline/planned-actual.ts";
import { clipSpan, lengthOfSpans, type Span } from "#lib/timeline/spans.ts";
import type { TimelineEvent, TimelineGap, TimelineProduct } from "#lib/timeline/timeline-types.ts";
import { spanOfSession, totalsOf } from "#lib/timeline/totals.ts";

const PEOPLE_AT_ONCE = 25;
const DAY_MS = 86_400_000;
const AROUND_MS = 2 * 3_600_000;

export type PlannedAsk = {
  organisationId: string;
  products: readonly TimelineProduct[];
  /** Everyone of them with the span that is asked for. */
  people: readonly PersonSpan[];
  gapsOf: ReadonlyMap<string, readonly TimelineGap[]>;
  calendars: readonly CalendarSince[];
  now: Date;
};

type Sums = {
  held: PlannedInsights["held"] & { lates: number[]; overs: number[] };
  notHeld: CountAndTime;
  notKnown: CountAndTime;
  unplanned: CountAndTime;
  calendarOnly: CountAndTime;
};

/** Reads and adds up. What Zoom could not tell of is only counted as calendar. */
export async function sumPlanned(
  ask: PlannedAsk,
): Promise<{ planned: PlannedInsights | null; calendarOnly: CountAndTime | null }> {
  const { organisationId, products, now } = ask;
  const calendarOf = new Map(ask.calendars.map((one) => [one.personId, one]));
  const spanOf = new Map(ask.people.map((one) => [one.personId, one]));
  const people = ask.people.filter(({ personId }) => calendarOf.has(personId));
  const sums = noSums();
  for (let from = 0; from < people.length; from += PEOPLE_AT_ONCE) {
    // With some time around it, so that what lies at an edge finds its other half.
    const batch = people.slice(from, from + PEOPLE_AT_ONCE).map(({ personId, startAt, endAt }) => ({
      personId,
      startAt: new Date(startAt.getTime() - AROUND_MS),
      endAt: new Date(endAt.getTime() + AROUND_MS),
    }));
    for (const rows of await listPairable(organisationId, batch, products, now)) {
      const calendar = calendarOf.get(rows.personId);
      const span = spanOf.get(rows.personId);
      if (calendar !== undefined && span !== undefined) addPerson(sums, rows, calendar, span, ask);
    }
  }
  const { calendarOnly, notHeld, held, ...rest } = sums;
  const { lates, overs, ...heldFigures } = held;
  const isHostVisible = products.includes("meetings") || products.includes("webinars");
  const planned: PlannedInsights = {
    people: people.length,
    failingPeople: ask.calendars.filter(({ failingSince }) => failingSince !== null).length,
    held: { ...heldFigures, averageLateMs: averageOf(lates), averageOverMs: averageOf(overs) },
    notHeld: isToldOf(products) ? notHeld : null,
    ...rest,
  };
  return { planned: isHostVisible ? planned : null, calendarOnly: isToldOf(products) ? calendarOnly : null };
}

function noSums(): Sums {
  const none = () => ({ count: 0, ms: 0 });
  const figures = { plannedMs: 0, asPlanned: 0, late: 0, over: 0, short: 0, averageLateMs: null, averageOverMs: null };
  return {
    held: { ...none(), ...figures, lates: [], overs: [] },
    notHeld: none(),
    notKnown: none(),
    unplanned: none(),
    calendarOnly: none(),
  };
}

const averageOf = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where sessions are hidden nobody may say that there was none. */
const isToldOf = (products: readonly TimelineProduct[]) =>
  products.includes("meetings") && products.includes("webinars");

function add(sum: CountAndTime, ms: number): void {
  sum.count += 1;
  sum.ms += ms;
}

function addPerson(
  sums: Sums,
  rows: PairableRows,
  calendar: CalendarSince,
  span: PersonSpan,
  { gapsOf, products, now }: PlannedAsk,
): void {
  const at = now.getTime();
  const bounds: Span = { startAt: span.startAt.getTime(), endAt: Math.min(span.endAt.getTime(), at) };
  if (bounds.endAt <= bounds.startAt) return;
  const gaps = gapsOf.get(rows.personId) ?? [];
  const { events, eventOf } = pairEvents({ sessions: rows.sessions, events: rows.events, gaps, now: at });
  const isIn = ({ startAt }: { startAt: string }) =>
    Date.parse(startAt) >= bounds.startAt && Date.parse(startAt) < bounds.endAt;
  const sessionOf = new Map(rows.sessions.map((session) => [session.id, session]));
  for (const event of events.filter(isIn)) {
    if (event.standing === "held") {
      addHeld(
        sums.held,
        event,
        event.sessionIds.flatMap((id) => sessionOf.get(id) ?? []),
        at,
      );
    } else if (event.standing === "notHeld" && isToldOf(products)) add(sums.notHeld, lengthOf(event));
    else if (event.standing === "notKnown") add(sums.notKnown, lengthOf(event));
  }
  const touching = events.filter(
    (event) => Date.parse(event.startAt) < bounds.endAt && (isIn(event) || Date.parse(event.endAt) > bounds.startAt),
  );
  const { calendarOnly } = totalsOf({ sessions: [], events: touching, gaps: [] }, bounds, at);
  sums.calendarOnly.count += calendarOnly.count;
  sums.calendarOnly.ms += calendarOnly.ms;

  const knownFrom = calendar.addedAt.getTime() - CALENDAR_DAYS_BACK * DAY_MS;
  const knownUntil = calendar.failingSince?.getTime() ?? at;
  const unplanned = rows.sessions.filter((session) => {
    const startAt = Date.parse(session.startAt);
    return isIn(session) && !eventOf.has(session.id) && startAt >= knownFrom && startAt < knownUntil;
  });
  const spans = unplanned.map((session) => clipSpan(spanOfSession(session, at), bounds)).filter((one) => one !== null);
  sums.unplanned.count += unplanned.length;
  sums.unplanned.ms += lengthOfSpans(spans);
}

const lengthOf = ({ startAt, endAt }: TimelineEvent) => Math.max(0, Date.parse(endAt) - Date.parse(startAt));

function addHeld(
  held: Sums["held"],
  event: TimelineEvent,
  sessions: Parameters<typeof plannedAgainstActual>[1],
  now: number,
): void {
  const { plannedMs, heldMs, lateMs, overMs, isRunning } = plannedAgainstActual(event, sessions, now);
  // What goes on is compared when it is over.
  if (isRunning) return;
  add(held, heldMs);
  held.plannedMs += plannedMs;
  const isLate = lateMs !== null && lateMs >= toleranceMs;
  const isOver = overMs !== null && overMs >= toleranceMs;
  const isShort = overMs !== null && overMs <= -toleranceMs;
  if (isLate) held.late += 1;
  if (isOver) held.over += 1;
  if (isShort) held.short += 1;
  if (!isLate && !isOver && !isShort && overMs !== null) held.asPlanned += 1;
  if (lateMs !== null) held.lates.push(lateMs);
  if (overMs !== null) held.overs.push(overMs);
}
