import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "./day.ts";
import { bucketsOf, lengthOnAxis, notesInWords, roundScale, shareInWords, spentInWords } from "./insights.ts";
import type { InsightDay, Insights } from "./insights-types.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST = "2026-11-02";

const kindTotal = fc.record({
  ms: fc.nat({ max: 40 * HOUR }),
  overlapMs: fc.nat({ max: HOUR }),
  count: fc.nat({ max: 50 }),
  isAtLeast: fc.boolean(),
});
const someDays = fc
  .array(
    fc.record({
      time: fc.record({ meeting: kindTotal, call: kindTotal, webinar: kindTotal }),
      besideMs: fc.nat({ max: HOUR }),
      unknownPeople: fc.nat({ max: 9 }),
      isUnknown: fc.boolean(),
    }),
    { minLength: 1, maxLength: 84 },
  )
  .map((all) => all.map((one, index): InsightDay => ({ ...one, day: addDays(FIRST, index) })));

test("weeks hold exactly what their days hold, and are at least when one of them is", () => {
  fc.assert(
    fc.property(someDays, (days) => {
      const weeks = bucketsOf(days, "week", "2027-06-01");
      expect(weeks).toHaveLength(Math.ceil(days.length / 7));
      for (const kind of ["meeting", "call", "webinar"] as const) {
        for (const [index, week] of weeks.entries()) {
          const own = days.slice(7 * index, 7 * index + 7).map(({ time }) => time[kind]);
          expect(week.time[kind]).toEqual({
            ms: own.reduce((sum, { ms }) => sum + ms, 0),
            overlapMs: own.reduce((sum, { overlapMs }) => sum + overlapMs, 0),
            count: own.reduce((sum, { count }) => sum + count, 0),
            isAtLeast: own.some(({ isAtLeast }) => isAtLeast),
          });
        }
      }
      expect(bucketsOf(days, "day", "2027-06-01").map(({ key }) => key)).toEqual(days.map(({ day }) => day));
    }),
  );
});

test("what is not over says so", () => {
  const none = { ms: 0, overlapMs: 0, count: 0, isAtLeast: false };
  const days = Array.from({ length: 10 }, (_, index): InsightDay => {
    const time = { meeting: none, call: none, webinar: none };
    return { day: addDays(FIRST, index), time, besideMs: 0, unknownPeople: 0, isUnknown: false };
  });
  expect(bucketsOf(days, "day", "2026-11-11").map(({ isSoFar }) => isSoFar)).toEqual([...Array(9).fill(false), true]);
  expect(bucketsOf(days, "week", "2026-11-11").map(({ isSoFar }) => isSoFar)).toEqual([false, true]);
});

test("a scale is round, reaches what is on it, and is not far over it", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (most) => {
      const scale = roundScale(most, 1);
      expect(scale).toBeGreaterThanOrEqual(most);
      expect(scale).toBeLessThanOrEqual(Math.max(1, most * 2.5));
      expect(["1", "2", "5"]).toContain(String(scale).replace(/0+$/, ""));
    }),
  );
});

test("figures are as short as they read", () => {
  expect([50 * HOUR, 2.5 * HOUR, 30 * MINUTE].map(lengthOnAxis)).toEqual(["50 h", "2 h 30", "30 min"]);
  expect([0, 0.0001, 0.025, 0.344, 1].map(shareInWords)).toEqual(["0 %", "under 0.1 %", "2.5 %", "34 %", "100 %"]);
});

test("the sentence tells time by product, what is at least, and why", () => {
  const total = (ms: number, isAtLeast = false) => ({ ms, overlapMs: 0, count: 1, isAtLeast });
  const insights: Insights = {
    ...{ from: FIRST, weeks: 1, asOf: "2026-11-25T10:00:00Z", products: ["meetings", "phone"] },
    people: ["a", "b", "c"].map((id) => ({ id, name: id })),
    days: Array.from({ length: 7 }, (_, index) => ({
      ...{ day: addDays(FIRST, index), besideMs: 0, unknownPeople: 1, isUnknown: false },
      time: { meeting: total(0), call: total(0), webinar: total(0) },
    })),
    totals: {
      time: { meeting: total(90 * MINUTE, true), call: total(5 * MINUTE), webinar: total(HOUR) },
      ...{ besideMs: 0, unanswered: 0, openEnds: 2, running: 1 },
    },
    ...{
      hours: [],
      unknown: [{ reason: "notMapped", people: 1 }],
      unknownPeople: 1,
      calendarOnly: null,
      planned: null,
    },
    zoom: { state: "connected", listeningSince: null, mappedPeople: 2, troubles: [], whoConnects: [] },
  };
  expect(spentInWords(insights, null)).toBe(
    "From Mon 2 Nov to Sun 8 Nov, 3 people spent at least 1 h 30 in hosted meetings and 5 min on calls.",
  );
  expect(spentInWords({ ...insights, asOf: "2026-11-08T10:00:00Z", products: [] }, "Amara")).toBe(
    "From Mon 2 Nov until now, Amara spent no time in sessions.",
  );
  expect(notesInWords(insights)).toEqual([
    "Part is not known of 1 person: no Zoom user was mapped (1 person).",
    "Zoom never told the end of 2 sessions, which therefore count nothing.",
    "1 session still runs, and counts until now.",
  ]);
});
