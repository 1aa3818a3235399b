import { expect, it } from "vitest";
import { dayInWords, daysAfter } from "./date-words.ts";

it("prints a day without a comma", () => {
  expect([dayInWords("2026-11-17"), dayInWords("2026-03-01")]).toEqual(["Tue 17 Nov 2026", "Sun 1 Mar 2026"]);
});

it("steps over the ends of months and years", () => {
  const steps = [daysAfter("2028-02-28", 1), daysAfter("2026-03-01", -1), daysAfter("2026-12-28", 7)];
  expect(steps).toEqual(["2028-02-29", "2026-02-28", "2027-01-04"]);
});
