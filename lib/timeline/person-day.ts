/** One person's day, made ready for drawing: what is shown, in minutes of the ruler, with names, totals and gaps in words. */
import { buildDayAxis, type Day, type DayAxis, isInDay, minuteOnRuler } from "./day.ts";
import { nameOfEvent, titleOfEvent } from "./event-words.ts";
import { inOrder, type RowSession, type RulerView, sideOf } from "./layout-row.ts";
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

/** On which other days something goes on, too. */
export type OtherDays = { isSinceBefore: boolean; isUntilAfter: boolean };

export type DrawnSession = RowSession & OtherDays & { session: TimelineSession; name: string };
/**
 * A calendar event. What was held in sessions that are drawn is only tied to them (`isHeld`); all else stands by itself
 * with its title, in an outline.
 */
export type DrawnEvent = RowSession & OtherDays & { event: TimelineEvent; name: string; isHeld: boolean };
export type DrawnGap = { from: number; to: number; words: string; short: string; gap: TimelineGap };

export type PersonDay = {
  readonly person: TimelinePerson;
  readonly cycle: HourCycle;
  readonly axis: DayAxis;
  /** In the order in which a row is laid out: of time. */
  readonly sessions: readonly DrawnSession[];
  readonly gaps: readonly DrawnGap[];
  /** Events of some hours in order of time; those of whole days apart. Empty when the calendar is switched off. */
  readonly events: readonly DrawnEvent[];
  readonly wholeDayEvents: readonly DrawnEvent[];
  /** Null when it is not this day where the person is. */
  readonly nowMinute: number | null;
  /** Milliseconds in hosted meetings; an overlap counts once. */
  readonly inMeetings: number;
  readonly isAtLeast: boolean;
  /** How many are shown, and how many of them lie over one another at most: known without drawing them. */
  readonly crowd: { sessions: number; depth: number; eventDepth: number };
  /** How many of the sessions that are shown lie wholly before or after these hours. */
  readonly countOutside: (view: RulerView) => number;
};

/** Builds the day of a person. What is drawn is made when it is asked for: most people of a large team are off the screen. */
export function buildPersonDay(person: TimelinePerson, ask: PersonDayAsk): PersonDay {
  return new LazyDay(person, ask);
}

class LazyDay implements PersonDay {
  readonly person: TimelinePerson;
  readonly #ask: PersonDayAsk;
  #axis: DayAxis | undefined;
  #shown: readonly TimelineSession[] | undefined;
  #sessions: readonly DrawnSession[] | undefined;
  #events: readonly DrawnEvent[] | undefined;
  #gaps: readonly DrawnGap[] | undefined;
  #timed: readonly DrawnEvent[] | undefined;
  #wholeDay: readonly DrawnEvent[] | undefined;
  #inMeetings: number | undefined;
  #crowd: PersonDay["crowd"] | undefined;
  #minutes: readonly { from: number; to: number }[] | undefined;

  constructor(person: TimelinePerson, ask: PersonDayAsk) {
    this.person = person;
    this.#ask = ask;
  }
  get cycle() {
    return this.#ask.cycle;
  }
  get axis() {
    this.#axis ??= buildDayAxis(this.#ask.day, this.person.dayZone);
    return this.#axis;
  }
  get #visible() {
    const { products } = this.#ask;
    this.#shown ??= this.person.sessions.filter((session) => products.includes(productOf(session)));
    return this.#shown;
  }
  get sessions() {
    this.#sessions ??= this.#visible.map((session) => drawSession(session, this.axis, this.#ask)).sort(inOrder);
    return this.#sessions;
  }
  get #drawnEvents() {
    const drawnIds = new Set(this.#visible.map(({ id }) => id));
    this.#events ??= this.#ask.hasCalendar
      ? this.person.events.map((event) => drawEvent(event, this.axis, drawnIds, this.#ask))
      : [];
    return this.#events;
  }
  get events() {
    this.#timed ??= this.#drawnEvents.filter(({ event }) => !event.isAllDay);
    return this.#timed;
  }
  get wholeDayEvents() {
    this.#wholeDay ??= this.#drawnEvents.filter(({ event }) => event.isAllDay);
    return this.#wholeDay;
  }
  get gaps() {
    this.#gaps ??= this.person.gaps
      .filter((gap) => gap.products.some((product) => this.#ask.products.includes(product)))
      .map((gap) => drawGap(gap, this.axis, this.#ask.cycle));
    return this.#gaps;
  }
  get nowMinute() {
    return isInDay(this.axis, this.#ask.now) ? minuteOnRuler(this.axis, this.#ask.now) : null;
  }
  get inMeetings() {
    this.#inMeetings ??= timeIn("meeting", this.person.sessions, this.axis, this.#ask.now);
    return this.#inMeetings;
  }
  get isAtLeast() {
    return isPartly("meetings", this.person.gaps);
  }
  get crowd() {
    this.#crowd ??= {
      sessions: this.#visible.length,
      depth: depthOf(this.#visible),
      eventDepth: this.#ask.hasCalendar ? depthOf(this.person.events) : 0,
    };
    return this.#crowd;
  }
  countOutside(view: RulerView) {
    this.#minutes ??= this.#visible.map((session) => {
      const { startAt, endAt } = spanOfSession(session, this.#ask.now);
      return { from: minuteOnRuler(this.axis, startAt), to: minuteOnRuler(this.axis, endAt) };
    });
    return this.#minutes.filter((one) => sideOf(one, view) !== "inside").length;
  }
}

/** More than this is not told apart: a row has no more lanes before it is opened. */
const MOST_DEPTH = 3;
const STILL_GOING_ON = "9";

/** How many lie over one another at most. Instants are texts of one form, so that texts can be compared. */
function depthOf(list: readonly (Pick<TimelineSession, "startAt" | "endAt"> & { state?: TimelineSession["state"] })[]) {
  const ends: string[] = [];
  for (const { startAt, endAt, state } of list) {
    const end = endAt ?? (state === "running" ? STILL_GOING_ON : startAt);
    const free = ends.findIndex((taken) => taken <= startAt);
    if (free !== -1) ends[free] = end;
    else if (ends.length < MOST_DEPTH) ends.push(end);
  }
  return ends.length;
}

function otherDays(startAt: number, endAt: number, axis: DayAxis): OtherDays {
  return { isSinceBefore: startAt < axis.startAt, isUntilAfter: endAt > axis.endAt };
}

function drawSession(session: TimelineSession, axis: DayAxis, { now, cycle }: PersonDayAsk): DrawnSession {
  const span = spanOfSession(session, now);
  const title = titleOf(session);
  let name: string | undefined;
  return {
    id: session.id,
    kind: session.kind,
    from: minuteOnRuler(axis, span.startAt),
    to: minuteOnRuler(axis, span.endAt),
    isRunning: session.state === "running" && isInDay(axis, now),
    label: session.kind === "call" && title === "Unknown" ? "" : title,
    ...otherDays(span.startAt, span.endAt, axis),
    session,
    get name() {
      name ??= nameOfSession(session, axis, cycle, isInDay(axis, now));
      return name;
    },
  };
}

function drawEvent(
  event: TimelineEvent,
  axis: DayAxis,
  drawnIds: ReadonlySet<string>,
  { now, cycle }: PersonDayAsk,
): DrawnEvent {
  const [startAt, endAt] = [Date.parse(event.startAt), Date.parse(event.endAt)];
  const isHeld = event.sessionIds.some((id) => drawnIds.has(id));
  let name: string | undefined;
  return {
    id: event.id,
    kind: "meeting",
    from: minuteOnRuler(axis, startAt),
    to: minuteOnRuler(axis, endAt),
    isRunning: false,
    label: titleOfEvent(event),
    // What was held is only a bracket under its session: it can not be told in a list.
    isApart: isHeld,
    ...otherDays(startAt, endAt, axis),
    event,
    isHeld,
    get name() {
      name ??= nameOfEvent(event, axis, cycle, isInDay(axis, now));
      return name;
    },
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
  const from = people.reduce((least, { workStart }) => Math.min(least, workStart), 540);
  const to = people.reduce((most, { workEnd }) => Math.max(most, workEnd), 1020);
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
