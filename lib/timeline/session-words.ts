/** What a session and a gap are called: titles, the accessible name of a block, reasons. */
import { addDays, type DayAxis, dayIn, isInDay } from "./day.ts";
import type { CallFacts, CallOutcome, GapReason, Source, TimelineProduct, TimelineSession } from "./timeline-types.ts";
import { clockAt, dayWithoutYear, type HourCycle, lengthSpoken, listOf } from "./words.ts";

type Named = Pick<TimelineSession, "kind" | "title" | "call" | "startAt" | "endAt" | "state">;

const outcomeWords: Record<CallOutcome, string> = {
  answered: "Answered",
  missed: "Missed",
  voicemail: "Went to voicemail",
  answeredElsewhere: "Answered by a colleague",
  cancelled: "Cancelled before it was answered",
  failed: "Failed",
  unknown: "Unknown",
};

/** How a call ended, as a word for a table. Only who is called can miss a call: to who calls, nobody answered. */
export function outcomeOf({ outcome, direction }: Pick<CallFacts, "outcome" | "direction">): string {
  return outcome === "missed" && direction === "outgoing" ? "No answer" : outcomeWords[outcome];
}

/** The title; for a call the caller ID name, `Private` when it was withheld, `Unknown` when there was none. */
export function titleOf(session: Named): string {
  if (session.kind !== "call") return session.title ?? "Untitled";
  if (session.call?.callerIdName != null) return session.call.callerIdName;
  return session.call?.isCallerIdHidden === true ? "Private" : "Unknown";
}

/** What it is: `Zoom meeting`, `Zoom webinar`, `Incoming Zoom call`. */
export function kindOf(session: Pick<Named, "kind" | "call">): string {
  if (session.kind !== "call") return `Zoom ${session.kind}`;
  if (session.call?.direction === "incoming") return "Incoming Zoom call";
  return session.call?.direction === "outgoing" ? "Outgoing Zoom call" : "Zoom call";
}

/**
 * An instant on the clock of the day; instants of other days say so: `yesterday 23:10` on today, on other days
 * `23:10 the day before`, and with the date where it is farther away.
 */
export function clockInDay(axis: DayAxis, at: number, cycle: HourCycle, isToday = false): string {
  const clock = clockAt(at, axis.zone, cycle);
  if (isInDay(axis, at) || at === axis.endAt) return clock;
  const isBefore = at < axis.startAt;
  const day = dayIn(axis.zone, at);
  if (day !== addDays(axis.day, isBefore ? -1 : 1)) return `${dayWithoutYear(day)}, ${clock}`;
  if (isToday) return `${isBefore ? "yesterday" : "tomorrow"} ${clock}`;
  return `${clock} the day ${isBefore ? "before" : "after"}`;
}

/** `10:00 to 10:45`; over midnight `since yesterday 23:10, until 00:40` and `23:10 until tomorrow 00:40`. */
export function hoursInWords(
  axis: DayAxis,
  { startAt, endAt }: { startAt: number; endAt: number },
  cycle: HourCycle,
  isToday: boolean,
): string {
  const [begins, ends] = [startAt, endAt].map((at) => clockInDay(axis, at, cycle, isToday));
  if (startAt < axis.startAt) return `since ${begins}, until ${ends}`;
  return `${begins} ${endAt > axis.endAt ? "until" : "to"} ${ends}`;
}

/**
 * The accessible name of a block, for example `Zoom meeting, Weekly planning, 10:00 to 10:45, 45 minutes` or
 * `Incoming Zoom call, Unknown, 15:20 to 15:24, 4 minutes, missed`; `…, 10:00, in progress` while it runs.
 */
export function nameOfSession(session: Named, axis: DayAxis, cycle: HourCycle, isToday = false): string {
  const startAt = Date.parse(session.startAt);
  const what = `${kindOf(session)}, ${titleOf(session)}`;
  const since = startAt < axis.startAt ? "since " : "";
  const begins = `${what}, ${since}${clockInDay(axis, startAt, cycle, isToday)}`;
  if (session.state === "running") return `${begins}, in progress`;
  if (session.endAt === null) return `${begins}, end unknown`;
  const endAt = Date.parse(session.endAt);
  const { call } = session;
  const unlike =
    call === null || call.outcome === "answered" || call.outcome === "unknown"
      ? ""
      : `, ${outcomeOf(call).toLowerCase()}`;
  const hours = hoursInWords(axis, { startAt, endAt }, cycle, isToday);
  return `${what}, ${hours}, ${lengthSpoken(endAt - startAt)}${unlike}`;
}

/** `10:04 – 10:52`, `16:02 – now`, `10:00 – ?`. */
export function rangeOfSession(session: Named, axis: DayAxis, cycle: HourCycle): string {
  const begins = clockAt(Date.parse(session.startAt), axis.zone, cycle);
  if (session.state === "running") return `${begins} – now`;
  return `${begins} – ${session.endAt === null ? "?" : clockAt(Date.parse(session.endAt), axis.zone, cycle)}`;
}

/** What to say of a day with nothing in it: over, not over, or not begun where the person is. */
export function emptyDayInWords(axis: Pick<DayAxis, "startAt" | "endAt">, now: number): string {
  if (now < axis.startAt) return "This day has not begun here yet.";
  return now < axis.endAt ? "Nothing so far on this day." : "Nothing happened on this day.";
}

/** How we know: `Live event, confirmed by history`. */
export function sourcesInWords(sources: readonly Source[]): string {
  const has = (source: Source) => sources.includes(source);
  if (has("live")) {
    const by = [...(has("history") ? ["history"] : []), ...(has("lookup") ? ["a look-up"] : [])];
    return by.length === 0 ? "Live event" : `Live event, confirmed by ${listOf(by)}`;
  }
  if (has("history")) return has("lookup") ? "Zoom’s history, confirmed by a look-up" : "Zoom’s history";
  return has("lookup") ? "Look-up of this one session" : "Unknown";
}

export const productWords: Record<TimelineProduct, string> = {
  meetings: "meetings",
  phone: "calls",
  webinars: "webinars",
};

const shortReasons: Record<GapReason, string> = {
  notConnected: "Not connected",
  notMapped: "Not mapped",
  excluded: "Left out",
  notReceived: "Not received",
  historyNotRead: "Not read yet",
  noData: "No data",
};

/** A gap in two or three words, for where a sentence has no room or was just said. */
export function gapInShort({ reason, isWhole }: { reason: GapReason; isWhole: boolean }): string {
  return isWhole ? shortReasons[reason] : "Partly";
}

/**
 * Why there is no data in a gap, as a short sentence. `until` is the clock at its end, `since` at its start; null where
 * the gap begins before the day or still lasts.
 */
export function gapInWords(
  gap: { reason: GapReason; products: readonly TimelineProduct[]; isWhole: boolean; isOpen: boolean },
  since: string | null,
  until: string | null,
): string {
  const products = listOf(gap.products.map((product) => productWords[product]));
  const what = gap.isWhole ? "" : ` for ${products}`;
  const receiving = gap.isWhole ? "Receiving" : `Receiving of ${products}`;
  switch (gap.reason) {
    case "notConnected":
      if (until === null && !gap.isOpen) return "Zoom was not connected";
      return until === null ? "Zoom is not connected" : `Zoom was not connected until ${until}`;
    case "notMapped":
      if (until === null && !gap.isOpen) return "Was not mapped to a Zoom user";
      return until === null
        ? "Not mapped to a Zoom user, so nothing can be received."
        : `Not mapped to a Zoom user until ${until}`;
    case "excluded":
      return "Left out of Zoom data on purpose";
    case "notReceived":
      if (until !== null) return `${receiving} was off until ${until}`;
      if (!gap.isOpen) return `${receiving} was off${since === null ? "" : ` from ${since}`}`;
      return `${receiving} is off${since === null ? "" : ` since ${since}`}`;
    case "historyNotRead":
      return `History${what} is not read yet`;
    case "noData":
      if (until === null) return `No data${what}${since === null ? "" : ` since ${since}`}`;
      return since === null ? `No data${what} until ${until}` : `No data${what}: connection down`;
  }
}
