import { describe, expect, it } from "vitest";
import { findHoles, placeOf, shareKnown } from "./coverage.ts";

const MIN = 60_000;
const bounds = { startAt: 0, endAt: 100 * MIN };
const span = (from: number, to: number) => ({ startAt: from * MIN, endAt: to * MIN });

describe("holes in what is known", () => {
  it("is all of it when nothing is connected or read", () => {
    expect(findHoles(bounds, [])).toEqual([bounds]);
    expect(findHoles(bounds, [[]])).toEqual([bounds]);
  });

  it("counts a time as known only when every connection knows it", () => {
    expect(findHoles(bounds, [[span(-5, 60)], [span(20, 200)]])).toEqual([span(0, 20), span(60, 100)]);
  });

  it("leaves out pauses that nobody misses", () => {
    expect(findHoles(bounds, [[span(0, 50), { startAt: 50 * MIN + 500, endAt: 100 * MIN }]])).toEqual([]);
  });

  it("keeps thin holes visible and inside the strip", () => {
    expect(placeOf(span(99, 100), bounds)).toEqual({ left: 98.5, width: 1.5 });
    expect(placeOf(span(0, 50), bounds)).toEqual({ left: 0, width: 50 });
    expect(shareKnown(bounds, [span(0, 25)])).toBe(0.75);
  });
});
