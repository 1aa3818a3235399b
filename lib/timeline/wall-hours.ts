/**
 * The hours of the wall clock of some days as stretches of time, so that time can be added up by day and by hour of the
 * day. Where the clock goes forward an hour has no time, and where it goes back an hour has twice as much.
 */
import { addDays, type Day, dayBounds } from "./day.ts";

export const HOURS_OF_DAY = 24;
const HOUR_MS = 3_600_000;

/**
 * The instants (milliseconds) at which the hours of `count` days in a row begin, and the end of the last one: 24 for each
 * day, never falling. Hour `h` of day `d` lies between the places `24 d + h` and the next; some are empty.
 */
export function wallHours(first: Day, count: number, zone: string): number[] {
  const edges: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const day = addDays(first, index);
    const { startAt, endAt } = dayBounds(day, zone);
    // Nearly all days are plain, and asking the zone for each hour takes long.
    const isPlain = endAt - startAt === HOURS_OF_DAY * HOUR_MS;
    const midnight = Temporal.PlainDate.from(day).toPlainDateTime();
    for (let hour = 0; hour < HOURS_OF_DAY; hour += 1) {
      const at = isPlain
        ? startAt + hour * HOUR_MS
        : midnight.add({ hours: hour }).toZonedDateTime(zone).epochMilliseconds;
      edges.push(Math.min(endAt, Math.max(startAt, edges.at(-1) ?? startAt, at)));
    }
    if (index === count - 1) edges.push(endAt);
  }
  return edges;
}
