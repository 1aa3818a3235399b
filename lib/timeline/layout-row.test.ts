import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, layoutRow, type RowLayout, type RowSession } from "./layout-row.ts";

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
const named = (list: readonly Omit<RowSession, "id">[]): RowSession[] =>
  list.map((one, index) => ({ ...one, id: `s${index}` }));
const sessions = fc.array(session, { maxLength: 40 }).map(named);
/** Far more than there is room for, short and long. */
const crowd = fc.array(session, { minLength: 150, maxLength: 300, size: "max" }).map(named);
const view = fc
  .tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 60, max: 1440 }))
  .map(([from, length]) => ({ from, to: Math.min(1440, from + length) }));

const rightOf = ({ left, width }: Box) => left + width;

/** Whether nothing is lost, counted twice, outside, endless, or over something else in its lane. */
function isSound(
  list: readonly RowSession[],
  row: RowLayout,
  { width, maxLanes }: { width: number; maxLanes: number },
) {
  const drawn = row.blocks.flatMap((block) => block.sessions);
  const hidden = row.more.flatMap((more) => more.ids);
  const ids = [...drawn.map(({ id }) => id), ...hidden, ...row.before, ...row.after];
  const isComplete = ids.length === list.length && new Set(ids).size === list.length;
  const isInside = [...row.blocks, ...row.more, ...drawn].every(
    ({ left, width: own }) =>
      Number.isFinite(left) && Number.isFinite(own) && left >= 0 && own >= 4 && left + own <= width,
  );
  // A "+n" stands in the last lane.
  const byPlace = [...row.blocks, ...row.more.map((more) => ({ ...more, lane: maxLanes - 1 }))].sort(
    (a, b) => a.lane - b.lane || a.left - b.left,
  );
  const isFree = byPlace.every((box, at) => {
    const next = byPlace[at + 1];
    return next === undefined || next.lane !== box.lane || rightOf(box) <= next.left;
  });
  const isStacked = row.lanes <= maxLanes && byPlace.every(({ lane }) => lane >= 0 && lane < row.lanes);
  return isComplete && isInside && isFree && isStacked;
}

describe("layoutRow", () => {
  it("keeps every session exactly once, finite, inside, and free of overlap in a lane", () => {
    fc.assert(
      fc.property(
        sessions,
        view,
        fc.integer({ min: 40, max: 3000 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 4 }),
        (list, shown, width, maxLanes, walls) =>
          // One comparison a run: ten thousand of them are quick.
          isSound(list, layoutRow({ sessions: list, view: shown, width, maxLanes, walls }), { width, maxLanes }),
      ),
      { numRuns: 10_000 },
    );
  });

  it("draws no more blocks than the width has room for, however many sessions there are", () => {
    fc.assert(
      fc.property(crowd, view, fc.integer({ min: 40, max: 1500 }), (list, shown, width) => {
        const row = layoutRow({ sessions: list, view: shown, width, maxLanes: 3, walls: [] });
        const drawn = row.blocks.filter(({ isRunning }) => !isRunning);
        return isSound(list, row, { width, maxLanes: 3 }) && drawn.length <= 3 * (width / 12 + 2);
      }),
      { numRuns: 200 },
    );
  });

  it("counts only narrow neighbours together, and leaves no two of them nearer than 3 px", () => {
    fc.assert(
      fc.property(sessions, view, fc.integer({ min: 200, max: 1500 }), (list, shown, width) => {
        const { blocks } = layoutRow({ sessions: list, view: shown, width, maxLanes: 3, walls: [] });
        const byId = new Map(list.map((one) => [one.id, one]));
        const isNarrow = (box: Box) => box.width < 23;
        const isCountedRight = blocks.every(
          ({ sessions: own, kind }) =>
            own.length === 1 ||
            (own.every((one) => isNarrow(one) && byId.get(one.id)?.isRunning === false) &&
              (kind === "mixed") === new Set(own.map(({ id }) => byId.get(id)?.kind)).size > 1 &&
              own.every(
                (one, at) => at === 0 || (byId.get(one.id)?.from ?? 0) >= (byId.get(own[at - 1]?.id ?? "")?.to ?? 0),
              )),
        );
        const byPlace = [...blocks].sort((a, b) => a.lane - b.lane || a.left - b.left);
        const isApart = byPlace.every((block, at) => {
          const next = byPlace[at + 1];
          const [last, first] = [block.sessions.at(-1), next?.sessions[0]];
          if (next?.lane !== block.lane || last === undefined || first === undefined) return true;
          return (
            block.isRunning ||
            next.isRunning ||
            !isNarrow(last) ||
            !isNarrow(first) ||
            // A counted block that is wide enough is full.
            block.width >= 48 ||
            next.left - rightOf(block) >= 3
          );
        });
        return isCountedRight && isApart;
      }),
      { numRuns: 2_000 },
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

  it("counts narrow neighbours that stand close in one block, of one kind or of several", () => {
    const sizes = (list: RowSession[], width = day.width) =>
      layoutRow({ ...day, width, sessions: list }).blocks.map((block) => [block.kind, block.sessions.length]);
    const calls = [621, 624, 627, 700].map((from) => at(`c${from}`, from, from + 2, "call"));
    expect(sizes(calls)).toEqual([
      ["call", 3],
      ["call", 1],
    ]);
    expect(sizes([at("a", 621, 623), at("b", 624, 626, "call")])).toEqual([["mixed", 2]]);
    expect(sizes([at("a", 621, 623), at("b", 624, 626)])).toEqual([["meeting", 2]]);
    // A block as wide as a target stays one of its own.
    expect(sizes([at("a", 621, 623), at("b", 624, 664)])).toHaveLength(2);
    const swallowed = [at("a", 540, 546, "call"), at("b", 550, 555, "call"), at("c", 564, 568, "call")];
    expect(sizes(swallowed, 400)).toEqual([["call", 3]]);
    const overlapping = layoutRow({ ...day, sessions: [at("a", 621, 625, "call"), at("b", 623, 627, "call")] });
    expect(overlapping.blocks.map((block) => block.lane)).toEqual([0, 1]);
  });

  it("takes counted sessions apart at a nearer zoom, and never what stands for itself", () => {
    const near = { ...day, view: { from: 600, to: 720 } };
    const two = [at("a", 621, 624), at("b", 624, 627)];
    expect(layoutRow({ ...day, sessions: two }).blocks).toHaveLength(1);
    expect(layoutRow({ ...near, sessions: two }).blocks).toHaveLength(2);
    expect(layoutRow({ ...day, sessions: two.map((one) => ({ ...one, isApart: true })) }).blocks).toHaveLength(2);
  });

  it('makes room for the "+n" at the end of the track', () => {
    const long = ["a", "b", "c", "d"].map((id, index) => at(id, 1000 + index, 1140));
    const row = layoutRow({ ...day, sessions: long });
    expect(row.more.map(({ ids, left, width }) => [ids, left + width])).toEqual([[["d"], 1100]]);
    const cut = row.blocks.find(({ lane }) => lane === 2);
    expect((cut?.left ?? 0) + (cut?.width ?? 0)).toBeLessThanOrEqual(1068);
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
