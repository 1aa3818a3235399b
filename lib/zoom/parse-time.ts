/** Zoom's ways to write an instant. Everything that is not one of them is null, never a guess. */
import "server-only";

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?\s?(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/i;
const EPOCH_SECONDS = /^\d{10}$/;
const EPOCH_MILLISECONDS = /^\d{13}$/;

/** Zoom opened in 2012. Years outside stand for "no time", such as 0001-01-01 and 9999-12-31. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

const plausible = (ms: number): Date | null => {
  const at = new Date(ms);
  const year = at.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? at : null;
};

/**
 * An instant as Zoom's answers write it: `2026-03-02T09:15:04Z`, with an offset, with a fraction, or without any zone,
 * which is UTC (`2026-03-02 09:15:04` in history_meetings). Null for empty, impossible and unknown forms.
 */
export function parseTime(value: unknown): Date | null {
  if (typeof value !== "string") return null;
  const found = INSTANT.exec(value.trim());
  if (found === null) return null;
  const part = (index: number) => Number(found[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (hour > 23 || minute > 59 || second > 59 || part(10) > 18 || part(11) > 59) return null;
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date.UTC turns the 30th of February into a day of March: such a date is a mistake, not a day.
  if (local.getUTCFullYear() !== year || local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return null;
  const offsetMinutes = (found[9] === "-" ? -1 : 1) * (part(10) * 60 + part(11));
  const fractionMs = Number((found[7] ?? "").padEnd(3, "0").slice(0, 3));
  return plausible(local.getTime() + fractionMs - offsetMinutes * 60_000);
}

/**
 * The time of an event: `event_ts` is a number in milliseconds, in some events a text of digits or an instant, and in
 * app_deauthorized it stands inside the payload. Ten digits are seconds.
 */
export function parseEventTime(value: unknown): Date | null {
  const text = typeof value === "number" ? String(Math.trunc(value)) : value;
  if (typeof text !== "string") return null;
  const digits = text.trim();
  if (EPOCH_SECONDS.test(digits)) return plausible(Number(digits) * 1000);
  if (EPOCH_MILLISECONDS.test(digits)) return plausible(Number(digits));
  return parseTime(text);
}
