import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutRow, type RowSession } from "./layout-row.ts";

const session = fc
  .record({
    kind: fc.constantFrom("meeting" as const, "call" as const, "webinar" as const),
    from: fc.double({ min: 0, max: 1440, noNaN: true }),
    length: fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 6, noNaN: true }),
      fc.double({ min: 0, max: 900, noNaN: true }),
    ),
    isRunning: fc.boolean(),
    label: fc.string({ maxLength: 40 }),
  })
  .map(({ length, ...rest }) => ({ ...rest, to: Math.min(1440, rest.from + length) }));
const sessions = fc
  .array(session, { maxLength: 40 })
  .map((list): RowSession[] => list.map((one, index) => ({ ...one, id: `s${index}` })));
const view = fc
  .tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 60, max: 1440 }))
  .map(([from, length]) => ({ from, to: Math.min(1440, from + length) }));

describe("layoutRow", () => {
  it("keeps every session exactly once, finite, inside, and free of overlap in a lane", () => {
    fc.assert(
      fc.property(
        sessions,
        view,
        fc.integer({ min: 40, max: 3000 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 4 }),
        (list, shown, width, maxLanes, walls) => {
          const row = layoutRow({ sessions: list, view: shown, width, maxLanes, walls });
          const drawn = row.blocks.flatMap((block) => block.sessions);
          const hidden = row.more.flatMap((more) => more.ids);
          const ids = [...drawn.map(({ id }) => id), ...hidden, ...row.before, ...row.after];
          const isComplete = ids.length === list.length && new Set(ids).size === list.length;
          const isInside = [...row.blocks, ...row.more, ...drawn].every(
            ({ left, width: own }) =>
              Number.isFinite(left) && Number.isFinite(own) && left >= 0 && own >= 4 && left + own <= width,
          );
          const byPlace = [...row.blocks].sort((a, b) => a.lane - b.lane || a.left - b.left);
          const isFree = byPlace.every((block, at) => {
            const next = byPlace[at + 1];
            return next === undefined || next.lane !== block.lane || block.left + block.width <= next.left;
          });
          const isStacked = row.lanes <= maxLanes && byPlace.every(({ lane }) => lane >= 0 && lane < row.lanes);
          // One comparison a run: ten thousand of them are quick.
          return isComplete && isInside && isFree && isStacked;
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it("gives the same answer for any order of its input", () => {
    fc.assert(
      fc.property(sessions, fc.integer({ min: 200, max: 1500 }), (list, width) => {
        const ask = { view: { from: 0, to: 1440 }, width, maxLanes: 3, walls: [] };
        expect(layoutRow({ ...ask, sessions: [...list].reverse() })).toEqual(layoutRow({ ...ask, sessions: list }));
      }),
    );
  });

  const at = (id: string, from: number, to: number, kind: RowSession["kind"] = "meeting", label = ""): RowSession => ({
    id,
    kind,
    from,
    to,
    isRunning: false,
    label,
  });
  const day = { view: { from: 480, to: 1140 }, width: 1100, maxLanes: 3, walls: [] };

  it("stacks three and counts the rest in one chip", () => {
    const row = layoutRow({
      ...day,
      sessions: [at("a", 780, 865), at("b", 782, 858), at("c", 785, 871), at("d", 790, 840), at("e", 795, 845)],
    });
    expect(row.lanes).toBe(3);
    expect(row.blocks.map((block) => [block.sessions[0]?.id, block.lane])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
    ]);
    expect(row.more.map((more) => more.ids)).toEqual([["d", "e"]]);
    expect(row.more[0]?.left).toBeGreaterThanOrEqual(Math.round(((871 - 480) / 660) * 1100));
  });

  it("merges short calls that stand close, but not calls that overlap or other kinds", () => {
    const calls = layoutRow({
      ...day,
      sessions: [
        at("a", 621, 623, "call"),
        at("b", 624, 626, "call"),
        at("c", 627, 629, "call"),
        at("d", 700, 702, "call"),
      ],
    });
    expect(calls.blocks.map((block) => block.sessions.length)).toEqual([3, 1]);
    const swallowed = layoutRow({
      ...day,
      width: 400,
      sessions: [at("a", 540, 546, "call"), at("b", 550, 555, "call"), at("c", 564, 568, "call")],
    });
    expect(swallowed.lanes).toBe(1);
    const overlapping = layoutRow({ ...day, sessions: [at("a", 621, 625, "call"), at("b", 623, 627, "call")] });
    expect(overlapping.blocks.map((block) => block.lane)).toEqual([0, 1]);
    const meetings = layoutRow({ ...day, sessions: [at("a", 621, 623), at("b", 624, 626)] });
    expect(meetings.blocks).toHaveLength(2);
  });

  it("puts a label inside, beside or nowhere, and never over a wall", () => {
    const wide = layoutRow({ ...day, sessions: [at("a", 600, 700, "meeting", "Pricing review")] });
    expect(wide.blocks[0]?.labelPlace).toBe("in");
    const narrow = layoutRow({ ...day, sessions: [at("a", 600, 610, "call", "Ferrow Logistics")] });
    expect(narrow.blocks[0]?.labelPlace).toBe("beside");
    const walled = layoutRow({ ...day, walls: [240], sessions: [at("a", 600, 610, "call", "Ferrow Logistics")] });
    expect(walled.blocks[0]?.labelPlace).toBe("none");
  });

  it("counts what lies outside the shown hours", () => {
    const row = layoutRow({ ...day, sessions: [at("a", 60, 90), at("b", 470, 500), at("c", 1200, 1230)] });
    expect([row.before, row.after]).toEqual([["a"], ["c"]]);
    expect(row.blocks[0]).toMatchObject({ left: 0, sessions: [{ id: "b" }] });
  });
});

it("draws nothing that runs beyond now", () => {
  const begun = { id: "a", kind: "meeting" as const, from: 600, to: 600.2, isRunning: true, label: "" };
  const { blocks } = layoutRow({
    sessions: [begun],
    view: { from: 0, to: 1440 },
    width: 1440,
    maxLanes: 3,
    walls: [600],
  });
  expect(blocks.map(({ left, width }) => [left, left + width])).toEqual([[596, 600]]);
});
