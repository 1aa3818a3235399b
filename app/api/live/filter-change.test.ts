import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterChange } from "./filter-change.ts";

describe("filterChange", () => {
  it("names nobody out of sight, and is silent when nobody in sight is touched", () => {
    const ids = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 6 });
    fc.assert(
      fc.property(ids, ids, (touched, visible) => {
        const told = filterChange({ topic: "activity", personIds: touched }, { kind: "people", ids: visible });
        const expected = touched.filter((id) => visible.includes(id));
        expect(told).toEqual(expected.length === 0 ? null : { topic: "activity", personIds: expected });
      }),
    );
  });

  it("tells a change that may touch anyone without names", () => {
    expect(filterChange({ topic: "features" }, { kind: "people", ids: ["a"] })).toEqual({ topic: "features" });
    expect(filterChange({ topic: "activity", personIds: ["x"] }, { kind: "everyone" })).toEqual({
      topic: "activity",
      personIds: ["x"],
    });
  });
});
