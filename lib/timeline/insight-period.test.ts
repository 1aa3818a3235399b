import { expect, test } from "vitest";
import { chosenWeeks, periodOf, periods, weeksInWords, weeksOfPeriod } from "./insight-period.ts";

const WEDNESDAY = "2026-11-25";
const nothing = { period: "4", from: null, weeks: null } as const;

test("all periods but last week end with the present one", () => {
  expect(periods.map((period) => weeksOfPeriod(period, WEDNESDAY))).toEqual([
    { from: "2026-11-23", weeks: 1 },
    { from: "2026-11-16", weeks: 1 },
    { from: "2026-11-02", weeks: 4 },
    { from: "2026-09-07", weeks: 12 },
  ]);
});

test("weeks of one's own begin on a Monday, have a limit, and are known when they are a period", () => {
  expect(chosenWeeks(nothing, WEDNESDAY)).toEqual({ from: "2026-11-02", weeks: 4, period: "4" });
  const own = (from: string, weeks: number | null) => chosenWeeks({ ...nothing, from, weeks }, WEDNESDAY);
  expect(own("2026-10-08", 3)).toEqual({ from: "2026-10-05", weeks: 3, period: null });
  expect(own("2026-10-08", 300).weeks).toBe(12);
  expect(own("2026-10-08", -1).weeks).toBe(1);
  expect(own("2026-11-20", null)).toEqual({ from: "2026-11-16", weeks: 1, period: "last" });
  expect(periodOf({ from: "2026-11-09", weeks: 4 }, WEDNESDAY)).toBe(null);
});

test("weeks are told by their first and last day", () => {
  expect(weeksInWords({ from: "2026-10-26", weeks: 4 })).toBe("26 Oct – 22 Nov 2026");
});
