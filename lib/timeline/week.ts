/** A week of people made ready for drawing: rows of seven days, with totals and accessible names. */
import { buildDayAxis, type Day, type DayAxis, isInDay, MINUTES_OF_RULER, minuteOnRuler } from "./day.ts";
import type { RulerView } from "./layout-row.ts";
import { viewOfWork } from "./person-day.ts";
import { productWords } from "./session-words.ts";
import {
  productOfKind,
  type SessionKind,
  type TimelineDay,
  type TimelineLayer,
  type TimelinePerson,
  timelineProducts,
} from "./timeline-types.ts";
import { productOf, spanOfSession, type Totals, totalsOf } from "./totals.ts";
import { countOf, dayLong, lengthInWords, listOf } from "./words.ts";

const HOUR = 60;

/** A person's days of the week as they came; null where the person is not in a day. */
export type WeekPerson = { id: string; name: string; days: readonly (TimelinePerson | null)[] };

export type WeekCell = {
  day: Day;
  axis: DayAxis;
  person: TimelinePerson;
  totals: Totals;
  isToday: boolean;
  /** The accessible name. */
  words: string;
};

export type WeekRow = { cells: readonly (WeekCell | null)[]; totals: Totals };

/** The kind whose time stands as a figure: meetings, or the first kind that is shown. */
export function leadingKind(layers: readonly TimelineLayer[]): SessionKind {
  const product = timelineProducts.find((one) => layers.includes(one)) ?? "meetings";
  return (["meeting", "call", "webinar"] as const).find((kind) => productOfKind[kind] === product) ?? "meeting";
}

const timeWords: Record<SessionKind, string> = { meeting: "in meetings", call: "on calls", webinar: "in webinars" };

/** `In meetings`, as the head of a column of figures. */
export function headOfKind(kind: SessionKind): string {
  const words = timeWords[kind];
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

/** Everyone who is in one of the days, in the order of the days' own lists. */
export function peopleOfWeek(days: readonly TimelineDay[]): WeekPerson[] {
  const found = new Map<string, { name: string; days: (TimelinePerson | null)[] }>();
  for (const [index, { people }] of days.entries()) {
    for (const person of people) {
      const row = found.get(person.id) ?? { name: person.name, days: days.map(() => null) };
      row.days[index] = person;
      found.set(person.id, row);
    }
  }
  return [...found].map(([id, row]) => ({ id, ...row }));
}

/**
 * The hours that the days of a week share: working hours with an hour on each side, widened until everything that
 * happened, and was planned for some hours, is in them.
 */
export function viewOfWeek(
  days: readonly { person: TimelinePerson; day: Day }[],
  { layers, now }: { layers: readonly TimelineLayer[]; now: number },
): RulerView {
  let { from, to } = viewOfWork(days.map(({ person }) => person));
  const widen = (axis: DayAxis, startAt: number, endAt: number) => {
    from = Math.min(from, Math.floor(minuteOnRuler(axis, startAt) / HOUR) * HOUR);
    to = Math.max(to, Math.ceil(minuteOnRuler(axis, endAt) / HOUR) * HOUR);
  };
  for (const { person, day } of days) {
    if (from === 0 && to === MINUTES_OF_RULER) break;
    const axis = buildDayAxis(day, person.dayZone);
    for (const session of person.sessions) {
      if (!layers.includes(productOf(session))) continue;
      const { startAt, endAt } = spanOfSession(session, now);
      widen(axis, startAt, endAt);
    }
    if (layers.includes("calendar"))
      for (const { isAllDay, startAt, endAt } of person.events)
        if (!isAllDay) widen(axis, Date.parse(startAt), Date.parse(endAt));
  }
  return { from, to };
}

/** Builds the row of a person: seven days, each with its totals, and the week's. */
export function buildWeekRow(
  person: WeekPerson,
  { dates, layers, now }: { dates: readonly Day[]; layers: readonly TimelineLayer[]; now: number },
): WeekRow {
  const cells = dates.map((day, index) => {
    const found = person.days[index] ?? null;
    return found === null ? null : buildCell(onlyLayers(found, layers), day, layers, now);
  });
  const there = cells.filter((cell) => cell !== null);
  const bounds = {
    startAt: Math.min(...there.map(({ axis }) => axis.startAt)),
    endAt: Math.max(...there.map(({ axis }) => axis.endAt)),
  };
  // A session over midnight is in both of its days, and once in the week.
  const once = <T extends { id: string }>(list: readonly T[]) => [
    ...new Map(list.map((one) => [one.id, one])).values(),
  ];
  const totals = totalsOf(
    {
      sessions: once(there.flatMap((cell) => cell.person.sessions)),
      events: once(there.flatMap((cell) => cell.person.events)),
      gaps: there.flatMap((cell) => cell.person.gaps),
    },
    bounds,
    now,
  );
  return { cells, totals };
}

/** The person's day without the layers that the viewer has hidden. */
export function onlyLayers(person: TimelinePerson, layers: readonly TimelineLayer[]): TimelinePerson {
  return {
    ...person,
    sessions: person.sessions.filter((session) => layers.includes(productOf(session))),
    gaps: person.gaps.filter(({ products }) => products.some((product) => layers.includes(product))),
    events: layers.includes("calendar") ? person.events : [],
  };
}

function buildCell(person: TimelinePerson, day: Day, layers: readonly TimelineLayer[], now: number): WeekCell {
  const axis = buildDayAxis(day, person.dayZone);
  const totals = totalsOf(person, axis, now);
  return {
    day,
    axis,
    person,
    totals,
    isToday: isInDay(axis, now),
    words: `${dayLong(day).replace(/ \d{4}$/, "")}: ${listAll(dayInWords({ person, totals, axis, layers, now }))}`,
  };
}

const listAll = (words: readonly string[]) => words.join(", ");

/** What a day came to, in parts: `3 h 20 in meetings`, `12 calls`, `part not known`. Never empty. */
export function dayInWords(ask: {
  person: TimelinePerson;
  totals: Totals;
  axis: DayAxis;
  layers: readonly TimelineLayer[];
  now: number;
}): string[] {
  const { person, totals, axis, layers, now } = ask;
  const words: string[] = [];
  const { meeting, call, webinar, calendarOnly } = totals;
  const time = (kind: SessionKind) =>
    `${totals[kind].isAtLeast ? "at least " : ""}${lengthInWords(totals[kind].ms)} ${timeWords[kind]}`;
  if (meeting.count > 0) words.push(time("meeting"));
  if (meeting.overlapMs >= 60_000) words.push(`${lengthInWords(meeting.overlapMs)} of it at the same time`);
  if (call.count > 0) words.push(countOf(call.count, "call"), ...(call.ms > 0 ? [time("call")] : []));
  if (webinar.count > 0) words.push(time("webinar"));
  if (calendarOnly.count > 0)
    words.push(countOf(calendarOnly.count, "calendar event without a session", "calendar events without a session"));
  if (words.length === 0 && axis.startAt > now) words.push("not begun");
  else if (words.length === 0 && person.gaps.length === 0) words.push("nothing happened");
  if (!person.isWorkDay) words.push("day off");
  words.push(...unknownInWords(person, axis, layers, now));
  return words;
}

function unknownInWords(
  { gaps, isMapped }: TimelinePerson,
  axis: DayAxis,
  layers: readonly TimelineLayer[],
  now: number,
) {
  if (gaps.length === 0) return [];
  if (!isMapped) return ["not mapped, so nothing is known"];
  const until = Math.min(axis.endAt, now);
  const isAll = gaps.every(({ isWhole }) => isWhole);
  const known =
    until - axis.startAt - gaps.reduce((sum, gap) => sum + Date.parse(gap.endAt) - Date.parse(gap.startAt), 0);
  if (isAll && known < 60_000) return ["not known"];
  if (isAll) return ["part not known"];
  const products = timelineProducts.filter(
    (product) => layers.includes(product) && gaps.some((gap) => gap.products.includes(product)),
  );
  return [`part of ${listOf(products.map((product) => productWords[product]))} not known`];
}
