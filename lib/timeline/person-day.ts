/** One person's day, made ready for drawing: what is shown, in minutes of the ruler, with names, totals and gaps in words. */
import { buildDayAxis, type Day, type DayAxis, isInDay, minuteOnRuler } from "./day.ts";
import { nameOfEvent, titleOfEvent } from "./event-words.ts";
import type { RowSession, RulerView } from "./layout-row.ts";
import { gapInShort, gapInWords, nameOfSession, titleOf } from "./session-words.ts";
import type { TimelineEvent, TimelineGap, TimelinePerson, TimelineProduct, TimelineSession } from "./timeline-types.ts";
import { isPartly, productOf, spanOfSession, timeIn } from "./totals.ts";
import { clockAt, type HourCycle } from "./words.ts";

export type PersonDayAsk = {
  day: Day;
  /** Milliseconds. */
  now: number;
  /** Products that the viewer wants to see. */
  products: readonly TimelineProduct[];
  /** Whether the calendar is wanted, too. */
  hasCalendar: boolean;
  cycle: HourCycle;
};

export type DrawnSession = RowSession & { session: TimelineSession; name: string };
/**
 * A calendar event. What was held in sessions that are drawn is only tied to them (`isHeld`); all else stands by itself
 * with its title, in an outline.
 */
export type DrawnEvent = RowSession & { event: TimelineEvent; name: string; isHeld: boolean };
export type DrawnGap = { from: number; to: number; words: string; short: string; gap: TimelineGap };

export type PersonDay = {
  person: TimelinePerson;
  axis: DayAxis;
  /** In order of time. */
  sessions: readonly DrawnSession[];
  gaps: readonly DrawnGap[];
  /** Events of some hours in order of time; those of whole days apart. Empty when the calendar is switched off. */
  events: readonly DrawnEvent[];
  wholeDayEvents: readonly DrawnEvent[];
  /** Null when it is not this day where the person is. */
  nowMinute: number | null;
  /** Milliseconds in hosted meetings; an overlap counts once. */
  inMeetings: number;
  isAtLeast: boolean;
};

/** Builds the day of a person. */
export function buildPersonDay(person: TimelinePerson, ask: PersonDayAsk): PersonDay {
  const axis = buildDayAxis(ask.day, person.dayZone);
  const shown = person.sessions.filter((session) => ask.products.includes(productOf(session)));
  const sessions = shown
    .map((session) => drawSession(session, axis, ask))
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  const drawnIds = new Set(shown.map(({ id }) => id));
  const events = ask.hasCalendar ? person.events.map((event) => drawEvent(event, axis, drawnIds, ask.cycle)) : [];
  return {
    person,
    axis,
    sessions,
    events: events.filter(({ event }) => !event.isAllDay),
    wholeDayEvents: events.filter(({ event }) => event.isAllDay),
    gaps: person.gaps
      .filter((gap) => gap.products.some((product) => ask.products.includes(product)))
      .map((gap) => drawGap(gap, axis, ask.cycle)),
    nowMinute: isInDay(axis, ask.now) ? minuteOnRuler(axis, ask.now) : null,
    inMeetings: timeIn("meeting", person.sessions, axis, ask.now),
    isAtLeast: isPartly("meetings", person.gaps),
  };
}

function drawSession(session: TimelineSession, axis: DayAxis, { now, cycle }: PersonDayAsk): DrawnSession {
  const span = spanOfSession(session, now);
  const title = titleOf(session);
  return {
    id: session.id,
    kind: session.kind,
    from: minuteOnRuler(axis, span.startAt),
    to: minuteOnRuler(axis, span.endAt),
    isRunning: session.state === "running" && isInDay(axis, now),
    label: session.kind === "call" && title === "Unknown" ? "" : title,
    session,
    name: nameOfSession(session, axis, cycle),
  };
}

function drawEvent(event: TimelineEvent, axis: DayAxis, drawnIds: ReadonlySet<string>, cycle: HourCycle): DrawnEvent {
  return {
    id: event.id,
    kind: "meeting",
    from: minuteOnRuler(axis, Date.parse(event.startAt)),
    to: minuteOnRuler(axis, Date.parse(event.endAt)),
    isRunning: false,
    label: titleOfEvent(event),
    event,
    name: nameOfEvent(event, axis, cycle),
    isHeld: event.sessionIds.some((id) => drawnIds.has(id)),
  };
}

function drawGap(gap: TimelineGap, axis: DayAxis, cycle: HourCycle): DrawnGap {
  const startAt = Date.parse(gap.startAt);
  const endAt = Date.parse(gap.endAt);
  const since = startAt <= axis.startAt ? null : clockAt(startAt, axis.zone, cycle);
  const until = gap.isOpen || endAt >= axis.endAt ? null : clockAt(endAt, axis.zone, cycle);
  // What still is the case will be the case in the rest of the day, too: the hatch runs on.
  const isLasting = gap.isOpen && ["notMapped", "excluded", "notConnected"].includes(gap.reason);
  return {
    gap,
    from: minuteOnRuler(axis, startAt),
    to: isLasting ? minuteOnRuler(axis, axis.endAt) : minuteOnRuler(axis, endAt),
    words: gapInWords(gap, since, until),
    short: gapInShort(gap),
  };
}

/** What happened and what was only planned, in order of time; what was held stands as its session. */
export function inOrderOfTime({
  sessions,
  events,
  wholeDayEvents,
}: Pick<PersonDay, "sessions" | "events" | "wholeDayEvents">): (DrawnSession | DrawnEvent)[] {
  const planned = events.filter(({ isHeld }) => !isHeld);
  return [...wholeDayEvents, ...[...sessions, ...planned].sort((a, b) => a.from - b.from)];
}

/** The hours that a team's working hours need, with one hour more on each side. */
export function viewOfWork(people: readonly Pick<TimelinePerson, "workStart" | "workEnd">[]): RulerView {
  const from = Math.min(...people.map((person) => person.workStart), 540);
  const to = Math.max(...people.map((person) => person.workEnd), 1020);
  return { from: Math.max(0, Math.floor(from / 60) * 60 - 60), to: Math.min(1440, Math.ceil(to / 60) * 60 + 60) };
}

/** Marks of a ruler that keep `leastPx` between them, in minutes. */
export function rulerMarks(view: RulerView, width: number, leastPx: number): number[] {
  const hourPx = (width * 60) / (view.to - view.from);
  const step = [1, 2, 3, 4, 6, 12].find((hours) => hours * hourPx >= leastPx) ?? 12;
  const first = Math.ceil(view.from / (step * 60)) * step * 60;
  const marks: number[] = [];
  for (let minute = first; minute < view.to; minute += step * 60) marks.push(minute);
  return marks;
}
