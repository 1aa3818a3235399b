import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CalendarFact, nearByNumberMs, nearByTitleMs, type PairableSession, pairEvents } from "./pair-events.ts";
import type { TimelineGap } from "./timeline-types.ts";

const DAY = Date.UTC(2026, 10, 17);
const at = (minute: number) => new Date(DAY + minute * 60_000).toISOString();
const clock = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const now = DAY + clock("18:00") * 60_000;

function event(id: string, from: string, to: string, change: Partial<CalendarFact> = {}): CalendarFact {
  return {
    id,
    title: null,
    isPrivate: false,
    isTentative: false,
    isAllDay: false,
    startAt: at(clock(from)),
    endAt: at(clock(to)),
    provider: "zoom",
    isOwn: true,
    calendarName: "Work",
    numberMark: null,
    ...change,
  };
}

function session(id: string, from: string, to: string | null, change: Partial<PairableSession> = {}): PairableSession {
  return {
    id,
    kind: "meeting",
    title: null,
    startAt: at(clock(from)),
    endAt: to === null ? null : at(clock(to)),
    state: to === null ? "running" : "ended",
    numberMark: null,
    ...change,
  };
}

const gap = (from: string, to: string, products: TimelineGap["products"]): TimelineGap => ({
  startAt: at(clock(from)),
  endAt: at(clock(to)),
  reason: "noData",
  products,
  isWhole: false,
  isOpen: false,
});

type Given = { sessions?: PairableSession[]; events: CalendarFact[]; gaps?: TimelineGap[]; now?: number };
const pair = ({ sessions = [], events, gaps = [], now: at = now }: Given) =>
  pairEvents({ sessions, events, gaps, now: at });
const heldIn = (given: Given) =>
  Object.fromEntries(pair(given).events.map(({ id, sessionIds }) => [id, sessionIds.join(" ")]));
const standingOf = (given: Given) => pair(given).events.map(({ standing }) => standing);
const mark = { numberMark: "m" };

describe("which session belongs to which event", () => {
  it("goes by number, whatever the titles say, and takes the occurrence that overlaps", () => {
    const events = [event("ten", "10:00", "11:00", mark), event("one", "13:00", "14:00", mark)];
    const sessions = [
      session("a", "10:04", "11:12", { ...mark, title: "Renamed" }),
      session("b", "13:00", "14:00", mark),
      session("c", "13:00", "14:00", { numberMark: "another" }),
    ];
    expect(heldIn({ sessions, events })).toEqual({ ten: "a", one: "b" });
  });

  it("keeps a session with its own event when it runs into the next, and gives one opened early to the next", () => {
    const events = [event("first", "10:00", "11:00", mark), event("second", "11:00", "12:00", mark)];
    expect(heldIn({ sessions: [session("a", "10:03", "12:00", mark)], events })).toEqual({ first: "a", second: "" });
    expect(heldIn({ sessions: [session("a", "10:55", "11:58", mark)], events })).toEqual({ first: "", second: "a" });
  });

  it("reaches an hour by number and half an hour by title, and not a moment further", () => {
    const events = [event("e", "12:00", "13:00", { ...mark, title: "Planning" })];
    for (const [from, to, isByNumber, isByTitle] of [
      ["10:30", "11:00", true, false],
      ["10:30", "10:59", false, false],
      ["10:30", "11:30", true, true],
      ["14:00", "14:30", true, false],
      ["14:01", "14:30", false, false],
      ["13:30", "14:30", true, true],
    ] as const) {
      expect(heldIn({ sessions: [session("s", from, to, mark)], events }).e).toBe(isByNumber ? "s" : "");
      expect(heldIn({ sessions: [session("s", from, to, { title: "planning!" })], events }).e).toBe(
        isByTitle ? "s" : "",
      );
    }
  });

  it("goes by title and time where there is no number, or marks were made with another key", () => {
    const sessions = [session("s", "10:00", "10:30", { numberMark: "new", title: "  Weekly — Planning " })];
    expect(heldIn({ sessions, events: [event("e", "10:00", "10:30", { title: "weekly planning" })] })).toEqual({
      e: "s",
    });
    const old = event("e", "10:00", "10:30", { numberMark: "old", title: "Weekly planning" });
    expect(heldIn({ sessions, events: [old] })).toEqual({ e: "s" });
    expect(heldIn({ sessions, events: [{ ...old, provider: null }] })).toEqual({ e: "s" });
    expect(heldIn({ sessions, events: [{ ...old, provider: "teams" }] })).toEqual({ e: "" });
    expect(heldIn({ sessions, events: [{ ...old, isAllDay: true }] })).toEqual({ e: "" });
    expect(heldIn({ sessions: [{ ...sessions[0]!, title: null }], events: [{ ...old, title: null }] })).toEqual({
      e: "",
    });
  });

  it("lets several sessions belong to one event, and pairs webinars but never calls", () => {
    const events = [event("e", "10:00", "11:00", mark)];
    const sessions = [
      session("a", "10:31", "11:00", { ...mark, kind: "webinar" }),
      session("b", "10:00", "10:25", mark),
      session("call", "10:00", "10:10", { ...mark, kind: "call" }),
    ];
    expect(heldIn({ sessions, events })).toEqual({ e: "b a" });
  });
});

describe("what became of an event", () => {
  it.each([
    ["own and over", {}, "notHeld"],
    ["someone else's", { isOwn: false }, "notHost"],
    ["nobody says whose", { isOwn: null }, "notHost"],
    ["at Teams", { provider: "teams" }, "plain"],
    ["without a link", { provider: null }, "plain"],
    ["all day", { isAllDay: true }, "plain"],
  ] as const)("%s", (_, change, standing) => {
    expect(standingOf({ events: [event("e", "10:00", "11:00", change)] })).toEqual([standing]);
  });

  it("is upcoming before, running during, and held once something was hosted", () => {
    const events = [event("e", "10:00", "11:00", mark)];
    const time = (text: string) => DAY + clock(text) * 60_000;
    expect(standingOf({ events, now: time("09:59") })).toEqual(["upcoming"]);
    expect(standingOf({ events, now: time("10:00") })).toEqual(["running"]);
    expect(standingOf({ events, now: time("11:00") })).toEqual(["notHeld"]);
    const sessions = [session("s", "10:05", null, mark)];
    expect(standingOf({ events, sessions, now: time("10:06") })).toEqual(["held"]);
  });

  it("is not known in a gap of meetings, unless something was hosted", () => {
    const events = [event("e", "10:00", "11:00", mark)];
    expect(standingOf({ events, gaps: [gap("10:50", "12:00", ["meetings"])] })).toEqual(["notKnown"]);
    expect(standingOf({ events, gaps: [gap("11:00", "12:00", ["meetings"])] })).toEqual(["notHeld"]);
    expect(standingOf({ events, gaps: [gap("10:00", "12:00", ["phone"])] })).toEqual(["notHeld"]);
    const sessions = [session("s", "10:00", "10:30", mark)];
    expect(standingOf({ events, sessions, gaps: [gap("10:50", "12:00", ["meetings"])] })).toEqual(["held"]);
  });

  it("says nothing of a copy in a second calendar once the first was held", () => {
    const sessions = [session("s", "10:00", "11:00", { title: "Planning" })];
    const events = [
      event("b", "10:00", "11:00", { title: "Planning" }),
      event("a", "10:00", "11:00", { title: "Planning", calendarName: "Copy" }),
    ];
    expect(standingOf({ sessions, events })).toEqual(["plain", "held"]);
    expect(standingOf({ events })).toEqual(["notHeld", "notHeld"]);
  });
});

const minute = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
const anyMark = fc.option(fc.constantFrom("m", "n"), { nil: null });
const anyTitle = fc.option(fc.constantFrom("Planning", "planning ", "Review", "…"), { nil: null });
const anyEvents = fc
  .array(
    fc.record({
      from: minute,
      length: fc.integer({ min: 0, max: 120 }),
      title: anyTitle,
      numberMark: anyMark,
      provider: fc.constantFrom("zoom", "zoom", "teams", null),
      isOwn: fc.constantFrom(true, false, null),
      isAllDay: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ from, length, ...rest }, n): CalendarFact => {
      const bounds = { startAt: at(from), endAt: at(from + length) };
      return { ...event(`e${n}`, "00:00", "00:00"), ...bounds, ...rest };
    }),
  );
const anySessions = fc
  .array(
    fc.record({
      from: minute,
      length: fc.integer({ min: 0, max: 120 }),
      title: anyTitle,
      numberMark: anyMark,
      kind: fc.constantFrom("meeting", "webinar", "call"),
      state: fc.constantFrom("ended", "ended", "running", "endUnknown"),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ from, length, ...rest }, n): PairableSession => {
      const endAt = rest.state === "ended" ? at(from + length) : null;
      return { id: `s${n}`, startAt: at(from), endAt, ...rest };
    }),
  );

it("pairs each session once, near in time, with something in common, whatever the order", () => {
  const shuffled = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length });
  const given = fc.tuple(anyEvents, anySessions).chain(([events, sessions]) =>
    fc.record({
      events: fc.constant(events),
      sessions: fc.constant(sessions),
      events2: shuffled(events),
      sessions2: shuffled(sessions),
    }),
  );
  fc.assert(
    fc.property(given, ({ events, sessions, events2, sessions2 }) => {
      const paired = pair({ events, sessions });
      const again = pair({ events: events2, sessions: sessions2 });
      const byId = (all: readonly { id: string }[]) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(byId(again.events)).toEqual(byId(paired.events));
      expect(new Map([...again.eventOf].sort())).toEqual(new Map([...paired.eventOf].sort()));

      const listed = paired.events.flatMap(({ id, sessionIds }) => sessionIds.map((one) => `${one} ${id}`));
      expect(listed.sort()).toEqual([...paired.eventOf].map(([one, id]) => `${one} ${id}`).sort());
      for (const [sessionId, eventId] of paired.eventOf) {
        const one = sessions.find(({ id }) => id === sessionId)!;
        const other = events.find(({ id }) => id === eventId)!;
        const isByMark = one.numberMark !== null && one.numberMark === other.numberMark;
        const starts = [one.startAt, other.startAt].map(Date.parse);
        const sessionEnd = one.state === "running" ? Math.max(now, starts[0]!) : Date.parse(one.endAt ?? one.startAt);
        const between = Math.max(...starts) - Math.min(sessionEnd, Date.parse(other.endAt));
        expect(between).toBeLessThanOrEqual(isByMark ? nearByNumberMs : nearByTitleMs);
        if (!isByMark) expect(one.title?.toLowerCase().trim()).toBe(other.title?.toLowerCase().trim());
        expect(one.kind).not.toBe("call");
        expect(other.isAllDay).toBe(false);
      }
      for (const { standing, sessionIds } of paired.events) expect(standing === "held").toBe(sessionIds.length > 0);
    }),
    { numRuns: 1000 },
  );
});
