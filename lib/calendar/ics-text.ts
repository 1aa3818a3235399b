/**
 * The text of a calendar cut into its events and zones. Tolerant: any line ending, a byte order mark, lines of rubbish,
 * an END that is missing. Only named properties are held; attendees' photos, alarms and the like are never looked at.
 */
import "server-only";
import ICAL from "ical.js";

/** A property as ical.js reads a line: parameters in lower case, values as text. */
export type Property = { parameters: Readonly<Record<string, string>>; values: readonly unknown[] };

/** Properties by their name in lower case, in the order of the text. */
export type Properties = ReadonlyMap<string, readonly Property[]>;

export type ZonePart = { properties: Properties; observances: readonly Properties[] };
export type CalendarPart = { properties: Properties; zones: ZonePart[]; events: Properties[]; cutOff: number };

type Open = { name: string; properties: Map<string, Property[]>; parts: Open[] };

const EVENT_NAMES = [
  ..."uid dtstart dtend duration summary status transp class sequence rrule rdate exdate recurrence-id".split(" "),
  ..."organizer attendee location url description conference x-alt-desc x-calendarserver-access".split(" "),
  ..."x-google-conference x-google-hangout x-microsoft-skypeteamsmeetingurl x-microsoft-onlinemeetingexternallink".split(
    " ",
  ),
  ..."x-microsoft-onlinemeetingconflink x-microsoft-cdo-busystatus x-microsoft-cdo-alldayevent".split(" "),
  "x-microsoft-msncalendar-alldayevent",
];
const OBSERVANCE_NAMES = new Set(["dtstart", "rrule", "rdate", "tzoffsetfrom", "tzoffsetto"]);
const wanted: Record<string, ReadonlySet<string>> = {
  vcalendar: new Set(["version", "method", "name", "x-wr-calname"]),
  vevent: new Set(EVENT_NAMES),
  vtimezone: new Set(["tzid", "x-lic-location", "tzid-alias-of"]),
  standard: OBSERVANCE_NAMES,
  daylight: OBSERVANCE_NAMES,
};
/** Exchange names zones with colons, and not all that repeat the name put it into quotes. */
const BARE_ZONE = /^([\w-]+;(?:[^:"]*;)?TZID=)([^";:]*:[^";]*):([^:]*)$/i;
/** A long description is read as far as links stand in real ones. */
const LINE_LIMIT = 100_000;

/** The calendars of a text; none when there is not one. */
export function splitCalendars(text: string): CalendarPart[] {
  const calendars: CalendarPart[] = [];
  let path: Open[] = [];
  let calendar: CalendarPart | null = null;
  const close = (open: Open | undefined, isWhole: boolean) => {
    if (open === undefined || calendar === null) return;
    if (open.name === "vevent" && isWhole) calendar.events.push(open.properties);
    if (open.name === "vevent" && !isWhole) calendar.cutOff += 1;
    if (open.name === "vtimezone") {
      const observances = open.parts.map(({ properties }) => properties);
      calendar.zones.push({ properties: open.properties, observances });
    }
  };
  for (const line of unfold(text)) {
    const mark = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(line);
    if (mark === null) {
      keep(path.at(-1), line);
      continue;
    }
    const name = (mark[2] ?? "").toLowerCase();
    if (mark[1]?.toUpperCase() === "END") {
      const depth = path.findLastIndex((open) => open.name === name);
      if (depth === -1) continue;
      for (const open of path.slice(depth).reverse()) close(open, true);
      path = path.slice(0, depth);
      continue;
    }
    // An event never stands in an event, nor a calendar in one: the END before it is missing.
    const missed = path.findIndex((open) => open.name === name && (name === "vevent" || name === "vcalendar"));
    if (missed !== -1) {
      for (const open of path.slice(missed).reverse()) close(open, true);
      path = path.slice(0, missed);
    }
    const open: Open = { name, properties: new Map(), parts: [] };
    if (name === "vcalendar") {
      calendar = { properties: open.properties, zones: [], events: [], cutOff: 0 };
      calendars.push(calendar);
    }
    path.at(-1)?.parts.push(open);
    path.push(open);
  }
  // What is open at the end of the text was cut off, and may lack what changes its meaning.
  for (const open of path.reverse()) close(open, false);
  return calendars;
}

function unfold(text: string): string[] {
  return text
    .replace(/^\ufeff/, "")
    .replace(/(?:\r\n|\n|\r)[ \t]/g, "")
    .split(/\r\n|\n|\r/);
}

function keep(open: Open | undefined, line: string): void {
  if (open === undefined) return;
  const name = /^[\w-]+/.exec(line)?.[0].toLowerCase();
  if (name === undefined || wanted[open.name]?.has(name) !== true) return;
  const property = readLine(line.slice(0, LINE_LIMIT));
  const others = open.properties.get(name);
  if (others === undefined) open.properties.set(name, [property]);
  else others.push(property);
}

/** A line that breaks the grammar has no value: whether that breaks the event is for those who need it. */
function readLine(line: string): Property {
  try {
    const [, parameters, , ...values] = ICAL.parse.property(line.replace(BARE_ZONE, '$1"$2":$3')) as [
      string,
      Record<string, unknown>,
      string,
    ];
    const texts = Object.entries(parameters).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
    return { parameters: Object.fromEntries(texts.filter(([, value]) => typeof value === "string")), values };
  } catch {
    return { parameters: {}, values: [] };
  }
}

/** The first value of a property as text; empty when it is not there. */
export function textOf(properties: Properties, name: string): string {
  const value = properties.get(name)?.[0]?.values[0];
  return typeof value === "string" ? value : "";
}
