import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertWindowFits, datesAround, LONGEST_REPORT_DAYS, oldestHistoryAt, splitWindow } from "./history-window.ts";

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

describe("splitWindow", () => {
  const now = at("2026-03-10T12:00:00Z");

  it("cuts newest first, each piece at most so long", () => {
    const window = { startAt: at("2026-03-01T06:00:00Z"), endAt: at("2026-03-03T12:00:00Z") };
    expect(splitWindow(window, 1, now).map(({ startAt }) => startAt.toISOString().slice(0, 13))).toEqual([
      "2026-03-02T12",
      "2026-03-01T12",
      "2026-03-01T06",
    ]);
  });

  it("gives nothing for an empty window or one that is too old, and refuses pieces without length", () => {
    expect(splitWindow({ startAt: now, endAt: now }, 1, now)).toEqual([]);
    expect(splitWindow({ startAt: at("2024-01-01T00:00:00Z"), endAt: at("2024-02-01T00:00:00Z") }, 1, now)).toEqual([]);
    expect(() => splitWindow({ startAt: now, endAt: now }, 0, now)).toThrow(RangeError);
  });

  it("covers what Zoom answers for, without a gap or an overlap", () => {
    const cases = fc.tuple(
      fc.integer({ min: 0, max: 400 * 24 }),
      fc.integer({ min: 1, max: 400 * 24 }),
      fc.integer({ min: 1, max: 30 }),
    );
    fc.assert(
      fc.property(cases, ([backHours, lengthHours, days]) => {
        const endAt = new Date(now.getTime() - backHours * 3_600_000);
        const startAt = new Date(endAt.getTime() - lengthHours * 3_600_000);
        const pieces = splitWindow({ startAt, endAt }, days, now);
        const oldest = oldestHistoryAt(now);
        const firstAt = startAt < oldest ? oldest : startAt;
        if (endAt <= firstAt) {
          expect(pieces).toEqual([]);
          return;
        }
        expect(pieces[0]?.endAt).toEqual(endAt);
        expect(pieces.at(-1)?.startAt).toEqual(firstAt);
        pieces.forEach((piece, index) => {
          expect(piece.endAt.getTime() - piece.startAt.getTime()).toBeLessThanOrEqual(days * DAY_MS);
          if (index > 0) expect(pieces[index - 1]?.startAt).toEqual(piece.endAt);
        });
      }),
    );
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
