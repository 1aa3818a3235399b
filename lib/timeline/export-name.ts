/** What a file of the timeline is called. */
import { addDays, type Day } from "./day.ts";

/** `timeline-2026-03-10.csv`, `timeline-2026-03-09-to-15.ics`, `timeline-2026-03-30-to-04-05.csv`. */
export function fileNameOf(first: Day, count: number, ending: string): string {
  const last = addDays(first, count - 1);
  const [year, month] = first.split("-");
  const shared = [`${year}-${month}-`, `${year}-`].find((part) => last.startsWith(part)) ?? "";
  return `timeline-${first}${count === 1 ? "" : `-to-${last.slice(shared.length)}`}.${ending}`;
}
