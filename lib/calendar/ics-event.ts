/** One VEVENT in our own words: times, what repeats, and the few facts that are kept. All else ends here. */
import "server-only";
import ICAL from "ical.js";
import { markMeetingNumber } from "#lib/crypto.ts";
import type { CalendarEventInput } from "#lib/db/calendar-events.ts";
import { cleanTitle } from "#lib/zoom/clean-text.ts";
import { type Properties, type Property, textOf } from "./ics-text.ts";
import { findConference, withoutLinks } from "./links.ts";
import { type Rule, readRule } from "./recurrence.ts";
import { readWallTime } from "./wall-time.ts";
import { utc, type Zone } from "./zones.ts";

/** A moment of an event: its wall clock in its zone, and its instant. Dates have both at midnight UTC. */
export type Moment = { wallTime: number; at: number; isDate: boolean };

export type Facts = Pick<CalendarEventInput, "title" | "private" | "tentative" | "provider" | "own" | "numberMark">;

export type EventPart = {
  uid: string;
  sequence: number;
  isAllDay: boolean;
  zone: Zone;
  start: Moment;
  /** Length: whole days on the wall clock, and time behind them. */
  length: { days: number; ms: number };
  rules: readonly Rule[];
  /** Given one by one: more times, and times that are left out. */
  added: readonly Moment[];
  excluded: readonly Moment[];
  /** Of which occurrence of the series it speaks; null for the series itself. */
  recurrence: { of: Moment; andLater: boolean } | null;
  isCancelled: boolean;
  isDeclined: boolean;
  facts: Facts;
};

export type EventAsk = {
  zoneOf: (tzid: string | undefined) => Zone;
  /** The person's e-mails, in lower case. */
  addresses: ReadonlySet<string>;
  isCancelled: boolean;
};

const DAY = 86_400_000;
/** Longer is a slip of someone's hand, or "for ever". */
const MOST_DAYS = 36_525;

/** Reads one event. Throws when it has no start, or one of its times or its rule cannot be read. */
export function readEvent(properties: Properties, ask: EventAsk): EventPart {
  const start = oneTime(properties, "dtstart", ask);
  if (start === null) throw new Error("The event has no start");
  const zone = start.isDate ? utc : zoneOfTime(properties.get("dtstart")?.[0], ask);
  const end = oneTime(properties, "dtend", ask);
  const isDate = start.isDate || isMarkedAllDay(properties, [start, end ?? start]);
  const asDate = (time: Moment): Moment => {
    const wallTime = Math.floor(time.wallTime / DAY) * DAY;
    return { wallTime, at: wallTime, isDate: true };
  };
  const asMeant = (time: Moment) => (isDate ? asDate(time) : time);
  const of = oneTime(properties, "recurrence-id", ask);
  const own = ownAttendance(properties.get("attendee") ?? [], ask.addresses);
  const busy = textOf(properties, "x-microsoft-cdo-busystatus").trim().toUpperCase();
  const status = textOf(properties, "status").trim().toUpperCase();
  // Outlook on the web publishes a cancelled meeting as a free one until its owner removes it.
  const isCalledOff = busy === "FREE" && /^cancell?ed: /i.test(textOf(properties, "summary"));
  return {
    uid: textOf(properties, "uid"),
    sequence: Number.parseInt(String(properties.get("sequence")?.[0]?.values[0] ?? 0), 10) || 0,
    isAllDay: isDate,
    zone: isDate ? utc : zone,
    start: asMeant(start),
    length: lengthOf(properties, asMeant(start), end === null ? null : asMeant(end)),
    rules: (properties.get("rrule") ?? []).map(({ values }) => readRule(values[0])),
    added: allTimes(properties, "rdate", ask).map(asMeant),
    excluded: allTimes(properties, "exdate", ask).map(asMeant),
    recurrence:
      of === null
        ? null
        : {
            of: asMeant(of),
            andLater: properties.get("recurrence-id")?.[0]?.parameters.range?.toUpperCase() === "THISANDFUTURE",
          },
    isCancelled: ask.isCancelled || status === "CANCELLED" || isCalledOff,
    isDeclined: own === "DECLINED",
    facts: factsOf(properties, ask, status === "TENTATIVE" || own === "TENTATIVE" || busy === "TENTATIVE"),
  };
}

function factsOf(properties: Properties, ask: EventAsk, isTentative: boolean): Facts {
  const conference = findConference(
    [...conferenceNames, "location", "url", "description", "x-alt-desc"].map((name) =>
      (properties.get(name) ?? []).map(({ values }) => unescaped(String(values[0] ?? ""))).join("\n"),
    ),
  );
  const organiser = properties.get("organizer")?.[0];
  const isPrivate = [textOf(properties, "class"), textOf(properties, "x-calendarserver-access")].some(
    (word) => word.trim() !== "" && word.trim().toUpperCase() !== "PUBLIC",
  );
  return {
    title: isPrivate ? null : titleOf(textOf(properties, "summary"), conference.zoomNumber),
    private: isPrivate,
    tentative: isTentative,
    provider: conference.provider,
    own: organiser === undefined ? null : addressesOf(organiser).some((address) => ask.addresses.has(address)),
    numberMark: markMeetingNumber(conference.zoomNumber),
  };
}

const conferenceNames = [
  "x-google-conference",
  "x-google-hangout",
  "x-microsoft-skypeteamsmeetingurl",
  "x-microsoft-onlinemeetingexternallink",
  "x-microsoft-onlinemeetingconflink",
  "conference",
];

/** The title without links, and without the meeting number, which is kept as a mark only. */
function titleOf(summary: string, number: string | null): string | null {
  const written = number === null ? null : new RegExp([...number].join("[\\s\\u00a0-]?"), "g");
  const plain = withoutLinks(summary.slice(0, 5_000));
  return cleanTitle(written === null ? plain : plain.replace(written, ""));
}

/** Values that ical.js does not know as text come as they were written. */
function unescaped(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? "\n" : sign));
}

function addressesOf({ parameters, values }: Property): string[] {
  // Apple puts an opaque principal where the e-mail belongs, and the e-mail beside it.
  return [String(values[0] ?? "").replace(/^mailto:/i, ""), parameters.email ?? ""]
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address.includes("@"));
}

function ownAttendance(attendees: readonly Property[], addresses: ReadonlySet<string>): string | null {
  const own = attendees.find((attendee) => addressesOf(attendee).some((address) => addresses.has(address)));
  return own?.parameters.partstat?.toUpperCase() ?? null;
}

/** Outlook may write an all-day event as times at midnight, and say beside it what is meant. */
function isMarkedAllDay(properties: Properties, times: readonly Moment[]): boolean {
  return (
    ["x-microsoft-cdo-alldayevent", "x-microsoft-msncalendar-alldayevent"].some(
      (name) => textOf(properties, name).trim().toUpperCase() === "TRUE",
    ) && times.every(({ wallTime }) => wallTime % DAY === 0)
  );
}

function zoneOfTime(property: Property | undefined, ask: EventAsk): Zone {
  const value = String(property?.values[0] ?? "");
  return readWallTime(value)?.isUtc === true ? utc : ask.zoneOf(property?.parameters.tzid);
}

function readTime(value: unknown, property: Property, ask: EventAsk): Moment {
  const text = Array.isArray(value) ? value[0] : value;
  const time = typeof text === "string" ? readWallTime(text) : null;
  if (time === null) throw new Error("A time of the event cannot be read");
  const { wallTime, isDate, isUtc } = time;
  if (isDate || isUtc) return { wallTime, at: wallTime, isDate };
  return { wallTime, at: ask.zoneOf(property.parameters.tzid).toInstant(wallTime), isDate };
}

function oneTime(properties: Properties, name: string, ask: EventAsk): Moment | null {
  const property = properties.get(name)?.[0];
  return property === undefined ? null : readTime(property.values[0], property, ask);
}

function allTimes(properties: Properties, name: string, ask: EventAsk): Moment[] {
  return (properties.get(name) ?? []).flatMap((property) =>
    property.values.map((value) => readTime(value, property, ask)),
  );
}

/** By its end it is an exact time, by a duration whole days and then time; without either a day, or no time at all. */
function lengthOf(properties: Properties, start: Moment, end: Moment | null): EventPart["length"] {
  if (end !== null) {
    const ms = Math.min(MOST_DAYS * DAY, Math.max(0, start.isDate ? end.wallTime - start.wallTime : end.at - start.at));
    return start.isDate ? { days: Math.max(1, Math.round(ms / DAY)), ms: 0 } : { days: 0, ms };
  }
  const text = textOf(properties, "duration");
  const duration = ICAL.Duration.fromString(text === "" ? "PT0S" : text);
  const days = duration.isNegative ? 0 : Math.min(MOST_DAYS, duration.weeks * 7 + duration.days);
  if (start.isDate) return { days: Math.max(1, days), ms: 0 };
  const seconds = duration.isNegative ? 0 : (duration.hours * 60 + duration.minutes) * 60 + duration.seconds;
  return { days, ms: Math.min(MOST_DAYS * DAY, seconds * 1000) };
}
