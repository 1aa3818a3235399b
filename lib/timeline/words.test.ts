import { describe, expect, it } from "vitest";
import { buildDayAxis } from "./day.ts";
import {
  emptyDayInWords,
  gapInWords,
  nameOfSession,
  outcomeOf,
  rangeOfSession,
  sourcesInWords,
  titleOf,
} from "./session-words.ts";
import type { GapReason, TimelineSession } from "./timeline-types.ts";
import { timeIn } from "./totals.ts";
import {
  clockAt,
  dayLong,
  dayShort,
  lengthAsFigure,
  lengthInWords,
  listOf,
  placeOfZone,
  workingHours,
} from "./words.ts";

const M = 60_000;
const session = (change: Partial<TimelineSession>): TimelineSession => ({
  id: "s",
  kind: "meeting",
  title: "Weekly planning",
  startAt: "2026-11-17T10:00:00Z",
  endAt: "2026-11-17T10:45:00Z",
  state: "ended",
  call: null,
  connectionName: "Halden main",
  sources: ["live"],
  receivedAt: "2026-11-17T10:45:04Z",
  eventId: null,
  ...change,
});
const call = (change: Partial<NonNullable<TimelineSession["call"]>>): Partial<TimelineSession> => ({
  kind: "call",
  title: null,
  startAt: "2026-11-17T15:20:00Z",
  endAt: "2026-11-17T15:24:00Z",
  call: {
    direction: "incoming",
    callerIdName: "HEXA SUPPLIES",
    isCallerIdHidden: false,
    outcome: "answered",
    answerAt: null,
    deviceName: null,
    deviceVersion: null,
    ...change,
  },
});
const london = buildDayAxis("2026-11-17", "Europe/London");

describe("accessible names", () => {
  const name = (change: Partial<TimelineSession>) => nameOfSession(session(change), london, "24h");
  it("begin with the kind and carry the rest", () => {
    expect(name({})).toBe("Zoom meeting, Weekly planning, 10:00 to 10:45, 45 minutes");
    expect(name({ kind: "webinar", title: "Launch briefing", endAt: "2026-11-17T11:34:00Z" })).toBe(
      "Zoom webinar, Launch briefing, 10:00 to 11:34, 94 minutes",
    );
    expect(name(call({}))).toBe("Incoming Zoom call, HEXA SUPPLIES, 15:20 to 15:24, 4 minutes");
    expect(name(call({ direction: "outgoing", callerIdName: null }))).toBe(
      "Outgoing Zoom call, Unknown, 15:20 to 15:24, 4 minutes",
    );
    expect(name(call({ callerIdName: null, isCallerIdHidden: true, outcome: "missed" }))).toBe(
      "Incoming Zoom call, Private, 15:20 to 15:24, 4 minutes, missed",
    );
    expect(name({ endAt: null, state: "running" })).toBe("Zoom meeting, Weekly planning, 10:00, in progress");
    expect(name({ endAt: null, state: "endUnknown" })).toBe("Zoom meeting, Weekly planning, 10:00, end unknown");
    expect(name({ title: null, endAt: "2026-11-17T10:00:20Z" })).toBe(
      "Zoom meeting, Untitled, 10:00 to 10:00, 20 seconds",
    );
  });

  it("follow the viewer's clock and the person's zone", () => {
    expect(nameOfSession(session({}), buildDayAxis("2026-11-17", "America/New_York"), "12h")).toBe(
      "Zoom meeting, Weekly planning, 5:00 am to 5:45 am, 45 minutes",
    );
  });

  it("say when a session reaches over midnight", () => {
    const over = session({ startAt: "2026-11-16T23:30:00Z", endAt: "2026-11-17T00:45:00Z" });
    expect(nameOfSession(over, london, "24h")).toBe(
      "Zoom meeting, Weekly planning, since 23:30 the day before, until 00:45, 75 minutes",
    );
    expect(nameOfSession(over, buildDayAxis("2026-11-16", "Europe/London"), "24h")).toBe(
      "Zoom meeting, Weekly planning, 23:30 until 00:45 the day after, 75 minutes",
    );
    expect(nameOfSession(over, london, "24h", true)).toContain("since yesterday 23:30, until 00:45");
    expect(nameOfSession(over, buildDayAxis("2026-11-16", "Europe/London"), "24h", true)).toContain(
      "23:30 until tomorrow 00:45",
    );
    const long = session({ startAt: "2026-11-14T23:30:00Z", endAt: "2026-11-19T00:45:00Z" });
    expect(nameOfSession(long, london, "24h")).toContain("since Sat 14 Nov, 23:30, until Thu 19 Nov, 00:45");
    expect(
      nameOfSession(session({ startAt: "2026-11-17T23:00:00Z", endAt: "2026-11-18T00:00:00Z" }), london, "24h"),
    ).toContain("23:00 to 00:00, 60 minutes");
  });
});

describe("words", () => {
  it("tell lengths, times and days", () => {
    expect([20_000, 48 * M, 163 * M, 0].map(lengthInWords)).toEqual(["20 s", "48 min", "2 h 43", "0 min"]);
    expect([0, 163 * M].map(lengthAsFigure)).toEqual(["0:00", "2:43"]);
    expect(clockAt(Date.parse("2026-11-17T00:05:00Z"), "UTC", "12h")).toBe("12:05 am");
    expect([dayShort("2026-11-17"), dayLong("2026-11-17")]).toEqual(["Tue 17 Nov 2026", "Tuesday 17 November 2026"]);
    expect(workingHours(540, 1050, "24h")).toBe("9–17:30");
    expect(placeOfZone("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
    expect(listOf(["a", "b", "c"])).toBe("a, b and c");
  });

  it("say how we know and when", () => {
    expect(sourcesInWords(["live", "history"])).toBe("Live event, confirmed by history");
    expect(sourcesInWords(["history"])).toBe("Zoom’s history");
    expect(rangeOfSession(session({ endAt: null, state: "running" }), london, "24h")).toBe("10:00 – now");
    expect(titleOf(session(call({ callerIdName: null })))).toBe("Unknown");
  });
});

describe("gaps in words", () => {
  const say = (reason: GapReason, isOpen: boolean, since: string | null, until: string | null, isWhole = true) =>
    gapInWords({ reason, products: ["phone"], isWhole, isOpen }, since, until);
  it("say why, and since or until when", () => {
    expect(say("notMapped", true, null, null)).toBe("Not mapped to a Zoom user, so nothing can be received.");
    expect(say("notMapped", false, null, null)).toBe("Was not mapped to a Zoom user");
    expect(say("notMapped", false, null, "11:00")).toBe("Not mapped to a Zoom user until 11:00");
    expect(say("notConnected", false, null, "11:42")).toBe("Zoom was not connected until 11:42");
    expect(say("notReceived", false, null, "11:00", false)).toBe("Receiving of calls was off until 11:00");
    expect(say("notReceived", true, "14:00", null)).toBe("Receiving is off since 14:00");
    expect(say("noData", true, "14:20", null)).toBe("No data since 14:20");
    expect(say("noData", false, "12:10", "13:05")).toBe("No data: connection down");
    expect(say("historyNotRead", false, null, "11:00", false)).toBe("History for calls is not read yet");
  });
});

describe("totals", () => {
  const total = (sessions: TimelineSession[]) =>
    timeIn("meeting", sessions, london, Date.parse("2026-11-17T12:00Z")) / M;
  it("count an overlap once, cut at midnight, and count what runs up to now", () => {
    expect(total([session({}), session({ startAt: "2026-11-17T10:30:00Z", endAt: "2026-11-17T11:00:00Z" })])).toBe(60);
    expect(total([session({ startAt: "2026-11-16T23:30:00Z", endAt: "2026-11-17T00:45:00Z" })])).toBe(45);
    expect(total([session({ startAt: "2026-11-17T11:30:00Z", endAt: null, state: "running" })])).toBe(30);
    expect(total([session({ endAt: null, state: "endUnknown" })])).toBe(0);
  });
});

describe("calls that nobody took", () => {
  it("are missed by who was called, and find no answer for who called", () => {
    const missed = (direction: "incoming" | "outgoing") => call({ direction, outcome: "missed" });
    const name = (direction: "incoming" | "outgoing") => nameOfSession(session(missed(direction)), london, "24h");
    expect(name("incoming")).toMatch(/^Incoming Zoom call, .*, missed$/);
    expect(name("outgoing")).toMatch(/^Outgoing Zoom call, .*, no answer$/);
    expect(outcomeOf({ direction: "incoming", outcome: "missed" })).toBe("Missed");
    expect(outcomeOf({ direction: "outgoing", outcome: "missed" })).toBe("No answer");
  });
});

it("does not call a day empty that is not over", () => {
  const says = (now: number) => emptyDayInWords(london, now);
  expect([says(london.startAt - 1), says(london.startAt), says(london.endAt)]).toEqual([
    "This day has not begun here yet.",
    "Nothing so far on this day.",
    "Nothing happened on this day.",
  ]);
});
