/** A person's day for paper: what the list says, as rows of a table, and the hours that bars need. */

import { standingInWords, titleOfEvent } from "./event-words.ts";
import type { RulerView } from "./layout-row.ts";
import { type DrawnEvent, type DrawnGap, type DrawnSession, type PersonDay, viewOfWork } from "./person-day.ts";
import { plannedActualInWords, plannedAgainstActual } from "./planned-actual.ts";
import { clockInDay, kindOf, outcomeOf, titleOf } from "./session-words.ts";
import { productOfKind, type TimelineLayer, timelineLayers } from "./timeline-types.ts";
import type { Totals } from "./totals.ts";
import { headOfKind } from "./week.ts";
import { countOf, type HourCycle, lengthInWords } from "./words.ts";

export type PrintRow = {
  id: string;
  when: string;
  kind: string;
  title: string;
  length: string;
  note: string;
  /** Happened, planned, not known: how the bar draws it. */
  look: "solid" | "outline" | "hatch";
};

/** The rows of a day in order of time; what was held stands as its session. */
export function rowsOfDay(personDay: PersonDay, now: number, cycle: HourCycle): PrintRow[] {
  const { sessions, events, wholeDayEvents, gaps } = personDay;
  const rows = [
    ...gaps.map((drawn) => ({ at: drawn.from - 0.5, row: rowOfGap(drawn, personDay, cycle) })),
    ...sessions.map((drawn) => ({ at: drawn.from, row: rowOfSession(drawn, personDay, now, cycle) })),
    ...[...wholeDayEvents, ...events]
      .filter(({ isHeld }) => !isHeld)
      .map((drawn) => ({ at: drawn.from, row: rowOfEvent(drawn, personDay, cycle) })),
  ];
  return rows.sort((a, b) => a.at - b.at).map(({ row }) => row);
}

function rowOfSession({ session }: DrawnSession, personDay: PersonDay, now: number, cycle: HourCycle): PrintRow {
  const { axis, person } = personDay;
  const startAt = Date.parse(session.startAt);
  const isRunning = session.state === "running";
  const endAt = session.endAt === null ? null : Date.parse(session.endAt);
  const ends = endAt === null ? (isRunning ? "now" : "?") : clockInDay(axis, endAt, cycle);
  const length = (endAt ?? (isRunning ? now : startAt)) - startAt;
  const { call } = session;
  const event = person.events.find(({ id }) => id === session.eventId);
  const parts = person.sessions.filter(({ id }) => event?.sessionIds.includes(id) === true);
  const isPlain = call === null || call.outcome === "answered" || call.outcome === "unknown";
  const notes = [
    ...(isRunning ? ["In progress"] : session.state === "endUnknown" ? ["End not known"] : []),
    ...(isPlain ? [] : [outcomeOf(call)]),
    ...(call?.deviceName == null ? [] : [call.deviceName]),
    ...(event === undefined ? [] : plannedActualInWords(plannedAgainstActual(event, parts, now), event.standing)),
  ];
  return {
    id: session.id,
    when: `${clockInDay(axis, startAt, cycle)} – ${ends}`,
    kind: kindOf(session),
    title: titleOf(session),
    length: endAt === null && !isRunning ? "" : lengthInWords(Math.max(0, length)),
    note: notes.join(", "),
    look: "solid",
  };
}

function rowOfEvent({ event }: DrawnEvent, { axis }: PersonDay, cycle: HourCycle): PrintRow {
  const [startAt, endAt] = [Date.parse(event.startAt), Date.parse(event.endAt)];
  return {
    id: event.id,
    when: event.isAllDay ? "All day" : `${clockInDay(axis, startAt, cycle)} – ${clockInDay(axis, endAt, cycle)}`,
    kind: "Calendar event",
    title: titleOfEvent(event),
    length: event.isAllDay ? "" : lengthInWords(endAt - startAt),
    note: [standingInWords(event.standing), ...(event.isTentative ? ["tentative"] : [])].join(", "),
    look: "outline",
  };
}

function rowOfGap({ gap, words }: DrawnGap, { axis }: PersonDay, cycle: HourCycle): PrintRow {
  const [startAt, endAt] = [Date.parse(gap.startAt), Date.parse(gap.endAt)];
  const isWholeDay = startAt <= axis.startAt && endAt >= axis.endAt;
  const ends = gap.isOpen ? "now" : clockInDay(axis, endAt, cycle);
  return {
    id: `${gap.startAt} ${gap.reason}`,
    when: isWholeDay ? "All day" : `${clockInDay(axis, startAt, cycle)} – ${ends}`,
    kind: "Not known",
    title: words,
    length: lengthInWords(endAt - startAt),
    note: "",
    look: "hatch",
  };
}

/** The hours that all bars of the pages need, so that they can be compared: working hours, and all that lies outside. */
export function hoursOnPaper(days: readonly PersonDay[]): RulerView {
  const people = new Map(days.map(({ person }) => [person.id, person]));
  let { from, to } = viewOfWork([...people.values()]);
  for (const { sessions, events } of days) {
    for (const one of [...sessions, ...events]) {
      from = Math.min(from, one.from);
      to = Math.max(to, one.to);
    }
  }
  return { from: Math.max(0, Math.floor(from / 60) * 60), to: Math.min(1440, Math.ceil(to / 60) * 60) };
}

/** A week of a person in figures: `at least 12 h 30 in meetings (14 meetings)`; kinds are never added to each other. */
export function weekTotalsInWords(totals: Totals, layers: readonly TimelineLayer[]): string {
  const shown = (["meeting", "call", "webinar"] as const).filter((kind) => layers.includes(productOfKind[kind]));
  const kinds = shown.filter((kind) => totals[kind].count > 0);
  const words = kinds.map((kind) => {
    const { ms, count, isAtLeast } = totals[kind];
    const time = `${isAtLeast ? "at least " : ""}${lengthInWords(ms)} ${headOfKind(kind).toLowerCase()}`;
    return `${time} (${countOf(count, kind)})`;
  });
  const { calendarOnly } = totals;
  if (calendarOnly.count > 0)
    words.push(countOf(calendarOnly.count, "calendar event without a session", "calendar events without a session"));
  if (words.length > 0) return words.join(", ");
  if (shown.some((kind) => totals[kind].isAtLeast)) return "nothing known";
  return layers.length < timelineLayers.length ? "nothing of these kinds" : "nothing";
}
