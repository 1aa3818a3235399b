import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeGapLabel, placeKnownLabel } from "./gap-label.ts";

const widths = { long: 200, short: 60 };

describe("placeGapLabel", () => {
  it("stands at the beginning of a free gap", () => {
    expect(placeGapLabel({ left: 100, width: 400 }, [], widths)).toEqual({ form: "long", left: 8 });
  });

  it("goes where the largest room is", () => {
    const taken = [{ left: 130, width: 40 }];
    expect(placeGapLabel({ left: 100, width: 400 }, taken, widths)).toEqual({ form: "long", left: 78 });
  });

  it("takes the short form where the long one has no room, in the middle of little room", () => {
    expect(placeGapLabel({ left: 0, width: 100 }, [], widths)).toEqual({ form: "short", left: 20 });
    expect(placeGapLabel({ left: 0, width: 216 }, [{ left: 100, width: 16 }], widths).form).toBe("short");
  });

  it("is only read out where nothing fits", () => {
    expect(placeGapLabel({ left: 0, width: 60 }, [], widths).form).toBe("hidden");
    expect(placeGapLabel({ left: 0, width: 120 }, [{ left: 55, width: 10 }], widths).form).toBe("hidden");
  });

  it("never runs over what is there, nor out of its gap", () => {
    const box = fc.record({ left: fc.integer({ min: 0, max: 1200 }), width: fc.integer({ min: 0, max: 400 }) });
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 12 }), fc.boolean(), (gap, taken, isLongWanted) => {
        const asked = { long: isLongWanted ? 180 : null, short: 48 };
        const { form, left } = placeGapLabel(gap, taken, asked);
        if (form === "hidden") return;
        const from = gap.left + left;
        const to = from + (form === "long" ? 180 : 48);
        expect(from).toBeGreaterThanOrEqual(gap.left);
        expect(to).toBeLessThanOrEqual(gap.left + gap.width);
        for (const other of taken.filter(({ width }) => width > 0))
          expect(to <= other.left || from >= other.left + other.width).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("placeKnownLabel", () => {
  const parts = [
    { left: 0, width: 50 },
    { left: 300, width: 220 },
  ];
  it("stands under the widest known part, behind now where that is too narrow, or nowhere", () => {
    expect(placeKnownLabel(parts, null, 200)).toBe(308);
    expect(placeKnownLabel(parts.slice(0, 1), { left: 52, width: 900 }, 200)).toBe(60);
    expect(placeKnownLabel(parts.slice(0, 1), { left: 52, width: 120 }, 200)).toBeNull();
    expect(placeKnownLabel(parts.slice(0, 1), null, 200)).toBeNull();
  });
});
