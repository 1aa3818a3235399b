import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayBounds } from "./day.ts";
import { type TimelineDay, type TimelinePerson, type TimelineSession, timelineLayers } from "./timeline-types.ts";
import { buildWeekRow, peopleOfWeek, viewOfWeek } from "./week.ts";
import { layoutWeekBars, WEEK_ROW_PX } from "./week-bars.ts";

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();
/** Weeks whose clock moves forward or back, by an hour or half of one, a leap week, a plain one. */
const weeks = [
  ["2026-03-23", "Europe/London"],
  ["2026-10-19", "Europe/London"],
  ["2026-03-30", "Australia/Lord_Howe"],
  ["2026-08-31", "America/Santiago"],
  ["2028-02-28", "Asia/Kathmandu"],
  ["2026-11-23", "UTC"],
] as const;

const part = fc.record({
  /** Hours from the Monday's midnight: some begin before the week, some end after it. */
  at: fc.double({ min: -20, max: 180, noNaN: true }),
  hours: fc.oneof(
    fc.constant(0),
    fc.double({ min: 0, max: 0.2, noNaN: true }),
    fc.double({ min: 0, max: 40, noNaN: true }),
  ),
  kind: fc.constantFrom("meeting" as const, "call" as const, "webinar" as const),
  state: fc.constantFrom("ended" as const, "ended" as const, "running" as const, "endUnknown" as const),
});
const shape = fc.record({
  week: fc.constantFrom(...weeks),
  parts: fc.array(part, { maxLength: 14 }),
  absent: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
  layers: fc.subarray([...timelineLayers]),
  nowHours: fc.double({ min: -10, max: 200, noNaN: true }),
});

/** A person's week as the server answers it: each session is in every day that it touches. */
function weekOf({
  week: [monday, zone],
  parts,
  absent,
  nowHours,
}: typeof shape extends fc.Arbitrary<infer T> ? T : never) {
  const dates = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const start = dayBounds(monday, zone).startAt;
  const now = start + nowHours * HOUR;
  const sessions = parts.map(
    ({ at, hours, kind, state }, index): TimelineSession => ({
      ...{ id: `s${index}`, kind, title: null, state, call: null, connectionName: "Main", sources: ["live"] },
      startAt: iso(start + at * HOUR),
      endAt: state === "ended" ? iso(start + (at + hours) * HOUR) : null,
      receivedAt: iso(start + at * HOUR),
      eventId: null,
    }),
  );
  const days = dates.flatMap((day, index): TimelineDay[] => {
    const bounds = dayBounds(day, zone);
    const person: TimelinePerson = {
      ...{ id: "p", name: "Amara Okafor", timeZone: zone, dayZone: zone, workStart: 540, workEnd: 1020 },
      ...{ isWorkDay: index < 5, managerName: null, isMapped: true, gaps: [], events: [], calendar: "none" },
      sessions: sessions.filter(({ startAt, endAt, state }) => {
        const [from, to] = [Date.parse(startAt), state === "running" ? now : Date.parse(endAt ?? startAt)];
        return from < bounds.endAt && (to > bounds.startAt || from >= bounds.startAt);
      }),
    };
    return [
      {
        ...{
          day,
          asOf: iso(now),
          products: ["meetings", "phone", "webinars"],
          people: index === absent ? [] : [person],
        },
        zoom: { state: "connected", listeningSince: null, mappedPeople: 1, troubles: [], whoConnects: [] },
      },
    ];
  });
  return { days, dates, now };
}

describe("a person's week", () => {
  it("counts each session once, and as much time as its days have together", () => {
    fc.assert(
      fc.property(shape, (one) => {
        const { days, dates, now } = weekOf(one);
        const [person] = peopleOfWeek(days);
        if (person === undefined) return true;
        const row = buildWeekRow(person, { dates, layers: one.layers, now });
        const cells = row.cells.filter((cell) => cell !== null);
        return (["meeting", "call", "webinar"] as const).every((kind) => {
          const ids = cells.flatMap((cell) =>
            cell.person.sessions.filter((own) => own.kind === kind).map(({ id }) => id),
          );
          const sum = cells.reduce((ms, cell) => ms + cell.totals[kind].ms, 0);
          const { count, ms } = row.totals[kind];
          // Where a day is missing, what goes on through it is still in the week's time.
          const isRight = one.absent === undefined || one.absent === 0 || one.absent === 6 ? ms === sum : ms >= sum;
          return count === new Set(ids).size && isRight && Number.isFinite(ms) && ms >= 0;
        });
      }),
      { numRuns: 1_000 },
    );
  }, 20_000);

  it("draws each of them in its day, inside, at whole pixels, whatever the width", () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 24, max: 400, noNaN: true }), (one, cellPx) => {
        const { days, dates, now } = weekOf(one);
        const [person] = peopleOfWeek(days);
        if (person === undefined) return true;
        const { layers } = one;
        const { cells } = buildWeekRow(person, { dates, layers, now });
        const there = cells.filter((cell) => cell !== null);
        const view = viewOfWeek(there, { layers, now });
        const bars = layoutWeekBars(cells, { cellPx, view, now });
        return (["meeting", "call", "webinar"] as const).every((kind) => {
          const boxes = [...bars[kind].matchAll(/M(-?[\d.]+) (-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)h/g)].map((found) =>
            found.slice(1).map(Number),
          );
          const isAll =
            boxes.length ===
            there.reduce((sum, cell) => sum + cell.person.sessions.filter((own) => own.kind === kind).length, 0);
          const isInside = boxes.every(([left = -1, top = -1, width = -1, height = -1]) => {
            const cell = Math.floor((left + width / 2) / cellPx);
            return (
              [left, top, width, height].every(Number.isInteger) &&
              width >= 1 &&
              left >= Math.floor(cell * cellPx) &&
              left + width <= Math.ceil((cell + 1) * cellPx) &&
              top >= 0 &&
              top + height <= WEEK_ROW_PX
            );
          });
          return isAll && isInside && !JSON.stringify(bars).includes("NaN");
        });
      }),
      { numRuns: 1_000 },
    );
  }, 20_000);

  it("shows the hours in which anything happened", () => {
    const plain = { ...{ week: weeks[5], absent: undefined, layers: timelineLayers, nowHours: 200 } };
    const viewOf = (at: number, hours: number, layers = [...timelineLayers]) => {
      const { days, now } = weekOf({ ...plain, layers, parts: [{ at, hours, kind: "call", state: "ended" }] });
      return viewOfWeek(
        days.flatMap(({ day, people }) => people.map((person) => ({ day, person }))),
        { layers, now },
      );
    };
    expect(viewOf(12, 1)).toEqual({ from: 480, to: 1080 });
    expect(viewOf(5.5, 0.2)).toEqual({ from: 300, to: 1080 });
    expect(viewOf(21, 0.5)).toEqual({ from: 480, to: 1320 });
    expect(viewOf(23, 2)).toEqual({ from: 0, to: 1440 });
    expect(viewOf(23, 2, ["meetings"])).toEqual({ from: 480, to: 1080 });
  });
});
