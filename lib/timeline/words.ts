/** Times, lengths and dates in words; the same on pages and in accessible names. Zone, clock and "now" are arguments. */
import type { Day } from "./day.ts";

export type HourCycle = "24h" | "12h";

const MINUTE = 60_000;
const two = (value: number) => String(value).padStart(2, "0");

function clockWords(hour: number, minute: number, cycle: HourCycle): string {
  if (cycle === "24h") return `${two(hour)}:${two(minute)}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? "am" : "pm"}`;
}

/** `09:05`, or `9:05 am`, of an instant (milliseconds) in a zone. */
export function clockAt(at: number, zone: string, cycle: HourCycle): string {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return clockWords(hour, minute, cycle);
}

/** `09:05:07`, or `9:05:07 am`. */
export function clockWithSeconds(at: number, zone: string, cycle: HourCycle): string {
  const { hour, minute, second } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const [time = "", half] = clockWords(hour, minute, cycle).split(" ");
  return `${time}:${two(second)}${half === undefined ? "" : ` ${half}`}`;
}

/** `09:00` of a minute of the wall clock (0 to 1440). */
export function clockOfMinute(minute: number, cycle: HourCycle): string {
  return clockWords(Math.floor(minute / 60) % 24, Math.floor(minute % 60), cycle);
}

/** A ruler's mark: `09:00`, or `9 am`. */
export function hourMark(minute: number, cycle: HourCycle): string {
  const words = clockOfMinute(minute, cycle);
  return cycle === "24h" ? words : words.replace(":00", "");
}

/** Working hours as short as they read: `9–17:30`, or `9 am–5:30 pm`. */
export function workingHours(start: number, end: number, cycle: HourCycle): string {
  const short = (minute: number) =>
    clockOfMinute(minute, cycle)
      .replace(/^0(?=\d)/, "")
      .replace(":00", "");
  return `${short(start)}–${short(end)}`;
}

/** `48 min`, `2 h 43`, `30 s`; for tables and panels. */
export function lengthInWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes === 0 && ms > 0) return `${Math.max(1, Math.round(ms / 1000))} s`;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`;
}

/** `2:43`, for columns of figures. */
export function lengthAsFigure(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
}

/** `45 minutes`, `1 minute`, `20 seconds`; for accessible names. */
export function lengthSpoken(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes > 0 || ms <= 0) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const seconds = Math.max(1, Math.round(ms / 1000));
  return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
}

/** `Tue 17 Nov 2026`. */
export function dayShort(day: Day): string {
  return formatDay(day, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
}

/** `Tue 17 Nov`. */
export function dayWithoutYear(day: Day): string {
  return formatDay(day, { weekday: "short", day: "numeric", month: "short" });
}

/** The week that begins with a day: `16 Nov – 22 Nov 2026`. */
export function weekInWords(monday: Day): string {
  const sunday = Temporal.PlainDate.from(monday).add({ days: 6 }).toString();
  const short = { day: "numeric", month: "short" } as const;
  return `${formatDay(monday, short)} – ${formatDay(sunday, { ...short, year: "numeric" })}`;
}

/** Days in a row: `Tue 17 Nov 2026`, `Mon 16 Nov – Sun 22 Nov 2026`. */
export function daysInWords(first: Day, count: number): string {
  if (count === 1) return dayShort(first);
  const last = Temporal.PlainDate.from(first)
    .add({ days: count - 1 })
    .toString();
  return `${dayWithoutYear(first)} – ${dayShort(last)}`;
}

/** `Tuesday 17 November 2026`. */
export function dayLong(day: Day): string {
  return formatDay(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

function formatDay(day: Day, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(date).replaceAll(",", "");
}

/** The place of a zone: `New York` of America/New_York. */
export function placeOfZone(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** `1 meeting`, `2 meetings`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
