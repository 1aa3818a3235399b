/** What goes out in a file or on paper: exactly what the page shows, each thing once, in order. */
import type { Day } from "./day.ts";
import { matches } from "./match-name.ts";
import {
  type TimelineDay,
  type TimelineEvent,
  type TimelineGap,
  type TimelineLayer,
  type TimelinePerson,
  type TimelineSession,
  timelineLayers,
} from "./timeline-types.ts";
import { onlyLayers } from "./week.ts";

/** What the viewer narrowed the page down to; null are all layers. */
export type Shown = { q: string; layers: readonly TimelineLayer[] | null };

/** The days with those people and layers alone that the page would show. */
export function shownDays(days: readonly TimelineDay[], { q, layers }: Shown): TimelineDay[] {
  return days.map((day) => ({
    ...day,
    people: day.people
      .filter(({ name }) => matches(name, q))
      .map((person) => onlyLayers(person, layers ?? timelineLayers)),
  }));
}

/** One thing of a person; `day` is the first of the days that it is in. */
export type ExportEntry = { person: TimelinePerson; day: Day; startAt: number } & (
  | { kind: "session"; session: TimelineSession; event: TimelineEvent | null; parts: readonly TimelineSession[] }
  | { kind: "event"; event: TimelineEvent; isHeldHere: boolean }
  | { kind: "gap"; gap: TimelineGap }
);

/**
 * Sessions, calendar events and gaps, by person and start. What lies over midnight is in two days and here once.
 * `parts` are the sessions of the same event; `isHeldHere` tells of an event whose session is among the entries.
 */
export function entriesOfDays(days: readonly TimelineDay[]): ExportEntry[] {
  const people = new Map<string, { person: TimelinePerson; day: Day }[]>();
  for (const { day, people: ofDay } of days) {
    for (const person of ofDay) {
      const found = people.get(person.id);
      if (found === undefined) people.set(person.id, [{ person, day }]);
      else found.push({ person, day });
    }
  }
  return [...people.values()].flatMap(entriesOfPerson);
}

function entriesOfPerson(dated: readonly { person: TimelinePerson; day: Day }[]): ExportEntry[] {
  const once = <T extends { id: string }>(listOf: (person: TimelinePerson) => readonly T[]) => {
    const found = new Map<string, { one: T; person: TimelinePerson; day: Day }>();
    for (const { person, day } of dated)
      for (const one of listOf(person)) if (!found.has(one.id)) found.set(one.id, { one, person, day });
    return found;
  };
  const sessions = once(({ sessions }) => sessions);
  const events = once(({ events }) => events);
  const partsOf = (event: TimelineEvent | undefined) =>
    (event?.sessionIds ?? []).flatMap((id) => sessions.get(id)?.one ?? []);
  const entries: ExportEntry[] = [
    ...[...sessions.values()].map(({ one: session, ...where }): ExportEntry => {
      const event = events.get(session.eventId ?? "")?.one;
      const startAt = Date.parse(session.startAt);
      return { kind: "session", ...where, startAt, session, event: event ?? null, parts: partsOf(event) };
    }),
    ...[...events.values()].map(({ one: event, ...where }): ExportEntry => {
      return {
        kind: "event",
        ...where,
        startAt: Date.parse(event.startAt),
        event,
        isHeldHere: partsOf(event).length > 0,
      };
    }),
    ...dated.flatMap(({ person, day }) =>
      person.gaps.map((gap): ExportEntry => ({ kind: "gap", person, day, startAt: Date.parse(gap.startAt), gap })),
    ),
  ];
  return entries.sort((a, b) => a.startAt - b.startAt);
}
