import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayBounds } from "./day.ts";
import { wallHours } from "./wall-hours.ts";

const HOUR = 3_600_000;
const zones = [
  "UTC",
  "Europe/London",
  "America/New_York",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/Havana",
  "America/Asuncion",
  "Pacific/Apia",
];

test("hours follow each other and fill each day exactly, whatever the clock does", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 6_000 }),
      fc.integer({ min: 1, max: 8 }),
      (zone, from, count) => {
        const first = addDays("2010-01-01", from);
        const edges = wallHours(first, count, zone);
        expect(edges).toHaveLength(24 * count + 1);
        for (const [index, edge] of edges.slice(1).entries()) expect(edge).toBeGreaterThanOrEqual(edges[index] ?? 0);
        for (let index = 0; index < count; index += 1) {
          const { startAt, endAt } = dayBounds(addDays(first, index), zone);
          expect([edges[24 * index], edges[24 * (index + 1)]]).toEqual([startAt, endAt]);
        }
        for (const [index, edge] of edges.slice(0, -1).entries()) {
          // Whatever has time at all begins on its own hour of the wall clock, but for what a moved clock left over.
          if (edge === edges[index + 1]) continue;
          const local = Temporal.Instant.fromEpochMilliseconds(edge).toZonedDateTimeISO(zone);
          expect(local.hour === index % 24 || local.minute !== 0).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("the missing hour has no time, and the repeated one has twice as much", () => {
  const lengths = (day: string) => {
    const edges = wallHours(day, 1, "Europe/London");
    return edges.slice(1).map((edge, index) => (edge - (edges[index] ?? 0)) / HOUR);
  };
  expect(lengths("2026-03-29").slice(0, 4)).toEqual([1, 0, 1, 1]);
  expect(lengths("2026-10-25").slice(0, 4)).toEqual([1, 2, 1, 1]);
});
