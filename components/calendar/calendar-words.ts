/** What became of a calendar, in sentences. Pure: zone, clock and now come in. */
import {
  type FeedAdded,
  type FeedOnPage,
  type FeedReading,
  failureWords,
  MOST_FEEDS,
  type NextEvent,
} from "#lib/calendar/feed-types.ts";
import { clockAt, type HourCycle } from "#lib/timeline/words.ts";

export type Eyes = { timeZone: string; hourCycle: HourCycle };

const DAY_MS = 86_400_000;
const count = (events: number) => (events === 1 ? "1 event" : `${events.toLocaleString("en-GB")} events`);

/** `today at 14:05`, `tomorrow`, `on Thursday at 09:00`, `on 4 December`. */
export function whenWords({ startAt, isAllDay }: NextEvent, eyes: Eyes, now: number): string {
  const zone = isAllDay ? "UTC" : eyes.timeZone;
  const at = Date.parse(startAt);
  const dateOf = (instant: number, timeZone: string) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
  const date = dateOf(at, zone);
  const days = dateOf(now, eyes.timeZone).until(date, { largestUnit: "day" }).days;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
  const day =
    days === 0
      ? "today"
      : days === 1
        ? "tomorrow"
        : days < 7
          ? `on ${format({ weekday: "long" })}`
          : `on ${format({ day: "numeric", month: "long" })}`;
  return isAllDay ? day : `${day} at ${clockAt(at, eyes.timeZone, eyes.hourCycle)}`;
}

/** `214 events, the next on Thursday at 09:00`. */
export function eventWords(
  { events, next }: { events: number; next: NextEvent | null },
  eyes: Eyes,
  now: number,
): string {
  if (events === 0) return "No events";
  return next === null ? `${count(events)}, none ahead` : `${count(events)}, the next ${whenWords(next, eyes, now)}`;
}

function agoWords(at: string, now: number): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(at)) / 60_000));
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h ago`;
  return `${Math.round((minutes * 60_000) / DAY_MS)} days ago`;
}

/** How a calendar stands: what is the case, and what to do when something is wrong. */
export function stateWords(feed: FeedOnPage, eyes: Eyes, now: number): { tone: "neutral" | "warn"; text: string } {
  if (feed.state === "failing" && feed.failure !== null) {
    const { what, next } = failureWords(feed.failure);
    const since = feed.failingSince === null ? "" : `, since ${agoWords(feed.failingSince, now)}`;
    return { tone: "warn", text: `${what}${since}. ${next} What was read before stays.` };
  }
  if (feed.state === "new") return { tone: "neutral", text: "Is read for the first time within minutes." };
  const read = feed.readAt === null ? "" : feed.kind === "file" ? "Added" : "Read";
  const when = feed.readAt === null ? "" : ` ${read} ${agoWords(feed.readAt, now)}.`;
  return { tone: "neutral", text: `${eventWords(feed, eyes, now)}.${when}${skippedWords(feed.skipped)}` };
}

function skippedWords(skipped: number): string {
  return skipped === 0
    ? ""
    : ` ${count(skipped)} could not be understood and ${skipped === 1 ? "is" : "are"} left out.`;
}

/** What came of reading, for a short message. */
export function readingWords(
  reading: FeedReading | null,
  eyes: Eyes,
  now: number,
): { isGood: boolean; title: string; more: string } {
  if (reading === null) return { isGood: true, title: "Nothing to read", more: "A file stays as it is." };
  if (reading.kind === "failed") {
    const { what, next } = failureWords(reading.failure);
    return { isGood: false, title: what, more: next };
  }
  const title = reading.events === 0 ? "The calendar was read" : eventWords(reading, eyes, now);
  return { isGood: true, title, more: skippedWords(reading.skipped).trim() };
}

/** Why a calendar was not added, or null when it was. */
export function notAddedWords(added: FeedAdded): { what: string; next: string } | null {
  if (added.kind === "failed") return failureWords(added.failure);
  if (added.kind === "already")
    return { what: `This calendar is here already, as "${added.name}"`, next: "Add another, or close this." };
  if (added.kind === "full")
    return { what: `There are ${MOST_FEEDS} calendars, which is as many as fit`, next: "Remove one first." };
  return added.reading.kind === "failed" ? failureWords(added.reading.failure) : null;
}
