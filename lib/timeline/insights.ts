/** Insights made ready for drawing: days put together to weeks, scales, and sentences. Pure. */
import { addDays, DAYS_OF_WEEK, type Day, mondayOf } from "./day.ts";
import type { InsightDay, Insights, TimeByKind } from "./insights-types.ts";
import type { GapReason, SessionKind } from "./timeline-types.ts";
import { productOfKind } from "./timeline-types.ts";
import type { KindTotal } from "./totals.ts";
import { countOf, dayWithoutYear, lengthInWords, listOf, weekInWords } from "./words.ts";

export const kinds = ["meeting", "call", "webinar"] as const satisfies readonly SessionKind[];

export const kindTitles: Record<SessionKind, string> = {
  meeting: "Hosted meetings",
  call: "Calls",
  webinar: "Hosted webinars",
};

/** The kinds whose product is visible. */
export function visibleKinds({ products }: Pick<Insights, "products">): SessionKind[] {
  return kinds.filter((kind) => products.includes(productOfKind[kind]));
}

/** A day, or a week, as one bar. */
export type Bucket = Omit<InsightDay, "day"> & {
  /** Its first day. */
  key: Day;
  name: string;
  /** It is not over yet. */
  isSoFar: boolean;
};

/** The days as bars, or their weeks. Lengths of disjoint days may be added, people may not: the most of a day stands. */
export function bucketsOf(days: readonly InsightDay[], by: "day" | "week", today: Day): Bucket[] {
  if (by === "day")
    return days.map(({ day, ...rest }) => ({ ...rest, key: day, name: dayWithoutYear(day), isSoFar: day >= today }));
  return [...Map.groupBy(days, ({ day }) => mondayOf(day))].map(([monday, of]) => ({
    key: monday,
    name: weekInWords(monday),
    isSoFar: addDays(monday, DAYS_OF_WEEK) > today,
    time: addTimes(of.map(({ time }) => time)),
    besideMs: of.reduce((sum, { besideMs }) => sum + besideMs, 0),
    unknownPeople: Math.max(0, ...of.map(({ unknownPeople }) => unknownPeople)),
    isUnknown: of.every(({ isUnknown }) => isUnknown),
  }));
}

function addTimes(times: readonly TimeByKind[]): TimeByKind {
  const of = (kind: SessionKind): KindTotal => {
    const own = times.map((time) => time[kind]);
    return {
      ms: own.reduce((sum, { ms }) => sum + ms, 0),
      overlapMs: own.reduce((sum, { overlapMs }) => sum + overlapMs, 0),
      count: own.reduce((sum, { count }) => sum + count, 0),
      isAtLeast: own.some(({ isAtLeast }) => isAtLeast),
    };
  };
  return { meeting: of("meeting"), call: of("call"), webinar: of("webinar") };
}

/** The least of 1, 2, 5, 10, 20, 50 … times `unit` that is not under `most`. */
export function roundScale(most: number, unit: number): number {
  let step = unit;
  for (let index = 0; step < most; index += 1) step *= index % 3 === 1 ? 2.5 : 2;
  return step;
}

/** `at least 3 h 20`. */
export function totalInWords({ ms, isAtLeast }: Pick<KindTotal, "ms" | "isAtLeast">): string {
  return `${isAtLeast ? "at least " : ""}${lengthInWords(ms)}`;
}

const spentWords: Record<SessionKind, string> = {
  meeting: "in hosted meetings",
  call: "on calls",
  webinar: "in hosted webinars",
};

/** `From Mon 2 Nov until now, 14 people spent at least 31 h 20 in hosted meetings and 4 h 10 on calls.` */
export function spentInWords(insights: Insights, name: string | null): string {
  const { from, days, weeks, people, totals } = insights;
  const last = addDays(from, weeks * DAYS_OF_WEEK - 1);
  const isOver = days.at(-1)?.day === last && Date.parse(insights.asOf) > Date.parse(addDays(last, 2));
  const when = `From ${dayWithoutYear(from)} ${isOver ? `to ${dayWithoutYear(last)}` : "until now"}`;
  const parts = visibleKinds(insights)
    .filter((kind) => totals.time[kind].ms > 0)
    .map((kind) => `${totalInWords(totals.time[kind])} ${spentWords[kind]}`);
  const spent = parts.length === 0 ? "no time in sessions" : listOf(parts);
  return `${when}, ${name ?? countOf(people.length, "person", "people")} spent ${spent}.`;
}

const reasonClauses: Record<GapReason, string> = {
  notConnected: "Zoom was not connected",
  notMapped: "no Zoom user was mapped",
  excluded: "the Zoom user is left out on purpose",
  notReceived: "receiving was off",
  historyNotRead: "history is not read yet",
  noData: "the connection was down",
};

/** Why something is not known: `Zoom was not connected (14 people), no Zoom user was mapped (3 people)`. */
export function unknownInWords({ unknown, people }: Pick<Insights, "unknown" | "people">): string {
  return listOf(
    unknown.map(
      ({ reason, people: count }) =>
        `${reasonClauses[reason]}${people.length === 1 ? "" : ` (${countOf(count, "person", "people")})`}`,
    ),
  );
}

/** What else must be said of the totals, a sentence each. */
export function notesInWords(insights: Insights): string[] {
  const { totals, unknown, unknownPeople, people } = insights;
  const notes: string[] = [];
  if (unknown.length > 0) {
    const whom = people.length === 1 ? "" : ` of ${countOf(unknownPeople, "person", "people")}`;
    notes.push(`Part is not known${whom}: ${unknownInWords(insights)}.`);
  }
  if (totals.openEnds > 0)
    notes.push(`Zoom never told the end of ${countOf(totals.openEnds, "session")}, which therefore count nothing.`);
  if (totals.running > 0)
    notes.push(
      `${countOf(totals.running, "session")} still ${totals.running === 1 ? "runs, and counts" : "run, and count"} until now.`,
    );
  return notes;
}

/** A length on an axis, as short as it reads: `50 h`, `2 h 30`, `30 min`. */
export function lengthOnAxis(ms: number): string {
  return lengthInWords(ms).replace(" h 00", " h");
}

/** `34 %`, `2.5 %`. */
export function shareInWords(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return "under 0.1 %";
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}

/** The share of an hour that went into sessions of a kind, on working days. */
export function shareOf({ workMs, possibleMs }: Insights["hours"][number], kind: SessionKind): number {
  return possibleMs === 0 ? 0 : workMs[kind] / possibleMs;
}
