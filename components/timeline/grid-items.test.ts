import { describe, expect, it } from "vitest";
import { buildPersonDay } from "#lib/timeline/person-day.ts";
import type { TimelineGap, TimelinePerson, TimelineSession } from "#lib/timeline/timeline-types.ts";
import { findItem, isGapRepeated, itemsOfRow, layoutPerson, likelyLanes, MAP_ITEM, rowHeight } from "./grid-items.ts";

const frame = { view: { from: 480, to: 1140 }, width: 1100 };
const plain = { isExpanded: false, isRepeated: false, mayMap: true };
const now = Date.parse("2026-11-24T16:00:00Z");

const gap = (from: string, to: string, change: Partial<TimelineGap> = {}): TimelineGap => ({
  startAt: `2026-11-24T${from}:00Z`,
  endAt: `2026-11-24T${to}:00Z`,
  reason: "historyNotRead",
  products: ["meetings", "phone", "webinars"],
  isWhole: true,
  isOpen: false,
  ...change,
});
const meeting = (from: string, to: string, title = "Weekly planning"): TimelineSession => ({
  id: `m${from}`,
  kind: "meeting",
  title,
  startAt: `2026-11-24T${from}:00Z`,
  endAt: `2026-11-24T${to}:00Z`,
  state: "ended",
  call: null,
  connectionName: "Halden main",
  sources: ["live"],
  receivedAt: `2026-11-24T${to}:05Z`,
  eventId: null,
});
const dayOf = (gaps: TimelineGap[], sessions: TimelineSession[] = []) => {
  const person: TimelinePerson = {
    id: "p",
    name: "Oona Virtanen",
    timeZone: "Europe/London",
    dayZone: "Europe/London",
    workStart: 540,
    workEnd: 1020,
    isWorkDay: true,
    managerName: null,
    isMapped: true,
    sessions,
    gaps,
    events: [],
    calendar: "none",
  };
  return buildPersonDay(person, {
    day: "2026-11-24",
    now,
    products: ["meetings", "phone", "webinars"],
    hasCalendar: true,
    cycle: "24h",
  });
};

describe("layoutPerson", () => {
  it("tells a gap where no block is in the way", () => {
    const [free] = layoutPerson(dayOf([gap("08:00", "12:00")]), frame, plain).gaps;
    expect(free?.label).toEqual({ form: "long", left: 8 });
    const [beside] = layoutPerson(dayOf([gap("08:00", "12:00")], [meeting("08:10", "09:00")]), frame, plain).gaps;
    expect(beside?.label.form).toBe("long");
    expect(beside?.label.left).toBeGreaterThanOrEqual(100);
    const crowd = [meeting("08:30", "09:30"), meeting("10:00", "11:00")];
    expect(layoutPerson(dayOf([gap("08:00", "12:00")], crowd), frame, plain).gaps[0]?.label.form).toBe("short");
  });

  it("lets no block's label stand on the hatch", () => {
    const row = layoutPerson(dayOf([gap("08:00", "12:00")], [meeting("08:30", "08:40")]), frame, plain);
    expect(row.blocks.map(({ labelPlace }) => labelPlace)).toEqual(["none"]);
    const free = layoutPerson(dayOf([], [meeting("08:30", "08:40")]), frame, plain);
    expect(free.blocks.map(({ labelPlace }) => labelPlace)).toEqual(["beside"]);
  });

  it("tells a gap that the row above has too in short", () => {
    const [repeated] = layoutPerson(dayOf([gap("08:00", "12:00")]), frame, { ...plain, isRepeated: true }).gaps;
    expect([repeated?.label.form, repeated?.drawn.short]).toEqual(["short", "Not read yet"]);
    const team = Array.from({ length: 14 }, (_, index) => {
      const day = dayOf(index === 3 ? [] : [gap("08:00", "12:00", index === 5 ? { reason: "noData" } : {})]);
      return { gaps: day.gaps, person: { ...day.person, id: `p${index}` } } as never as typeof day;
    });
    const full = team.filter((_, index) => !isGapRepeated(team, index)).map(({ person }) => person.id);
    expect(full).toEqual(["p0", "p3", "p5", "p12"]);
  });

  it("reaches what is counted in a block, stacked, or outside the hours through one item", () => {
    const short = ["09:00", "09:02", "09:04"].map((from) =>
      meeting(
        from,
        from.replace(/.$/, (last) => `${Number(last) + 1}`),
      ),
    );
    const stack = ["12:00", "12:01", "12:02", "12:03"].map((from) => meeting(from, "13:00"));
    const items = itemsOfRow(layoutPerson(dayOf([], [meeting("06:00", "06:30"), ...short, ...stack]), frame, plain));
    expect(items.map(({ id }) => id)).toEqual([
      "name",
      "earlier",
      "m09:00",
      "m12:00",
      "m12:01",
      "m12:02",
      "more:m12:03",
    ]);
    expect(["m09:04", "m12:03", "m06:00", "m12:01", "gone"].map((id) => findItem(items, id)?.id)).toEqual([
      "m09:00",
      "more:m12:03",
      "earlier",
      "m12:01",
      undefined,
    ]);
  });

  it("is as high at a near zoom as at a far one", () => {
    const stack = ["12:00", "12:01", "12:02"].map((from) => meeting(from, "13:00"));
    const heightIn = (from: number, to: number) =>
      rowHeight(layoutPerson(dayOf([], stack), { view: { from, to }, width: 1100 }, plain));
    expect([heightIn(0, 1440), heightIn(480, 600), rowHeight(likelyLanes(dayOf([], stack)))]).toEqual([72, 72, 72]);
  });

  it("names a day off where nothing stands", () => {
    const off = dayOf([], [meeting("08:00", "09:30")]);
    expect(layoutPerson(off, frame, plain).dayOff).toEqual({ form: "short", left: 157 });
  });

  it("makes the link to the mapping reachable just where it is drawn", () => {
    const notMapped = gap("00:00", "16:00", { reason: "notMapped", isOpen: true });
    const linksOf = (mayMap: boolean, isRepeated: boolean, width = 1100) =>
      itemsOfRow(
        layoutPerson(dayOf([notMapped]), { ...frame, width }, { isExpanded: false, isRepeated, mayMap }),
      ).filter(({ id }) => id === MAP_ITEM).length;
    expect([linksOf(true, false), linksOf(true, true), linksOf(false, false), linksOf(true, false, 300)]).toEqual([
      1, 1, 0, 0,
    ]);
  });
});
