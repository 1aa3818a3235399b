import { describe, expect, it } from "vitest";
import { buildPersonDay } from "#lib/timeline/person-day.ts";
import type { TimelineGap, TimelinePerson, TimelineSession } from "#lib/timeline/timeline-types.ts";
import { isGapRepeated, itemsOfRow, layoutPerson, MAP_ITEM } from "./grid-items.ts";

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
