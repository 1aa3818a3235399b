import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, buildDayAxis, dayBounds, dayIn, isDay, minuteOnRuler } from "./day.ts";

const zones = [
  ...["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"],
  ...[
    "Africa/Casablanca",
    "America/Santiago",
    "Asia/Tehran",
    "Pacific/Chatham",
    "Asia/Beirut",
    "America/Havana",
    "UTC",
  ],
  ...["Atlantic/Azores", "Africa/Cairo", "America/Nuuk", "Antarctica/Troll", "Asia/Amman"],
];
const HOUR = 3_600_000;

describe("day bounds", () => {
  it("knows days of 23, 24, 25 and 23½ hours", () => {
    const hours = (day: string, zone: string) => {
      const { startAt, endAt } = dayBounds(day, zone);
      return (endAt - startAt) / HOUR;
    };
    expect(hours("2026-03-29", "Europe/London")).toBe(23);
    expect(hours("2026-10-25", "Europe/London")).toBe(25);
    expect(hours("2026-11-24", "Asia/Kathmandu")).toBe(24);
    expect(hours("2026-10-04", "Australia/Lord_Howe")).toBe(23.5);
    expect(hours("2028-02-29", "America/New_York")).toBe(24);
    expect(hours("2011-12-30", "Pacific/Apia")).toBe(0);
  });

  it("takes only real dates", () => {
    expect(["2026-02-29", "2026-13-01", "2026-1-1", "today", ""].map(isDay)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(isDay("2028-02-29")).toBe(true);
  });
});

describe("day axis", () => {
  it("leaves the missing hour empty and names it", () => {
    const axis = buildDayAxis("2026-03-29", "Europe/London");
    expect(axis.breaks).toEqual([{ kind: "missing", from: 60, to: 120 }]);
    expect(minuteOnRuler(axis, Date.parse("2026-03-29T00:59:00Z"))).toBe(59);
    expect(minuteOnRuler(axis, Date.parse("2026-03-29T01:00:00Z"))).toBe(120);
  });

  it("draws the repeated hour in the place of one, first pass first", () => {
    const axis = buildDayAxis("2026-10-25", "Europe/London");
    expect(axis.breaks).toEqual([{ kind: "repeated", from: 60, to: 120 }]);
    const at = (time: string) => minuteOnRuler(axis, Date.parse(`2026-10-25T${time}:00Z`));
    expect([at("00:00"), at("00:30"), at("01:00"), at("01:30"), at("02:00"), at("12:00")]).toEqual([
      60, 75, 90, 105, 120, 720,
    ]);
  });

  it("is finite, inside and in order, for any day in any zone; bounds of days meet", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 22_000 }),
        fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (zone, offset, shares) => {
          const day = addDays("1995-01-01", offset % 16_000);
          const axis = buildDayAxis(day, zone);
          expect(dayBounds(addDays(day, 1), zone).startAt).toBe(axis.endAt);
          if (axis.endAt > axis.startAt) expect(dayIn(zone, axis.startAt)).toBe(day);
          const minutes = shares
            .sort((a, b) => a - b)
            .map((share) => minuteOnRuler(axis, axis.startAt + share * (axis.endAt - axis.startAt)));
          for (const [index, minute] of minutes.entries()) {
            expect(Number.isFinite(minute) && minute >= 0 && minute <= 1440).toBe(true);
            expect(minute).toBeGreaterThanOrEqual((minutes[index - 1] ?? 0) - 1e-6);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is exact on every day that moves the clock", () => {
    for (const zone of zones) {
      let at = Temporal.Instant.from("2018-01-01T00:00Z").toZonedDateTimeISO(zone);
      for (let count = 0; count < 30; count += 1) {
        const next = at.getTimeZoneTransition("next");
        if (next === null) break;
        at = next;
        const day = at.toPlainDate().toString();
        const axis = buildDayAxis(day, zone);
        let last = -1;
        for (let ms = axis.startAt; ms < axis.endAt; ms += 7 * 60_000) {
          const minute = minuteOnRuler(axis, ms);
          expect(minute).toBeGreaterThan(last);
          last = minute;
          const { hour, minute: wall } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
          const repeated = axis.breaks.find((one) => one.kind === "repeated");
          const clock = hour * 60 + wall;
          if (repeated === undefined || clock < repeated.from || clock >= repeated.to)
            expect(Math.abs(minute - clock)).toBeLessThan(1);
        }
      }
    }
  });
});
