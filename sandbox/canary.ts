/**
 * Values that must never travel beyond the app's edge. Every field that the app may not keep is filled with one of
 * these, so that a leak shows in a dump: look for `canaryPattern` in tables, logs, job payloads and pages.
 */

/** Begins every forbidden text: attendee names, links, addresses, keys, tokens. */
export const CANARY = "canary-";

/** Begins every forbidden number: counts of attendees, extensions, telephone numbers, personal meeting ids. */
export const CANARY_SERIES = "777000";

/** Finds any of them in a text. */
export const canaryPattern = /canary-|777000\d{3}/i;

/** A forbidden text. */
export function canaryText(field: string): string {
  return `${CANARY}${field}`;
}

/** A forbidden number, such as a count; `small` is what it really says (0..999). */
export function canaryNumber(small: number): number {
  return Number(CANARY_SERIES) * 1000 + (Math.abs(Math.trunc(small)) % 1000);
}

/** A forbidden number of nine to eleven digits written as text; with "+" in front it is a telephone number. */
export function canaryDigits(small: number): string {
  return `${CANARY_SERIES}${String(Math.abs(Math.trunc(small)) % 100_000).padStart(5, "0")}`;
}

/** A forbidden e-mail address. */
export function canaryEmail(field: string): string {
  return `${CANARY}${field}@outside.example`;
}

/** The same digits without the series: keys that may be kept must not look like canaries by accident. */
export function withoutSeries(digits: string): string {
  return digits.replaceAll(CANARY_SERIES, "777111");
}
