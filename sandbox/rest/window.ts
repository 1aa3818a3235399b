/** The `from` and `to` of reports and call history: at most a month, at most six months back. */
import { badParameter } from "./refusal.ts";

/** Half-open, ms. `from` and `to` are as asked. */
export type AskedWindow = { startAt: number; endAt: number; from: string; to: string };

const datePattern = /^\d{4}-\d\d-\d\d$/;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Reads dates (`yyyy-mm-dd`, UTC, both ends included). Throws `Refusal` 300. */
export function readDates(query: URLSearchParams, now: number): AskedWindow {
  const from = query.get("from") ?? "";
  const to = query.get("to") ?? "";
  for (const [name, value] of [
    ["from", from],
    ["to", to],
  ] as const) {
    if (!datePattern.test(value)) throw badParameter(name, `Invalid parameter: ${name} must be in yyyy-mm-dd format.`);
  }
  return check({ startAt: Date.parse(from), endAt: Date.parse(to) + 86_400_000, from, to }, now, 86_400_000);
}

/** Reads dates or instants; without either the last 24 hours. Throws `Refusal` 300. */
export function readPhoneWindow(query: URLSearchParams, now: number): AskedWindow {
  const from = query.get("from");
  const to = query.get("to");
  if (from === null && to === null) {
    const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
    return { startAt: now - 86_400_000, endAt: now, from: iso(now - 86_400_000), to: iso(now) };
  }
  if (from === null || to === null)
    throw badParameter(from === null ? "from" : "to", "from and to must be given together.");
  if (datePattern.test(from) && datePattern.test(to)) return readDates(query, now);
  if (!instantPattern.test(from) || !instantPattern.test(to))
    throw badParameter("from", "from and to must be in the same format.");
  return check({ startAt: Date.parse(from), endAt: Date.parse(to) + 1000, from, to }, now, 1000);
}

function addMonths(at: number, months: number): number {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getTime();
}

function check(window: AskedWindow, now: number, unitMs: number): AskedWindow {
  const { startAt, endAt } = window;
  if (Number.isNaN(startAt) || Number.isNaN(endAt)) throw badParameter("from", "Invalid date.");
  if (endAt <= startAt) throw badParameter("from", "from must not be later than to.");
  if (endAt - unitMs > addMonths(startAt, 1))
    throw badParameter("to", "The date range must not be longer than one month.");
  if (startAt < addMonths(now, -6) - 86_400_000)
    throw badParameter("from", "The from date must be within the last six months.");
  return window;
}
