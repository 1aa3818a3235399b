import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertWindowFits, datesAround, LONGEST_REPORT_DAYS, oldestHistoryAt } from "./history-window.ts";

const at = (text: string) => new Date(text);
const DAY_MS = 24 * 60 * 60_000;

describe("oldestHistoryAt", () => {
  it.each([
    ["2026-03-10T12:00:00Z", "2025-09-11T00:00:00.000Z"],
    ["2026-08-31T23:59:59Z", "2026-03-01T00:00:00.000Z"],
    ["2026-08-31T20:00:00Z", "2026-03-01T00:00:00.000Z"],
    ["2028-08-31T00:00:00Z", "2028-03-01T00:00:00.000Z"],
  ])("at %s is %s", (now, expected) => {
    expect(oldestHistoryAt(at(now)).toISOString()).toBe(expected);
  });
});

describe("the dates to ask for", () => {
  it("take a day more on either side, and no day that Zoom refuses", () => {
    const now = at("2026-03-10T12:00:00Z");
    const window = { startAt: at("2026-03-02T00:00:00Z"), endAt: at("2026-03-03T00:00:00Z") };
    expect(datesAround(window, now)).toEqual({ from: "2026-03-01", to: "2026-03-03" });
    const early = { startAt: at("2025-09-11T00:00:00Z"), endAt: at("2025-09-12T00:00:00Z") };
    expect(datesAround(early, now).from).toBe("2025-09-11");
  });

  it("refuse a window longer than Zoom answers for", () => {
    const startAt = at("2026-02-01T00:00:00Z");
    expect(() => assertWindowFits({ startAt, endAt: at("2026-03-01T00:00:00Z") }, 28)).not.toThrow();
    expect(() => assertWindowFits({ startAt, endAt: at("2026-03-01T00:00:01Z") }, 28)).toThrow(RangeError);
    expect(() => assertWindowFits({ startAt, endAt: startAt }, 28)).toThrow(RangeError);
  });

  it("stay within a month, even in February", () => {
    const now = at("2026-04-01T00:00:00Z");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 * 24 }), (backHours) => {
        const endAt = new Date(now.getTime() - backHours * 3_600_000);
        const { from, to } = datesAround(
          { startAt: new Date(endAt.getTime() - LONGEST_REPORT_DAYS * DAY_MS), endAt },
          now,
        );
        expect(Temporal.PlainDate.compare(to, Temporal.PlainDate.from(from).add({ months: 1 }))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
