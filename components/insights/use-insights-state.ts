"use client";

import { createParser, parseAsArrayOf, parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { isDay } from "#lib/timeline/day.ts";
import { periods, usualPeriod } from "#lib/timeline/insight-period.ts";

export const chartNames = ["time", "hours", "planned"] as const;
export type ChartName = (typeof chartNames)[number];

const parseAsDay = createParser({ parse: (text) => (isDay(text) ? text : null), serialize: (day: string) => day });
/** `all` in sight, one's own `team`, or the team of the manager with this id. */
const parseAsPeople = createParser({
  parse: (text) => (/^(all|team|[0-9a-f-]{36})$/.test(text) ? text : null),
  serialize: (people: string) => people,
});

/** What is on screen lives in the address, so that a link shows the same. */
const parsers = {
  period: parseAsStringLiteral(periods).withDefault(usualPeriod).withOptions({ history: "push" }),
  from: parseAsDay.withOptions({ history: "push" }),
  weeks: parseAsInteger.withOptions({ history: "push" }),
  by: parseAsStringLiteral(["day", "week"]).withDefault("day"),
  people: parseAsPeople.withDefault("all"),
  /** Which charts are shown as tables. */
  tables: parseAsArrayOf(parseAsStringLiteral(chartNames)).withDefault([]),
};

/** The state of an insights page in the address, and how to change it. */
export function useInsightsState() {
  return useQueryStates(parsers, { history: "replace", scroll: false, shallow: true });
}
