/** Which weeks insights show, as the address says it. Weeks begin on Monday; the last one may still go on. */
import { addDays, DAYS_OF_WEEK, type Day, mondayOf } from "./day.ts";
import { mostWeeks } from "./insights-types.ts";
import { weekInWords } from "./words.ts";

export const periods = ["this", "last", "4", "12"] as const;
export type Period = (typeof periods)[number];
export const usualPeriod: Period = "4";

export const periodNames: Record<Period, string> = {
  this: "This week",
  last: "Last week",
  "4": "Last 4 weeks",
  "12": "Last 12 weeks",
};

/** Some weeks in a row; `from` is a Monday. */
export type Weeks = { from: Day; weeks: number };

/** The weeks of a period, seen from a day in the present week, which is the last of all but "last week". */
export function weeksOfPeriod(period: Period, today: Day): Weeks {
  const monday = mondayOf(today);
  if (period === "this") return { from: monday, weeks: 1 };
  if (period === "last") return { from: addDays(monday, -DAYS_OF_WEEK), weeks: 1 };
  const weeks = Number(period);
  return { from: addDays(monday, (1 - weeks) * DAYS_OF_WEEK), weeks };
}

/** The weeks that an address asks for: `from` and `weeks` when the first is there, else the period. */
export function chosenWeeks(
  asked: { period: Period; from: Day | null; weeks: number | null },
  today: Day,
): Weeks & { period: Period | null } {
  if (asked.from === null) return { ...weeksOfPeriod(asked.period, today), period: asked.period };
  const weeks = Math.min(mostWeeks, Math.max(1, asked.weeks ?? 1));
  const from = mondayOf(asked.from);
  return { from, weeks, period: periodOf({ from, weeks }, today) };
}

/** The period that is the same as these weeks; null when none is. */
export function periodOf({ from, weeks }: Weeks, today: Day): Period | null {
  return (
    periods.find((period) => {
      const one = weeksOfPeriod(period, today);
      return one.from === from && one.weeks === weeks;
    }) ?? null
  );
}

/** `26 Oct – 22 Nov 2026`. */
export function weeksInWords({ from, weeks }: Weeks): string {
  const [begin] = weekInWords(from).split(" – ");
  const [, end] = weekInWords(addDays(from, (weeks - 1) * DAYS_OF_WEEK)).split(" – ");
  return `${begin} – ${end}`;
}
