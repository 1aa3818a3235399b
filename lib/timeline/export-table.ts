/** The timeline as a table: a row for each session, calendar event and gap, in the words of the page. */
import { writeCsv } from "./csv.ts";
import { standingInWords, titleOfEvent } from "./event-words.ts";
import type { ExportEntry } from "./export-entries.ts";
import { plannedActualInWords, plannedAgainstActual } from "./planned-actual.ts";
import { gapInWords, kindOf, outcomeOf, sourcesInWords, titleOf } from "./session-words.ts";
import type { TimelineProduct, TimelineSession } from "./timeline-types.ts";
import { productOf, spanOfSession } from "./totals.ts";

const MINUTE = 60_000;

const columns = [
  "Date",
  "Person",
  "Kind",
  "Direction",
  "Title",
  "Start",
  "End",
  "Minutes",
  "State",
  "Outcome",
  "Planned and actual",
  "Device",
  "Product",
  "How we know",
  "Time zone",
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

const productNames: Record<TimelineProduct, string> = { meetings: "Meetings", phone: "Phone", webinars: "Webinars" };
const states: Record<TimelineSession["state"], string> = {
  ended: "Ended",
  running: "In progress",
  endUnknown: "End not known",
};

/**
 * The file. Times are ISO 8601 with the offset of the zone in which the person's day is drawn; what is in progress has
 * no end, and its minutes so far; where nothing could be known stands a row of the kind "Not known".
 */
export function timelineAsCsv(entries: readonly ExportEntry[], now: number): string {
  const rows = entries.map((entry) => {
    const row: Row = {
      Date: entry.day,
      Person: entry.person.name,
      "Time zone": entry.person.dayZone,
      ...cellsOf(entry, now),
    };
    return columns.map((column) => row[column] ?? "");
  });
  return writeCsv([columns, ...rows]);
}

function cellsOf(entry: ExportEntry, now: number): Row {
  if (entry.kind === "session") return cellsOfSession(entry, now);
  return entry.kind === "event" ? cellsOfEvent(entry) : cellsOfGap(entry);
}

function cellsOfSession(
  { person, session, event, parts }: Extract<ExportEntry, { kind: "session" }>,
  now: number,
): Row {
  const { startAt, endAt } = spanOfSession(session, now);
  const { call } = session;
  return {
    Kind: kindOf(session),
    Direction: call?.direction === "incoming" ? "Incoming" : call?.direction === "outgoing" ? "Outgoing" : "",
    Title: titleOf(session),
    Start: instant(startAt, person.dayZone),
    End: session.endAt === null ? "" : instant(endAt, person.dayZone),
    Minutes: session.state === "endUnknown" ? "" : minutes(endAt - startAt),
    State: states[session.state],
    Outcome: call === null ? "" : outcomeOf(call),
    "Planned and actual":
      event === null ? "" : plannedActualInWords(plannedAgainstActual(event, parts, now), event.standing).join(", "),
    Device: [call?.deviceName, call?.deviceVersion].filter((text) => text != null && text !== "").join(" "),
    Product: productNames[productOf(session)],
    "How we know": `${sourcesInWords(session.sources)}, ${session.connectionName}`,
  };
}

function cellsOfEvent({ person, event }: Extract<ExportEntry, { kind: "event" }>): Row {
  const [startAt, endAt] = [Date.parse(event.startAt), Date.parse(event.endAt)];
  const states = [...(event.isAllDay ? ["All day"] : []), ...(event.isTentative ? ["Tentative"] : [])];
  return {
    Kind: "Calendar event",
    Title: titleOfEvent(event),
    Start: instant(startAt, person.dayZone),
    End: instant(endAt, person.dayZone),
    Minutes: event.isAllDay ? "" : minutes(endAt - startAt),
    State: states.join(", "),
    "Planned and actual": standingInWords(event.standing),
    Product: "Calendar",
    "How we know": `Calendar, ${event.calendarName}`,
  };
}

function cellsOfGap({ person, gap }: Extract<ExportEntry, { kind: "gap" }>): Row {
  const [startAt, endAt] = [Date.parse(gap.startAt), Date.parse(gap.endAt)];
  return {
    Kind: "Not known",
    Title: gapInWords(gap, null, null),
    Start: instant(startAt, person.dayZone),
    End: instant(endAt, person.dayZone),
    Minutes: minutes(endAt - startAt),
    State: gap.isOpen ? "Still so" : "",
    Product: gap.products.map((product) => productNames[product]).join(", "),
  };
}

/** `2026-03-10T09:05:00+01:00`. */
function instant(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: "second", timeZoneName: "never" });
}

/** Minutes to a tenth: `45`, `0.3`. */
function minutes(ms: number): string {
  return String(Math.round((10 * ms) / MINUTE) / 10);
}
