/** Addresses at which what is on a page of the timeline can be had in another form. */
import { DAYS_OF_WEEK, type Day, mondayOf } from "./day.ts";
import { textOfLayers } from "./layers-text.ts";
import type { TimelineLayer, ZoneChoice } from "./timeline-types.ts";

/** What a page of the timeline shows, as its address says it. */
export type ExportAsk = {
  /** The day, or any day of the week. */
  day: Day;
  range: "day" | "week";
  /** On the page of one person; the choice of people and the search do not count there. */
  personId?: string;
  people?: string;
  zone: ZoneChoice;
  q?: string;
  /** Null when nothing is switched off. */
  products: readonly TimelineLayer[] | null;
};

/** Where the file is. */
export function fileAddress(ask: ExportAsk, format: "csv" | "ics"): string {
  const days = ask.range === "week" ? { day: mondayOf(ask.day), days: String(DAYS_OF_WEEK) } : { day: ask.day };
  const person = ask.personId === undefined ? {} : { person: ask.personId };
  return `/api/timeline/export?${new URLSearchParams({ format, ...days, ...person, ...narrowed(ask) })}`;
}

/** Where the same stands for paper. */
export function printAddress(ask: ExportAsk): string {
  const person = ask.personId === undefined ? {} : { person: ask.personId };
  return `/timeline/print?${new URLSearchParams({ ...shown(ask), ...person, ...narrowed(ask) })}`;
}

/** The page itself. */
export function pageAddress(ask: ExportAsk): string {
  const page = ask.personId === undefined ? "/timeline" : `/timeline/${ask.personId}`;
  return `${page}?${new URLSearchParams({ ...shown(ask), ...narrowed(ask) })}`;
}

function shown({ day, range }: ExportAsk): Record<string, string> {
  return { day, ...(range === "day" ? {} : { range }) };
}

function narrowed({ personId, people = "all", zone, q = "", products }: ExportAsk): Record<string, string> {
  return {
    ...(personId !== undefined || people === "all" ? {} : { people }),
    ...(zone === "own" ? {} : { zone }),
    ...(personId !== undefined || q === "" ? {} : { q }),
    ...(products === null ? {} : { products: textOfLayers(products) }),
  };
}
