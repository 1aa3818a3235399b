/** Events as the text of a calendar: iCalendar 2.0, with all that real calendars have in them. */
import { createHash } from "node:crypto";
import { canaryEmail, canaryText } from "../canary.ts";

export type PlannedEvent = {
  uid: string;
  title: string;
  /** A date for whole days, else a time of the wall clock in `zone`: "2026-11-17T09:30". */
  start: string;
  end: string;
  /** The name under which the calendar knows the zone, which need not be the IANA one; null for whole days. */
  zone: string | null;
  organiser: { name: string; email: string };
  me: { name: string; email: string; answer: "ACCEPTED" | "DECLINED" | "TENTATIVE" };
  rule?: string;
  /** Dates on which it does not take place. */
  without?: readonly string[];
  link?: string;
  status?: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
  isPrivate?: boolean;
  /** Which occurrence this replaces. */
  replaces?: string;
};

/** A whole calendar, with lines folded as the standard wants them. */
export function calendarText(name: string, zone: string, events: readonly PlannedEvent[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Halden//Sandbox calendar//EN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    ...events.flatMap(eventLines),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** A validator for the text. */
export function etagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 20)}"`;
}

function eventLines(event: PlannedEvent): string[] {
  const { organiser, me, link } = event;
  const at = (name: string, time: string) =>
    event.zone === null ? `${name};VALUE=DATE:${plain(time)}` : `${name};TZID=${event.zone}:${plain(time)}`;
  const startClock = event.start.slice(10);
  return [
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    "DTSTAMP:20260105T080000Z",
    at("DTSTART", event.start),
    at("DTEND", event.end),
    ...(event.rule === undefined ? [] : [`RRULE:${event.rule}`]),
    ...(event.without ?? []).map((date) => at("EXDATE", `${date}${startClock}`)),
    ...(event.replaces === undefined ? [] : [at("RECURRENCE-ID", event.replaces)]),
    `SUMMARY:${escaped(event.title)}`,
    `STATUS:${event.status ?? "CONFIRMED"}`,
    `CLASS:${event.isPrivate === true ? "PRIVATE" : "PUBLIC"}`,
    `ORGANIZER;CN="${organiser.name}":mailto:${organiser.email}`,
    `ATTENDEE;CN="${me.name}";PARTSTAT=${me.answer}:mailto:${me.email}`,
    `ATTENDEE;CN="${canaryText("attendee")}";PARTSTAT=ACCEPTED:mailto:${canaryEmail("attendee")}`,
    `LOCATION:${escaped(link ?? canaryText("place"))}`,
    `DESCRIPTION:${escaped(`${canaryText("description")}\n${link ?? ""}\n${canaryText("agenda")}`)}`,
    `X-ALT-DESC;FMTTYPE=text/html:<p>${canaryText("html")}</p>`,
    `ATTACH:https://files.halden.example/${canaryText("attachment")}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${canaryText("alarm")}`,
    "TRIGGER:-PT10M",
    "END:VALARM",
    "END:VEVENT",
  ];
}

/** "2026-11-17T09:30" as 20261117T093000, a date as 20261117. */
function plain(time: string): string {
  const digits = time.replaceAll(/[-:]/g, "");
  return digits.includes("T") ? `${digits}00` : digits;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll("\n", "\\n");
}

/** At most 75 bytes a line; what goes on begins with a blank. No character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const sign of line) {
    if (Buffer.byteLength(part) + Buffer.byteLength(sign) > 74) {
      parts.push(part);
      part = "";
    }
    part += sign;
  }
  return [...parts, part].join("\r\n ");
}
