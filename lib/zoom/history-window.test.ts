import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  assertDatesFit,
  assertWindowFits,
  datesAround,
  datesOf,
  daysAround,
  knownSince,
  knownUntil,
  midnightFor,
  oldestHistoryAt,
} from "./history-window.ts";

const at = (text: string) => new Date(text);
const DAY_MS = 24 * 60 * 60_000;
/** The longest window that still fits into a month of dates. */
const LONGEST_REPORT_DAYS = 26;

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
  it("hold the window in every zone, with no day more than that takes, and none that Zoom refuses", () => {
    const now = at("2026-03-10T12:00:00Z");
    const window = { startAt: at("2026-03-02T00:00:00Z"), endAt: at("2026-03-03T00:00:00Z") };
    expect(datesAround(window, now)).toEqual({ from: "2026-03-01", to: "2026-03-03" });
    const early = { startAt: at("2025-09-11T00:00:00Z"), endAt: at("2025-09-12T00:00:00Z") };
    expect(datesAround(early, now).from).toBe("2025-09-11");
  });

  it("leave nothing of the window unknown, wherever Zoom's dates begin", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 * 24 * 60 }),
        fc.integer({ min: 1, max: 30 * 24 * 60 }),
        fc.integer({ min: -12 * 60, max: 14 * 60 }),
        (beginMinutes, minutes, offsetMinutes) => {
          const startAt = new Date(at("2026-03-01T00:00:00Z").getTime() + beginMinutes * 60_000);
          const endAt = new Date(startAt.getTime() + minutes * 60_000);
          const days = daysAround({ startAt, endAt }, at("2026-01-01T00:00:00Z"));
          const inZone = (midnight: Date) => new Date(midnight.getTime() - offsetMinutes * 60_000);
          expect(inZone(days.startAt) <= startAt && inZone(days.endAt) >= endAt).toBe(true);
          expect(knownSince(days.startAt) <= startAt && knownUntil(days.endAt) >= endAt).toBe(true);
          expect(inZone(days.startAt) <= knownSince(days.startAt)).toBe(true);
          expect(inZone(days.endAt) >= knownUntil(days.endAt)).toBe(true);
          expect(midnightFor(endAt)).toEqual(days.endAt);
          expect((days.endAt.getTime() - days.startAt.getTime()) / DAY_MS).toBeLessThan(minutes / 1440 + 3.1);
        },
      ),
    );
  });

  it("are all between two midnights", () => {
    const days = { startAt: at("2026-03-01T00:00:00Z"), endAt: at("2026-03-03T00:00:00Z") };
    expect(datesOf(days)).toEqual({ from: "2026-03-01", to: "2026-03-02" });
    expect(() => assertDatesFit({ from: "2026-02-01", to: "2026-03-01" })).not.toThrow();
    expect(() => assertDatesFit({ from: "2026-02-01", to: "2026-03-02" })).toThrow(RangeError);
    expect(() => assertDatesFit({ from: "2026-02-02", to: "2026-02-01" })).toThrow(RangeError);
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
