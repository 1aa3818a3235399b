/**
 * Reads a calendar (iCalendar, RFC 5545) into the occurrences that touch a window. Nothing else of it is kept, and no
 * event can stop or hold up the others: a broken one is counted, an endless one is cut.
 */
import "server-only";
import { fingerprint } from "#lib/crypto.ts";
import type { CalendarEventInput } from "#lib/db/calendar-events.ts";
import { cleanName } from "#lib/zoom/clean-text.ts";
import { type EventPart, readEvent } from "./ics-event.ts";
import { type CalendarPart, splitCalendars, textOf } from "./ics-text.ts";
import { occurrencesOfEvent } from "./recurrence-set.ts";
import { zonesOf } from "./zones.ts";

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
  /** Events that could not be understood, or of which there was more than is kept. */
  skipped: number;
  /** What the calendar calls itself. */
  name: string | null;
};

export type CalendarAsk = { window: { startAt: Date; endAt: Date }; personEmail: string; personZone: string };

const MOST_OCCURRENCES = 30_000;
const MOST_PARTS_OF_ONE_EVENT = 4_000;
/** Steps of recurrence: some hundred thousand are a tenth of a second. */
const STEPS_OF_ONE_EVENT = 300_000;
const STEPS_OF_A_CALENDAR = 10_000_000;
const STEPS_OF_ITS_ZONES = 300_000;

/**
 * The occurrences that touch the window. Times without a zone, and in zones that nobody knows, are the person's.
 * Cancelled events, and those that the person declined, are left out. Throws `UnreadableCalendar`.
 */
export function readCalendar(text: string, ask: CalendarAsk): CalendarReading {
  const calendars = splitCalendars(text);
  if (calendars.length === 0) throw new UnreadableCalendar("notCalendar");
  if (calendars.every(({ properties }) => textOf(properties, "version").trim() === "1.0"))
    throw new UnreadableCalendar("oldFormat");
  const names = calendars.map(({ properties }) => textOf(properties, "x-wr-calname") || textOf(properties, "name"));
  const name = cleanName(names.find((one) => one.trim() !== ""));
  const { parts, skipped } = readParts(calendars, ask, name);
  const window = { from: ask.window.startAt.getTime(), to: ask.window.endAt.getTime() };
  const reading: CalendarReading = { events: [], skipped, name };
  let steps = STEPS_OF_A_CALENDAR;
  for (const [uid, ofOne] of parts) {
    const budget = { steps: Math.min(STEPS_OF_ONE_EVENT, steps) };
    const given = budget.steps;
    try {
      const { occurrences, isSpent } = occurrencesOfEvent(ofOne.slice(0, MOST_PARTS_OF_ONE_EVENT), window, budget);
      const room = MOST_OCCURRENCES - reading.events.length;
      if (isSpent || occurrences.length > room || ofOne.length > MOST_PARTS_OF_ONE_EVENT) reading.skipped += 1;
      for (const { startAt, endAt, isAllDay, facts, place } of occurrences.slice(0, room))
        reading.events.push({
          key: fingerprint(`${uid}\n${place}`),
          startAt: new Date(startAt),
          endAt: new Date(endAt),
          allDay: isAllDay,
          ...facts,
        });
    } catch {
      reading.skipped += 1;
    }
    steps -= given - Math.max(0, budget.steps);
  }
  return reading;
}

/** The readable events by their UID, in the order of the text. */
function readParts(
  calendars: readonly CalendarPart[],
  ask: CalendarAsk,
  name: string | null,
): { parts: Map<string, EventPart[]>; skipped: number } {
  const parts = new Map<string, EventPart[]>();
  // Google names a person's main calendar after the account's e-mail, which need not be the one we know.
  const addresses = new Set([ask.personEmail, name ?? ""].map((address) => address.trim().toLowerCase()));
  const budget = { steps: STEPS_OF_ITS_ZONES };
  let skipped = 0;
  for (const calendar of calendars) {
    skipped += calendar.cutOff;
    const zoneOf = zonesOf(calendar.zones, { ...ask, budget });
    const isCancelled = textOf(calendar.properties, "method").trim().toUpperCase() === "CANCEL";
    for (const properties of calendar.events) {
      try {
        const part = readEvent(properties, { zoneOf, addresses, isCancelled });
        const uid = part.uid === "" ? `${part.start.at} ${textOf(properties, "summary")}` : part.uid;
        const others = parts.get(uid);
        if (others === undefined) parts.set(uid, [part]);
        else others.push(part);
      } catch {
        skipped += 1;
      }
    }
  }
  return { parts, skipped };
}
