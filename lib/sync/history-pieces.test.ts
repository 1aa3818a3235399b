import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HistoryLane } from "#lib/db/history-reads.ts";
import type { Window } from "#lib/zoom/observation-types.ts";
import {
  chainsFor,
  type LaneName,
  learnLength,
  lengthFor,
  nextPiece,
  notePiece,
  spanOf,
  startSeam,
  turnToUsers,
} from "./history-pieces.ts";

const HOUR_MS = 3_600_000;
const at = (text: string) => new Date(text);
const hoursOf = ({ startAt, endAt }: Window) => (endAt.getTime() - startAt.getTime()) / HOUR_MS;
const newLane = (changes: Partial<HistoryLane> = {}): HistoryLane => ({
  ...{ readFrom: null, ahead: [], knownTo: null, reception: null, way: "account", pieceHours: 48 },
  ...{ isSettled: false, afterUser: null, stopped: null, read: 0 },
  ...changes,
});

/** Instants, as hours since the window's day, in which the tests count. */
const base = at("2026-03-01T00:00:00Z").getTime();
const hour = (hours: number) => new Date(base + hours * HOUR_MS);

const lanes = fc.record({
  name: fc.constantFrom<LaneName>("sessions", "calls"),
  startHour: fc.integer({ min: 0, max: 47 }),
  lengthHours: fc.integer({ min: 1, max: 24 * 15 }),
  oldestDay: fc.integer({ min: -3, max: 3 }),
  pieceHours: fc.constantFrom(24, 48, 24 * 28),
  /** How far east of UTC Zoom's dates are. */
  offset: fc.integer({ min: -12, max: 14 }),
  /** What happens next: a piece begins, one ends, all are lost with their process, the rules change, the list is refused. */
  steps: fc.array(
    fc.tuple(fc.constantFrom("begin", "begin", "end", "end", "lose", "rules", "refuse", "refuse"), fc.nat()),
    {
      maxLength: 60,
    },
  ),
});

describe("a lane read in pieces that end in any order", () => {
  it("claims only what was read, in whatever zone, and in the end the whole window", () => {
    fc.assert(
      fc.property(lanes, ({ name, startHour, lengthHours, oldestDay, pieceHours, offset, steps }) => {
        const window = { startAt: hour(startHour), endAt: hour(startHour + lengthHours) };
        const oldestAt = hour(oldestDay * 24);
        const lane = newLane({ pieceHours });
        let rules = 0;
        let underWay: { piece: Window; rules: number; isByDate: boolean }[] = [];
        /** By the hour: under which rules it was read last, and under which it was claimed. */
        const read = new Map<number, Set<number>>();
        const claimed = new Set<number>();

        const isByDate = () => name === "sessions" || lane.way === "user";
        const span = () => spanOf(name, lane, window, oldestAt);
        const begin = () => {
          const piece = nextPiece(
            lane,
            span(),
            underWay.map((one) => one.piece),
          );
          if (piece === null) return false;
          for (const { piece: other } of underWay) {
            expect(piece.endAt <= other.startAt || piece.startAt >= other.endAt).toBe(true);
          }
          expect(hoursOf(piece)).toBeGreaterThan(0);
          expect(hoursOf(piece)).toBeLessThanOrEqual(24 * 28);
          underWay.push({ piece, rules, isByDate: isByDate() });
          return true;
        };
        const end = (which: number) => {
          const [one] = underWay.splice(which % Math.max(1, underWay.length), 1);
          if (one === undefined || one.rules !== rules || one.isByDate !== isByDate()) return;
          const shift = one.isByDate ? offset : 0;
          const first = (one.piece.startAt.getTime() - base) / HOUR_MS - shift;
          for (let of = first; of < first + hoursOf(one.piece); of += 1) {
            read.set(of, (read.get(of) ?? new Set()).add(one.rules));
          }
          const known = notePiece(name, lane, span(), window, one.piece);
          if (known === null) return;
          const from = (known.startAt.getTime() - base) / HOUR_MS;
          for (let of = from; of < from + hoursOf(known); of += 1) {
            expect(read.get(of)?.has(rules)).toBe(true);
            expect(of >= startHour && of < startHour + lengthHours).toBe(true);
            claimed.add(of);
          }
        };
        for (const [step, which] of steps) {
          if (step === "begin") begin();
          else if (step === "end") end(which);
          else if (step === "lose") underWay = [];
          else if (step === "rules") {
            rules += 1;
            underWay = [];
            startSeam(lane, window);
          } else if (lane.way === "account") {
            underWay = [];
            turnToUsers(lane, window);
          }
        }
        for (let turns = 0; underWay.length > 0 || begin(); turns += 1) {
          expect(turns).toBeLessThan(2_000);
          end(turns);
        }
        const edge = isByDate() ? oldestDay * 24 + 12 : oldestDay * 24;
        for (let of = Math.max(startHour, edge); of < startHour + lengthHours; of += 1) {
          expect(claimed.has(of)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("reads the newest first, and fills the gap that a lost piece left", () => {
    const window = { startAt: at("2026-03-01T00:00:00Z"), endAt: at("2026-03-20T09:00:00Z") };
    const lane = newLane();
    const span = spanOf("sessions", lane, window, at("2025-11-01T00:00:00Z"));
    expect(span).toEqual({ startAt: at("2026-02-28T00:00:00Z"), endAt: at("2026-03-21T00:00:00Z") });
    const first = nextPiece(lane, span, []) as Window;
    const second = nextPiece(lane, span, [first]) as Window;
    const third = nextPiece(lane, span, [first, second]) as Window;
    expect([first, second, third].map(({ startAt }) => startAt)).toEqual([
      at("2026-03-19T00:00:00Z"),
      at("2026-03-17T00:00:00Z"),
      at("2026-03-15T00:00:00Z"),
    ]);
    expect(notePiece("sessions", lane, span, window, third)).toBeNull();
    expect(notePiece("sessions", lane, span, window, first)).toEqual({
      startAt: at("2026-03-19T12:00:00Z"),
      endAt: window.endAt,
    });
    expect(nextPiece(lane, span, [])).toEqual(second);
    expect(notePiece("sessions", lane, span, window, second)).toEqual({
      startAt: at("2026-03-15T12:00:00Z"),
      endAt: at("2026-03-19T12:00:00Z"),
    });
    expect(lane).toMatchObject({ readFrom: "2026-03-15T00:00:00.000Z", ahead: [] });
  });
});

describe("the length of pieces", () => {
  const piece = (hours: number) => ({ startAt: hour(0), endAt: hour(hours) });

  it.each([
    ["sessions", 48, 266, 24, true],
    ["sessions", 48, 27, 48, true],
    ["sessions", 48, 6, 192, false],
    ["sessions", 192, 1, 672, true],
    ["sessions", 48, 0, 192, false],
    ["calls", 48, 240, 6, true],
    ["calls", 1, 90, 1, true],
  ] as const)("%s: %d hours took %d pages, so %d hours next, settled: %s", (name, hours, pages, next, isSettled) => {
    const lane = newLane();
    learnLength(name, lane, piece(hours), pages);
    expect(lane).toMatchObject({ pieceHours: next, isSettled });
  });
});

it("shares what is left among the chains, in pieces that are not too short", () => {
  const span = { startAt: hour(0), endAt: hour(24 * 60) };
  const lane = newLane({ pieceHours: 72, isSettled: true, readFrom: hour(24 * 50).toISOString() });
  const next = (days: number) =>
    lengthFor("sessions", { ...lane, readFrom: hour(24 * days).toISOString() }, span, 4) / 24;
  expect([50, 20, 8, 2].map(next)).toEqual([3, 2, 1, 1]);
  expect(lengthFor("sessions", newLane({ pieceHours: 24 * 28 }), span, 16)).toBe(24 * 28);
  expect(lengthFor("calls", newLane({ pieceHours: 6, readFrom: hour(8).toISOString() }), span, 4)).toBe(2);
});

it("needs as many chains as the pace asks for and Zoom is slow, and never a crowd", () => {
  expect(chainsFor({ perSecond: 20, answerMs: 500 }, 0)).toBe(14);
  expect(chainsFor({ perSecond: 20, answerMs: 50 }, 30)).toBe(3);
  expect(chainsFor({ perSecond: 20, answerMs: 50 }, 200)).toBe(7);
  expect(chainsFor({ perSecond: 0.5, answerMs: 300 }, 0)).toBe(2);
  expect(chainsFor({ perSecond: 40, answerMs: 2_000 }, 0)).toBe(16);
});
