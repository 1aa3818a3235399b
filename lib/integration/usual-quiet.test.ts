import { describe, expect, it } from "vitest";
import { isTooQuiet } from "./usual-quiet.ts";

const HOUR_MS = 3_600_000;
/** Five weeks of office hours, Monday to Friday, 9:00 to 17:00 UTC; up to a Monday morning. */
const monday = Date.parse("2026-11-23T00:00:00Z");
const office: Date[] = [];
for (let day = -35; day < 7; day += 1) {
  const weekday = new Date(monday + day * 24 * HOUR_MS).getUTCDay();
  if (weekday === 0 || weekday === 6) continue;
  for (let hour = 9; hour <= 17; hour += 1) office.push(new Date(monday + (day * 24 + hour) * HOUR_MS));
}
const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const before = (instant: Date) => office.filter((hour) => hour < instant);
const tooQuiet = (from: string, to: string) => isTooQuiet(before(at(from)), { startAt: at(from), endAt: at(to) });

describe("an account with office hours", () => {
  it("may be quiet at night and over a weekend", () => {
    expect(tooQuiet("24T17:50", "25T08:50")).toBe(false);
    expect(tooQuiet("20T17:50", "22T15:00")).toBe(false);
    expect(tooQuiet("20T17:50", "23T08:59")).toBe(false);
  });

  it("may begin a Monday later than usual", () => {
    expect(tooQuiet("20T17:50", "23T10:30")).toBe(false);
  });

  it("is too quiet when half a working day has nothing", () => {
    expect(tooQuiet("24T09:10", "24T12:00")).toBe(false);
    expect(tooQuiet("24T09:10", "24T15:00")).toBe(true);
    expect(tooQuiet("20T17:50", "23T15:00")).toBe(true);
  });

  it("is too quiet on the day after, and a week after", () => {
    expect(tooQuiet("24T09:10", "25T15:00")).toBe(true);
    expect(tooQuiet("17T09:10", "24T09:00")).toBe(true);
  });
});

describe("an account of which little is known", () => {
  it("may be quiet for a working day, weekends not counted", () => {
    const silence = (from: string, to: string) => ({ startAt: at(from), endAt: at(to) });
    expect(isTooQuiet([], silence("23T09:00", "24T08:00"))).toBe(false);
    expect(isTooQuiet([], silence("23T09:00", "24T10:00"))).toBe(true);
    expect(isTooQuiet([], silence("20T20:00", "23T10:00"))).toBe(false);
    expect(isTooQuiet([at("19T10:00")], silence("20T20:00", "23T21:00"))).toBe(true);
  });
});
