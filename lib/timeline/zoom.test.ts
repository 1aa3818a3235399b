import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromAround, stepZoom, viewOfZoom, zoomSteps } from "./zoom.ts";

const work = { from: 480, to: 1140 };

describe("zoom", () => {
  it("shows a part of the day whatever is asked, and as much of it as the step says", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoomSteps),
        fc.option(fc.integer({ min: -5000, max: 5000 })),
        fc.double({ min: 0, max: 1440, noNaN: true }),
        (zoom, from, around) => {
          const view = viewOfZoom(zoom, from, work, around);
          expect(view.from).toBeGreaterThanOrEqual(0);
          expect(view.to).toBeLessThanOrEqual(1440);
          expect(view.to - view.from).toBe({ day: 1440, work: 660, 6: 360, 2: 120 }[zoom]);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it("keeps what one points at where it is", () => {
    const day = { from: 0, to: 1440 };
    const from = fromAround("6", day, 720) ?? 0;
    expect((720 - from) / 360).toBeCloseTo(0.5, 1);
    const nearer = stepZoom("6", 1, { from, to: from + 360 }, 720);
    expect(nearer).toEqual({ hours: "2", from: 660 });
    expect(stepZoom("2", 1, day, 720)).toBeNull();
    expect(stepZoom("day", -1, day, 720)).toBeNull();
  });
});
