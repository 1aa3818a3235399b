/** Days as people live them: a date in a zone, as instants. Pure. */

const dayStarts = new Map<string, number>();

/** The instant (ms) of 00:00 on a date ("2026-11-17") in a zone. */
export function startOfDay(date: string, timeZone: string): number {
  const key = `${date} ${timeZone}`;
  const known = dayStarts.get(key);
  if (known !== undefined) return known;
  const start = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
  if (dayStarts.size > 20_000) dayStarts.clear();
  dayStarts.set(key, start);
  return start;
}

/** The instant (ms) of a time of day, given in minutes after midnight by the clock on the wall. */
export function instantAt(date: string, timeZone: string, minutes: number): number {
  // Clocks change in the night: on such a day count back from the midnight that ends it.
  const end = startOfDay(nextDate(date, 1), timeZone);
  const isPlainDay = end - startOfDay(date, timeZone) === 86_400_000;
  if (isPlainDay) return startOfDay(date, timeZone) + minutes * 60_000;
  return end - (1440 - minutes) * 60_000;
}

/** The date so many days later. */
export function nextDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The UTC date of an instant. */
export function utcDateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Weeks since 1970, Monday first: the same number for the seven days of a week. */
export function weekOf(date: string): number {
  return Math.floor((Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 3) / 7);
}
