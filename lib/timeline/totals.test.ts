import fc from "fast-check";
import { expect, it, test } from "vitest";
import { overlapOfSpans, type Span } from "./spans.ts";
import type { TimelineEvent, TimelineSession } from "./timeline-types.ts";
import { totalsOf } from "./totals.ts";

const MINUTE = 60_000;
const start = Date.parse("2026-03-10T00:00:00Z");
/** A day of so few minutes that each can be asked on its own. */
const MINUTES = 60;
const bounds: Span = { startAt: start, endAt: start + MINUTES * MINUTE };
const iso = (minute: number) => new Date(start + minute * MINUTE).toISOString();
const minutes = Array.from({ length: MINUTES }, (_, minute) => minute);

const span = fc
  .record({ from: fc.integer({ min: -20, max: MINUTES + 10 }), length: fc.integer({ min: 0, max: 40 }) })
  .map(({ from, length }) => ({ from, to: from + length }));

type Part = {
  span: { from: number; to: number };
  kind: TimelineSession["kind"];
  state: TimelineSession["state"];
  outcome: "answered" | "missed" | "unknown";
};

const part: fc.Arbitrary<Part> = fc.record({
  span,
  kind: fc.constantFrom("meeting" as const, "call" as const, "webinar" as const),
  state: fc.constantFrom("ended" as const, "ended" as const, "running" as const, "endUnknown" as const),
  outcome: fc.constantFrom("answered" as const, "missed" as const, "unknown" as const),
});

const sessionOf = ({ span: { from, to }, kind, state, outcome }: Part, index: number): TimelineSession => ({
  ...{ id: `s${index}`, kind, title: null, startAt: iso(from), endAt: state === "ended" ? iso(to) : null, state },
  ...{ connectionName: "Main", sources: ["live"], receivedAt: iso(to), eventId: null },
  call:
    kind === "call"
      ? {
          ...{ direction: "incoming", callerIdName: null, isCallerIdHidden: false, outcome, answerAt: null },
          ...{ deviceName: null, deviceVersion: null },
        }
      : null,
});

const eventOf = ({ from, to }: Part["span"], index: number, sessionIds: string[] = []): TimelineEvent => ({
  ...{ id: `e${index}`, title: "Plan", isPrivate: false, isTentative: false, isAllDay: false },
  ...{ startAt: iso(from), endAt: iso(to), provider: "zoom", isOwn: true, calendarName: "Work" },
  ...{ standing: sessionIds.length === 0 ? "notHeld" : "held", sessionIds },
});

/** How many of the parts go on in a minute that can take time. */
const goingOn = (parts: readonly Part[], kind: Part["kind"], minute: number, now: number): number =>
  parts.filter((one) => {
    const isSpoken = one.kind !== "call" || one.outcome !== "missed";
    const to = one.state === "ended" ? one.span.to : one.state === "running" ? now : one.span.from;
    return one.kind === kind && isSpoken && minute >= one.span.from && minute < to;
  }).length;

it("counts each minute of a kind once, however many went on in it, and tells the overlap", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.integer({ min: 0, max: MINUTES }), (parts, now) => {
      const ask = { sessions: parts.map(sessionOf), events: [], gaps: [] };
      const totals = totalsOf(ask, bounds, start + now * MINUTE);
      for (const kind of ["meeting", "call", "webinar"] as const) {
        const at = minutes.map((minute) => goingOn(parts, kind, minute, now));
        expect(totals[kind].ms).toBe(at.filter((count) => count > 0).length * MINUTE);
        expect(totals[kind].overlapMs).toBe(at.filter((count) => count > 1).length * MINUTE);
        expect(totals[kind].count).toBe(parts.filter((one) => one.kind === kind).length);
      }
    }),
    { numRuns: 1_000 },
  );
});

it("never adds what was only planned to what happened, and counts it once itself", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), fc.array(span, { maxLength: 5 }), (parts, planned) => {
      const sessions = parts.map(sessionOf);
      const events = planned.map((one, index) => eventOf(one, index));
      const without = totalsOf({ sessions, events: [], gaps: [] }, bounds, start);
      const totals = totalsOf({ sessions, events, gaps: [] }, bounds, start);
      expect({ ...totals, calendarOnly: null }).toEqual({ ...without, calendarOnly: null });
      const covered = minutes.filter((minute) => planned.some(({ from, to }) => minute >= from && minute < to));
      expect(totals.calendarOnly).toEqual({ ms: covered.length * MINUTE, count: planned.length });
    }),
    { numRuns: 1_000 },
  );
});

test("what was held counts as its session alone, also where a second calendar has a copy of it", () => {
  const held = eventOf({ from: 10, to: 40 }, 0, ["s0"]);
  const copy = eventOf({ from: 10, to: 40 }, 1);
  const totals = totalsOf({ sessions: [], events: [held, copy], gaps: [] }, bounds, start);
  expect(totals.calendarOnly).toEqual({ ms: 0, count: 0 });
});

test("a whole day in the calendar is no time", () => {
  const allDay = { ...eventOf({ from: 0, to: MINUTES }, 0), isAllDay: true };
  const totals = totalsOf({ sessions: [], events: [allDay], gaps: [] }, bounds, start);
  expect(totals.calendarOnly).toEqual({ ms: 0, count: 0 });
});

test("a total is at least, where a gap of its product or an end that nobody told hides some of it", () => {
  const endless: Part = { span: { from: 5, to: 9 }, kind: "webinar", state: "endUnknown", outcome: "answered" };
  const gap = { startAt: iso(0), endAt: iso(10), reason: "noData", isWhole: false, isOpen: false } as const;
  const ask = { sessions: [sessionOf(endless, 0)], events: [], gaps: [{ ...gap, products: ["phone"] as const }] };
  const { meeting, call, webinar } = totalsOf(ask, bounds, start);
  expect([meeting, call, webinar].map(({ isAtLeast }) => isAtLeast)).toEqual([false, true, true]);
});

test("an overlap is what at least two share, also when one lies within another", () => {
  const spans = [
    { startAt: 0, endAt: 100 },
    { startAt: 10, endAt: 30 },
    { startAt: 20, endAt: 50 },
    { startAt: 90, endAt: 90 },
    { startAt: 100, endAt: 120 },
  ];
  expect(overlapOfSpans(spans)).toEqual([{ startAt: 10, endAt: 50 }]);
});
