/**
 * How the people in sight spent some weeks in sessions: sums by day and by hour, what was planned, and where we could not
 * have known. Trusts its arguments, as the timeline does. Of a team it tells sums only.
 */
import "server-only";
import { readCoverage } from "#lib/db/coverage.ts";
import { listCalendarsSince, type SessionTimeSum, sumSessionTime } from "#lib/db/insights.ts";
import { listPeople, type PersonRow } from "#lib/db/people.ts";
import { countMappedPeople, readKnowledge } from "#lib/db/timeline.ts";
import { addDays, DAYS_OF_WEEK, type Day } from "#lib/timeline/day.ts";
import { findGaps, type Gap } from "#lib/timeline/gaps.ts";
import type { InsightDay, InsightHour, Insights, TimeByKind } from "#lib/timeline/insights-types.ts";
import { clipSpan, lengthOfSpans } from "#lib/timeline/spans.ts";
import {
  productOfKind,
  type SessionKind,
  type TimelineGap,
  type TimelineProduct,
} from "#lib/timeline/timeline-types.ts";
import { HOURS_OF_DAY, wallHours } from "#lib/timeline/wall-hours.ts";
import { sumPlanned } from "./insights-planned.ts";
import { connectionFacts, receivingFacts, type ZoomFacts, zoomFacts, zoomUsersByPerson } from "./knowledge.ts";
import type { TimelineAsk } from "./timeline.ts";

export type InsightsAsk = Pick<TimelineAsk, "organisationId" | "sight" | "products" | "now"> & {
  /** A Monday. */
  from: Day;
  weeks: number;
};

export type ReadInsights = Omit<Insights, "zoom"> & { zoom: ZoomFacts };

/** A person with the edges of the hours of their days, and the place of their zone. */
type PersonHours = { person: PersonRow; zone: number; hours: readonly number[] };
type PersonGaps = PersonHours & { gaps: readonly Gap[] };

/** Reads the weeks of everyone in sight. Days are each person's own, in their own zone. */
export async function readInsights(ask: InsightsAsk): Promise<ReadInsights> {
  const { organisationId, sight, products, from, weeks, now } = ask;
  const [people, mappedPeople] = await Promise.all([
    listPeople(organisationId, sight.kind === "everyone" ? {} : { ids: sight.ids }),
    countMappedPeople(organisationId),
  ]);
  const dayCount = weeks * DAYS_OF_WEEK;
  const names = [...new Set(people.map(({ timeZone }) => timeZone))];
  const zones = names.map((zone) => wallHours(from, dayCount, zone));
  const asked = people.map((person): PersonHours => {
    const zone = names.indexOf(person.timeZone);
    return { person, zone, hours: zones[zone] ?? [] };
  });
  const window = {
    startAt: new Date(Math.min(now.getTime(), ...zones.map(([first]) => first ?? Infinity))),
    endAt: new Date(Math.max(0, ...zones.map((hours) => hours.at(-1) ?? 0))),
  };
  const ids = people.map(({ id }) => id);
  const summing = sumSessionTime({
    organisationId,
    products,
    people: asked.map(({ person, zone }) => ({ personId: person.id, zone, workDays: bitsOf(person.workDays) })),
    zones,
    now,
  });
  const [knowledge, coverage, calendars] = await Promise.all([
    readKnowledge(organisationId, ids, window),
    readCoverage(organisationId, window, now),
    listCalendarsSince(organisationId, ids),
  ]);
  const usersOf = zoomUsersByPerson(knowledge, connectionFacts(knowledge, coverage));
  const receiving = receivingFacts(knowledge);
  const known = asked.map((one): PersonGaps => {
    const day = { startAt: one.hours[0] ?? 0, endAt: one.hours.at(-1) ?? 0 };
    const zoomUsers = usersOf.get(one.person.id) ?? [];
    return { ...one, gaps: findGaps({ day, now: now.getTime(), zoomUsers, products, receiving }) };
  });
  const planning = sumPlanned({
    organisationId,
    products,
    people: asked.map(({ person, hours }) => ({
      personId: person.id,
      startAt: new Date(hours[0] ?? 0),
      endAt: new Date(hours.at(-1) ?? 0),
    })),
    gapsOf: new Map(known.map(({ person, gaps }) => [person.id, gaps.map(asTold)])),
    calendars,
    now,
  });
  // Both take their time in the database, beside each other.
  const [time, { planned, calendarOnly }] = await Promise.all([summing, planning]);

  const begun = Math.max(0, ...zones.map((hours) => countBegun(hours, now.getTime())));
  const unknown = unknownByDay(known, begun, now.getTime());
  const days = Array.from({ length: begun }, (_, index): InsightDay => {
    const sums = time.byDay.filter(({ day }) => day === index);
    const gaps = unknown[index];
    return {
      day: addDays(from, index),
      time: timeByKind(sums, (product) => gaps?.products.has(product) ?? false),
      besideMs: sumOf(sums, "besideMs"),
      unknownPeople: gaps?.people ?? 0,
      isUnknown: gaps !== undefined && gaps.blank === people.length && people.length > 0 && sumOf(sums, "count") === 0,
    };
  });
  const missing = new Set(known.flatMap(({ gaps }) => gaps.flatMap((gap) => gap.products)));
  return {
    from,
    weeks,
    asOf: now.toISOString(),
    products,
    people: people.map(({ id, name }) => ({ id, name })),
    days,
    totals: {
      time: timeByKind(time.byDay, (product) => missing.has(product)),
      besideMs: sumOf(time.byDay, "besideMs"),
      unanswered: sumOf(time.byDay, "unanswered"),
      openEnds: sumOf(time.byDay, "openEnds"),
      running: sumOf(time.byDay, "running"),
    },
    hours: hoursOf(time.byHour, asked, zones, now.getTime()),
    unknown: unknownByReason(known),
    unknownPeople: known.filter(({ gaps }) => gaps.length > 0).length,
    calendarOnly,
    planned,
    zoom: zoomFacts(knowledge, mappedPeople),
  };
}

const bitsOf = (workDays: readonly number[]) => workDays.reduce((bits, day) => bits | (1 << (day - 1)), 0);
const asTold = ({ startAt, endAt, ...gap }: Gap): TimelineGap => ({
  ...gap,
  startAt: new Date(startAt).toISOString(),
  endAt: new Date(endAt).toISOString(),
});

type Summed = "ms" | "overlapMs" | "besideMs" | "count" | "unanswered" | "openEnds" | "running";
const sumOf = (sums: readonly SessionTimeSum[], name: Summed) => sums.reduce((sum, one) => sum + one[name], 0);

function timeByKind(sums: readonly SessionTimeSum[], isMissing: (product: TimelineProduct) => boolean): TimeByKind {
  const of = (kind: SessionKind) => {
    const own = sums.filter(({ product }) => product === productOfKind[kind]);
    return {
      ms: sumOf(own, "ms"),
      overlapMs: sumOf(own, "overlapMs"),
      count: sumOf(own, "count"),
      isAtLeast: isMissing(productOfKind[kind]) || sumOf(own, "openEnds") > 0,
    };
  };
  return { meeting: of("meeting"), call: of("call"), webinar: of("webinar") };
}

/** How many days have begun in a zone. */
function countBegun(hours: readonly number[], now: number): number {
  const dayCount = (hours.length - 1) / HOURS_OF_DAY;
  let count = 0;
  while (count < dayCount && (hours[count * HOURS_OF_DAY] ?? Infinity) < now) count += 1;
  return count;
}

/** Of each day, what is not known of anyone, of how many people, and of how many nothing is known. */
function unknownByDay(known: readonly PersonGaps[], dayCount: number, now: number) {
  const days = Array.from({ length: dayCount }, () => ({ products: new Set<TimelineProduct>(), people: 0, blank: 0 }));
  for (const { hours, gaps } of known) {
    for (const [index, day] of days.entries()) {
      const [startAt = 0, endAt = 0] = [hours[index * HOURS_OF_DAY], hours[(index + 1) * HOURS_OF_DAY]];
      const here = gaps.filter((gap) => gap.startAt < endAt && gap.endAt > startAt);
      if (here.length > 0) day.people += 1;
      const missing = lengthOfSpans(
        here.filter(({ isWhole }) => isWhole).flatMap((gap) => clipSpan(gap, { startAt, endAt }) ?? []),
      );
      if (missing >= Math.min(now, endAt) - startAt) day.blank += 1;
      for (const gap of here) for (const product of gap.products) day.products.add(product);
    }
  }
  return days;
}

function unknownByReason(known: readonly PersonGaps[]): Insights["unknown"] {
  const people = new Map<Gap["reason"], number>();
  for (const { gaps } of known)
    for (const reason of new Set(gaps.map((gap) => gap.reason))) people.set(reason, (people.get(reason) ?? 0) + 1);
  return [...people].map(([reason, count]) => ({ reason, people: count })).sort((a, b) => b.people - a.people);
}

function hoursOf(
  sums: readonly (SessionTimeSum & { hour: number; isWorkDay: boolean })[],
  people: readonly PersonHours[],
  zones: readonly (readonly number[])[],
  now: number,
): InsightHour[] {
  // People of one zone with the same working days have the same hours.
  const groups = Map.groupBy(people, ({ zone, person }) => `${zone} ${person.workDays.join()}`);
  const possible = Array.from({ length: HOURS_OF_DAY }, () => 0);
  for (const group of groups.values()) {
    const [one] = group;
    if (one === undefined) continue;
    const hours = zones[one.zone] ?? [];
    for (const [place, startAt] of hours.slice(0, -1).entries()) {
      const weekday = (Math.floor(place / HOURS_OF_DAY) % DAYS_OF_WEEK) + 1;
      const length = Math.min(now, hours[place + 1] ?? startAt) - startAt;
      const hour = place % HOURS_OF_DAY;
      if (length > 0 && one.person.workDays.includes(weekday))
        possible[hour] = (possible[hour] ?? 0) + length * group.length;
    }
  }
  return possible.map((possibleMs, hour) => {
    const at = (isWorkDay: boolean) => {
      const here = sums.filter((one) => one.hour === hour && one.isWorkDay === isWorkDay);
      const of = (kind: SessionKind) =>
        sumOf(
          here.filter(({ product }) => product === productOfKind[kind]),
          "ms",
        );
      return { meeting: of("meeting"), call: of("call"), webinar: of("webinar") };
    };
    return { hour, workMs: at(true), offMs: at(false), possibleMs };
  });
}
