/**
 * The timeline as a calendar (RFC 5545): an event for each session, and for each calendar event that none of these
 * sessions belongs to. Ids are ours, random, and stay the same, so a file that is read again brings up to date what it
 * brought before. Nobody is invited and nothing is linked. What is not known has no events: the calendar says so.
 */
import ICAL from "ical.js";
import { dayIn } from "./day.ts";
import { standingInWords, titleOfEvent } from "./event-words.ts";
import type { ExportEntry } from "./export-entries.ts";
import { plannedActualInWords, plannedAgainstActual } from "./planned-actual.ts";
import { kindOf, outcomeOf, sourcesInWords, titleOf } from "./session-words.ts";
import type { TimelineProduct } from "./timeline-types.ts";
import { productOf } from "./totals.ts";

/** Octets of a line. One less than the 75 that are allowed: ical.js does not count the space of a continued line. */
ICAL.foldLength = 74;

const PRODUCER = "-//WorkSights//Timeline//EN";
const categories: Record<TimelineProduct, string> = { meetings: "Meeting", phone: "Call", webinars: "Webinar" };

export type CalendarAsk = {
  /** What the calendar is called. */
  name: string;
  /** When it was read, milliseconds. */
  now: number;
  /** Whether it is of one person, so that their name need not stand in each event. */
  isOfOne: boolean;
};

/** The file. A session in progress ends now and is tentative; one whose end is not known has no end. */
export function timelineAsIcs(entries: readonly ExportEntry[], ask: CalendarAsk): string {
  const calendar = new ICAL.Component("vcalendar");
  const hasGaps = entries.some(({ kind }) => kind === "gap");
  set(calendar, "version", "2.0");
  set(calendar, "prodid", PRODUCER);
  set(calendar, "x-wr-calname", plain(ask.name));
  if (hasGaps) set(calendar, "x-wr-caldesc", "Part of this time is not known. The CSV file and the page say which.");
  for (const entry of entries) {
    if (entry.kind === "session") calendar.addSubcomponent(eventOfSession(entry, ask));
    else if (entry.kind === "event" && !entry.isHeldHere) calendar.addSubcomponent(eventOfEvent(entry, ask));
  }
  return `${calendar.toString()}\r\n`;
}

function eventOfSession(entry: Extract<ExportEntry, { kind: "session" }>, ask: CalendarAsk): ICAL.Component {
  const { session, event, parts } = entry;
  const startAt = Date.parse(session.startAt);
  const isRunning = session.state === "running";
  const endAt = session.endAt === null ? (isRunning ? ask.now : null) : Date.parse(session.endAt);
  const mark = isRunning ? ["in progress"] : session.state === "endUnknown" ? ["end not known"] : [];
  const { call } = session;
  const made = newEvent(session.id, ask);
  set(made, "summary", plain([kindOf(session), titleOf(session), ...whose(entry, ask), ...mark].join(", ")));
  set(made, "dtstart", utc(startAt));
  // An end has to lie after the start; an event without one takes no time.
  if (endAt !== null && Math.floor(endAt / 1000) > Math.floor(startAt / 1000)) set(made, "dtend", utc(endAt));
  set(made, "categories", categories[productOf(session)]);
  set(made, "status", isRunning ? "TENTATIVE" : "CONFIRMED");
  set(made, "transp", "OPAQUE");
  const told = [
    ...(call === null ? [] : [outcomeOf(call)]),
    ...(event === null ? [] : plannedActualInWords(plannedAgainstActual(event, parts, ask.now), event.standing)),
    ...(call?.deviceName == null ? [] : [call.deviceName]),
    sourcesInWords(session.sources),
  ];
  set(made, "description", plain(told.join(". ")));
  return made;
}

function eventOfEvent(entry: Extract<ExportEntry, { kind: "event" }>, ask: CalendarAsk): ICAL.Component {
  const { event, person } = entry;
  const [startAt, endAt] = [Date.parse(event.startAt), Date.parse(event.endAt)];
  const made = newEvent(event.id, ask);
  set(made, "summary", plain(["Calendar event", titleOfEvent(event), ...whose(entry, ask)].join(", ")));
  const begin = event.isAllDay ? dateIn(person.dayZone, startAt) : utc(startAt);
  const end = event.isAllDay ? dateIn(person.dayZone, endAt) : utc(endAt);
  set(made, "dtstart", begin);
  if (end.compare(begin) > 0) set(made, "dtend", end);
  set(made, "categories", "Calendar");
  set(made, "status", event.isTentative ? "TENTATIVE" : "CONFIRMED");
  set(made, "transp", "TRANSPARENT");
  set(made, "description", standingInWords(event.standing));
  return made;
}

function newEvent(id: string, { now }: CalendarAsk): ICAL.Component {
  const made = new ICAL.Component("vevent");
  set(made, "uid", id);
  set(made, "dtstamp", utc(now));
  return made;
}

function set(component: ICAL.Component, name: string, value: string | ICAL.Time): void {
  component.updatePropertyWithValue(name, value);
}

function whose({ person }: ExportEntry, { isOfOne }: CalendarAsk): string[] {
  return isOfOne ? [] : [person.name];
}

function utc(at: number): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(Math.floor(at / 1000) * 1000), true);
}

/** The date in the zone, for what lasts whole days. */
function dateIn(zone: string, at: number): ICAL.Time {
  return ICAL.Time.fromDateString(dayIn(zone, at));
}

/** Text of a calendar holds no control characters; ical.js escapes the rest. */
function plain(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}+/gu, " ");
}
