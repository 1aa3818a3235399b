/**
 * The occurrences of a recurrence rule (RFC 5545), on the wall clock: times are milliseconds as if the clock were UTC.
 * ical.js reads the rule; its own iterator is not used, because rules that never happen (30 February, daily) keep it
 * for ever, and a calendar is a stranger's text. Here each period is computed from its number alone: what lies before
 * the range is skipped at once, and every step is counted.
 */
import "server-only";
import ICAL from "ical.js";

const DAY = 86_400_000;
const HOUR = 3_600_000;

const frequencies = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"] as const;
type Frequency = (typeof frequencies)[number];
type WeekdayRule = { nth: number; weekday: number };

export type Rule = {
  frequency: Frequency;
  interval: number;
  count: number | null;
  /** The text of UNTIL: a date, a wall clock time, or an instant with a Z. */
  until: string | null;
  /** 0 for Sunday. */
  weekStart: number;
  months: readonly number[];
  weekNumbers: readonly number[];
  yearDays: readonly number[];
  monthDays: readonly number[];
  weekdays: readonly WeekdayRule[];
  hours: readonly number[];
  minutes: readonly number[];
  seconds: readonly number[];
  positions: readonly number[];
};

/** Steps that may still be taken; shared by the events of a calendar. */
export type Budget = { steps: number };

const weekdayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** Reads the value of RRULE, in the form of jCal or as text. Throws when it breaks the grammar. */
export function readRule(value: unknown): Rule {
  const recur = typeof value === "string" ? ICAL.Recur.fromString(value) : ICAL.Recur.fromData(value as object);
  const frequency = frequencies.find((one) => one === recur.freq);
  if (frequency === undefined) throw new Error("The rule has no frequency");
  const parts: Record<string, unknown> = recur.parts;
  const listed = (name: string): unknown[] => [parts[name] ?? []].flat();
  const numbers = (name: string) =>
    listed(name)
      .map(Number)
      .filter((number) => Number.isInteger(number));
  return {
    frequency,
    interval: Math.max(1, Math.trunc(recur.interval) || 1),
    count: recur.count ?? null,
    until: recur.until?.toString() ?? null,
    weekStart: recur.wkst - 1,
    months: numbers("BYMONTH"),
    weekNumbers: numbers("BYWEEKNO"),
    yearDays: numbers("BYYEARDAY"),
    monthDays: numbers("BYMONTHDAY"),
    weekdays: listed("BYDAY").map(readWeekday),
    hours: numbers("BYHOUR"),
    minutes: numbers("BYMINUTE"),
    seconds: numbers("BYSECOND"),
    positions: numbers("BYSETPOS"),
  };
}

function readWeekday(value: unknown): WeekdayRule {
  const [, nth = "", name = ""] = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(String(value)) ?? [];
  if (name === "") throw new Error("The rule names no weekday");
  return { nth: nth === "" ? 0 : Number(nth), weekday: weekdayNames.indexOf(name) };
}

/**
 * Times from `range.from` to `range.to` (inclusive), in order. The start counts as the first occurrence, whether the
 * rule names it or not, and is among them. Ends without a word when the budget is spent: then `budget.steps` is 0 or
 * less. UNTIL is the caller's, because it may be an instant.
 */
export function* occurrencesOf(
  rule: Rule,
  startAt: number,
  range: { from: number; to: number },
  budget: Budget,
): Generator<number> {
  const whole = withDefaults(rule, new Date(startAt));
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  if (startAt >= range.from && startAt <= range.to) yield startAt;
  left -= 1;
  // With a COUNT all that came before must be counted; else the first period is the one before the range.
  const first = rule.count === null ? Math.max(0, Math.floor(periodsTo(rule, startAt, range.from)) - 1) : 0;
  for (let number = first; left > 0; number += 1) {
    const period = periodAt(rule, startAt, number);
    budget.steps -= 1;
    if (period === null || period.from > range.to || budget.steps <= 0) return;
    for (const at of timesOf(whole, period, budget)) {
      if (at <= startAt) continue;
      if (at > range.to || left <= 0) return;
      left -= 1;
      if (at >= range.from) yield at;
    }
  }
}

/** What a rule leaves out is taken from the start. */
function withDefaults(rule: Rule, start: Date): Rule {
  const { frequency, weekNumbers, yearDays, monthDays, weekdays } = rule;
  const hasDays = yearDays.length + monthDays.length + weekdays.length > 0;
  const isCoarse = frequencies.indexOf(frequency);
  const orStart = (values: readonly number[], value: number, from: number) =>
    values.length > 0 || isCoarse >= from ? values : [value];
  const months =
    frequency === "YEARLY" && !hasDays && weekNumbers.length === 0
      ? orStart(rule.months, start.getUTCMonth() + 1, 1)
      : rule.months;
  const byMonthDay = (frequency === "YEARLY" && weekNumbers.length === 0) || frequency === "MONTHLY";
  const byWeekday = frequency === "WEEKLY" || (frequency === "YEARLY" && weekNumbers.length > 0);
  return {
    ...rule,
    months,
    monthDays: !hasDays && byMonthDay ? [start.getUTCDate()] : monthDays,
    weekdays: !hasDays && byWeekday ? [{ nth: 0, weekday: start.getUTCDay() }] : weekdays,
    hours: orStart(rule.hours, start.getUTCHours(), 4),
    minutes: orStart(rule.minutes, start.getUTCMinutes(), 5),
    seconds: orStart(rule.seconds, start.getUTCSeconds(), 6),
  };
}

const lengths: Partial<Record<Frequency, number>> = {
  WEEKLY: 7 * DAY,
  DAILY: DAY,
  HOURLY: HOUR,
  MINUTELY: 60_000,
  SECONDLY: 1000,
};

/** How many periods lie between the start and an instant. */
function periodsTo(rule: Rule, startAt: number, at: number): number {
  const length = lengths[rule.frequency];
  if (length !== undefined) return (at - startAt) / (length * rule.interval);
  const start = new Date(startAt);
  const end = new Date(at);
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  if (rule.frequency === "YEARLY") return years / rule.interval;
  return (years * 12 + end.getUTCMonth() - start.getUTCMonth()) / rule.interval;
}

type Period = { from: number; days: number };

/** The period's first time and its length in days (0 for those within a day); null beyond what dates can say. */
function periodAt(rule: Rule, startAt: number, number: number): Period | null {
  const start = new Date(startAt);
  const { frequency, interval } = rule;
  const steps = number * interval;
  if (frequency === "YEARLY" || frequency === "MONTHLY") {
    const month = frequency === "YEARLY" ? 0 : start.getUTCMonth() + steps;
    const year = start.getUTCFullYear() + (frequency === "YEARLY" ? steps : 0);
    const from = Date.UTC(year, month, 1);
    const to = Date.UTC(year, month + (frequency === "YEARLY" ? 12 : 1), 1);
    return Number.isNaN(to) ? null : { from, days: (to - from) / DAY };
  }
  const length = lengths[frequency] ?? DAY;
  const day = Math.floor(startAt / DAY) * DAY;
  const weekShift = ((start.getUTCDay() - rule.weekStart + 7) % 7) * DAY;
  const base =
    frequency === "WEEKLY" ? day - weekShift : frequency === "DAILY" ? day : Math.floor(startAt / length) * length;
  const from = base + steps * length;
  if (Number.isNaN(new Date(from).getTime())) return null;
  return { from, days: frequency === "WEEKLY" ? 7 : frequency === "DAILY" ? 1 : 0 };
}

/** All times of a period, in order. */
function timesOf(rule: Rule, period: Period, budget: Budget): number[] {
  const times: number[] = [];
  if (period.days === 0) {
    const at = new Date(period.from);
    const fits =
      isIn(rule.hours, at.getUTCHours()) &&
      (rule.frequency === "HOURLY" || isIn(rule.minutes, at.getUTCMinutes())) &&
      (rule.frequency !== "SECONDLY" || isIn(rule.seconds, at.getUTCSeconds())) &&
      isOnDay(rule, Math.floor(period.from / DAY) * DAY);
    if (!fits) return times;
    const minutes = rule.frequency === "HOURLY" ? rule.minutes : [at.getUTCMinutes()];
    const seconds = rule.frequency === "SECONDLY" ? [at.getUTCSeconds()] : rule.seconds;
    addTimes(times, Math.floor(period.from / HOUR) * HOUR, [0], minutes, seconds);
  } else {
    budget.steps -= period.days;
    for (let number = 0; number < period.days; number += 1) {
      const day = period.from + number * DAY;
      if (times.length > budget.steps) break;
      if (isOnDay(rule, day)) addTimes(times, day, rule.hours, rule.minutes, rule.seconds);
    }
  }
  budget.steps -= times.length;
  times.sort((a, b) => a - b);
  if (rule.positions.length === 0) return times;
  return times.filter((_, place) => isIn(rule.positions, place + 1) || isIn(rule.positions, place - times.length));
}

function addTimes(
  times: number[],
  from: number,
  hours: readonly number[],
  minutes: readonly number[],
  seconds: readonly number[],
): void {
  for (const hour of hours)
    for (const minute of minutes)
      for (const second of seconds) times.push(from + hour * HOUR + minute * 60_000 + Math.min(59, second) * 1000);
}

const isIn = (values: readonly number[], value: number) => values.length === 0 || values.includes(value);
const isInEither = (values: readonly number[], value: number, length: number) =>
  values.length === 0 || values.includes(value) || values.includes(value - length - 1);

/** Whether the rule's parts allow a day. */
function isOnDay(rule: Rule, day: number): boolean {
  const date = new Date(day);
  const month = date.getUTCMonth();
  const year = date.getUTCFullYear();
  if (!isIn(rule.months, month + 1)) return false;
  const monthLength = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  if (!isInEither(rule.monthDays, date.getUTCDate(), monthLength)) return false;
  const newYear = Date.UTC(year, 0, 1);
  const yearLength = (Date.UTC(year + 1, 0, 1) - newYear) / DAY;
  const yearDay = (day - newYear) / DAY + 1;
  if (!isInEither(rule.yearDays, yearDay, yearLength)) return false;
  if (rule.weekNumbers.length > 0) {
    const { number, weeks } = weekOf(day, rule.weekStart);
    if (!isInEither(rule.weekNumbers, number, weeks)) return false;
  }
  if (rule.weekdays.length === 0) return true;
  const isByMonth = rule.frequency === "MONTHLY" || (rule.frequency === "YEARLY" && rule.months.length > 0);
  const hasOrdinals = isByMonth || (rule.frequency === "YEARLY" && rule.weekNumbers.length === 0);
  const [place, length] = isByMonth ? [date.getUTCDate(), monthLength] : [yearDay, yearLength];
  return rule.weekdays.some(({ nth, weekday }) => {
    if (weekday !== date.getUTCDay()) return false;
    if (nth === 0 || !hasOrdinals) return true;
    return nth > 0 ? Math.ceil(place / 7) === nth : Math.ceil((length - place + 1) / 7) === -nth;
  });
}

/** The number of a day's week and how many weeks that week's year has; week 1 has at least four days of its year. */
function weekOf(day: number, weekStart: number): { number: number; weeks: number } {
  const firstWeekOf = (year: number) => {
    const fourth = Date.UTC(year, 0, 4);
    return fourth - ((new Date(fourth).getUTCDay() - weekStart + 7) % 7) * DAY;
  };
  const calendarYear = new Date(day).getUTCFullYear();
  const year = [calendarYear + 1, calendarYear].find((one) => day >= firstWeekOf(one)) ?? calendarYear - 1;
  const from = firstWeekOf(year);
  return { number: Math.floor((day - from) / (7 * DAY)) + 1, weeks: (firstWeekOf(year + 1) - from) / (7 * DAY) };
}
