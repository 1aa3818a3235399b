/** Calendars for the tests of this room. */
import { type CalendarReading, readCalendar } from "./read-calendar.ts";

export const wholeYear = { startAt: new Date("2026-01-01T00:00:00Z"), endAt: new Date("2027-01-01T00:00:00Z") };

export const asCalendar = (...lines: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...lines, "END:VCALENDAR", ""].join("\r\n");

/** With a UID of its own unless one is given. */
export const asEvent = (...lines: string[]) => {
  const uid = lines.some((line) => line.startsWith("UID:")) ? [] : ["UID:one"];
  return ["BEGIN:VEVENT", ...uid, ...lines, "END:VEVENT"].join("\r\n");
};

/** Reads for Amara in Berlin. */
export const readFor = (text: string, change: Partial<Parameters<typeof readCalendar>[1]> = {}): CalendarReading =>
  readCalendar(text, {
    window: wholeYear,
    personEmail: "amara@halden.example",
    personZone: "Europe/Berlin",
    ...change,
  });

/** The starts, in order, as instants without seconds. */
export const startsOf = ({ events }: CalendarReading): string[] =>
  events.map(({ startAt }) => startAt.toISOString().slice(0, 16)).sort();
