"use client";

import { createParser, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { isDay } from "#lib/timeline/day.ts";
import { layersOfText, textOfLayers } from "#lib/timeline/layers-text.ts";
import { type TimelineLayer, zoneChoices } from "#lib/timeline/timeline-types.ts";
import { zoomSteps } from "#lib/timeline/zoom.ts";

const parseAsDay = createParser({ parse: (text) => (isDay(text) ? text : null), serialize: (day: string) => day });

const parseAsLayers = createParser<TimelineLayer[]>({
  parse: layersOfText,
  serialize: textOfLayers,
  eq: (a, b) => a.join() === b.join(),
});

/** `all` in sight, one's own `team`, or the team of the manager with this id. */
const parseAsPeople = createParser({
  parse: (text) => (/^(all|team|[0-9a-f-]{36})$/.test(text) ? text : null),
  serialize: (people: string) => people,
});

/** What is on screen lives in the address, so that a link shows the same. */
const parsers = {
  day: parseAsDay.withOptions({ history: "push" }),
  range: parseAsStringLiteral(["day", "week"]).withDefault("day").withOptions({ history: "push" }),
  people: parseAsPeople.withDefault("all"),
  zone: parseAsStringLiteral(zoneChoices).withDefault("own"),
  q: parseAsString.withDefault("").withOptions({ throttleMs: 300 }),
  products: parseAsLayers,
  block: parseAsString,
  view: parseAsStringLiteral(["grid", "list"]),
  hours: parseAsStringLiteral(zoomSteps).withDefault("work"),
  from: parseAsInteger,
};

/** The state of the timeline in the address, and how to change it. */
export function useTimelineState() {
  return useQueryStates(parsers, { history: "replace", scroll: false, shallow: true });
}

export type SetTimelineState = ReturnType<typeof useTimelineState>[1];
