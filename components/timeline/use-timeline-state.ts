"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { isDay } from "#lib/timeline/day.ts";
import { type TimelineProduct, timelineProducts } from "#lib/timeline/timeline-types.ts";

const parseAsDay = createParser({ parse: (text) => (isDay(text) ? text : null), serialize: (day: string) => day });

const parseAsProducts = createParser<TimelineProduct[]>({
  parse: (text) => (text === "none" ? [] : timelineProducts.filter((product) => text.split(",").includes(product))),
  serialize: (products) => (products.length === 0 ? "none" : products.join(",")),
  eq: (a, b) => a.join() === b.join(),
});

/** What is on screen lives in the address, so that a link shows the same. */
const parsers = {
  day: parseAsDay.withOptions({ history: "push" }),
  q: parseAsString.withDefault("").withOptions({ throttleMs: 300 }),
  products: parseAsProducts,
  block: parseAsString,
  view: parseAsStringLiteral(["grid", "list"]),
  hours: parseAsStringLiteral(["work", "day"]).withDefault("work"),
};

/** The state of the timeline in the address, and how to change it. */
export function useTimelineState() {
  return useQueryStates(parsers, { history: "replace", scroll: false, shallow: true });
}
