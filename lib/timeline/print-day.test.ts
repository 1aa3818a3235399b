import { expect, it } from "vitest";
import { buildPersonDay } from "./person-day.ts";
import { hoursOnPaper, rowsOfDay, weekTotalsInWords } from "./print-day.ts";
import { filtersInWords, peopleInWords, zoneInWords } from "./print-words.ts";
import type { TimelineLayer, TimelinePerson } from "./timeline-types.ts";
import { timelineLayers, timelineProducts } from "./timeline-types.ts";
import { buildWeekRow } from "./week.ts";

const now = Date.parse("2026-03-10T16:00:00Z");
const session = {
  kind: "meeting",
  title: "Planning",
  endAt: null,
  state: "ended",
  call: null,
  connectionName: "Main",
  sources: ["live"],
  receivedAt: "2026-03-10T10:45:00.000Z",
  eventId: null,
} as const;
const person: TimelinePerson = {
  id: "p",
  name: "Zoë",
  timeZone: "UTC",
  dayZone: "UTC",
  workStart: 540,
  workEnd: 1020,
  isWorkDay: true,
  managerName: null,
  isMapped: true,
  sessions: [
    { ...session, id: "n", startAt: "2026-03-09T23:30:00.000Z", endAt: "2026-03-10T00:20:00.000Z" },
    { ...session, id: "h", startAt: "2026-03-10T10:04:00.000Z", endAt: "2026-03-10T10:45:00.000Z", eventId: "e" },
    { ...session, id: "u", startAt: "2026-03-10T12:00:00.000Z", state: "endUnknown" },
    { ...session, id: "r", startAt: "2026-03-10T15:30:00.000Z", state: "running" },
  ],
  gaps: [
    {
      startAt: "2026-03-10T00:00:00.000Z",
      endAt: "2026-03-10T08:00:00.000Z",
      reason: "noData",
      products: ["meetings", "phone", "webinars"],
      isWhole: true,
      isOpen: false,
    },
  ],
  events: [
    {
      id: "e",
      title: "Planning",
      isPrivate: false,
      isTentative: false,
      isAllDay: false,
      startAt: "2026-03-10T10:00:00.000Z",
      endAt: "2026-03-10T10:45:00.000Z",
      provider: "zoom",
      isOwn: true,
      calendarName: "Work",
      standing: "held",
      sessionIds: ["h"],
    },
    {
      id: "d",
      title: null,
      isPrivate: true,
      isTentative: true,
      isAllDay: true,
      startAt: "2026-03-10T00:00:00.000Z",
      endAt: "2026-03-11T00:00:00.000Z",
      provider: null,
      isOwn: null,
      calendarName: "Work",
      standing: "plain",
      sessionIds: [],
    },
  ],
  calendar: "ok",
};
const drawn = buildPersonDay(person, {
  day: "2026-03-10",
  now,
  products: timelineProducts,
  hasCalendar: true,
  cycle: "24h",
});

it("puts a day on paper in order: gaps in words, what was held once, ends only where they are known", () => {
  expect(rowsOfDay(drawn, now, "24h").map(({ when, title, length, note }) => [when, title, length, note])).toEqual([
    ["00:00 – 08:00", "No data until 08:00", "8 h 00", ""],
    ["23:30 the day before – 00:20", "Planning", "50 min", ""],
    ["All day", "Private", "", "Calendar only, tentative"],
    ["10:04 – 10:45", "Planning", "41 min", "Started 4 min late"],
    ["12:00 – ?", "Planning", "", "End not known"],
    ["15:30 – now", "Planning", "30 min", "In progress"],
  ]);
});

it("shows the hours of work and all that lies outside of them, and never less than nobody needs", () => {
  expect(hoursOnPaper([drawn])).toEqual({ from: 0, to: 1080 });
  expect(hoursOnPaper([])).toEqual({ from: 480, to: 1080 });
});

it("tells a week's time by kind, and that it may be more", () => {
  const row = (layers: readonly TimelineLayer[]) =>
    buildWeekRow({ id: "p", name: "Zoë", days: [person] }, { dates: ["2026-03-10"], layers, now });
  expect(weekTotalsInWords(row(timelineLayers).totals, timelineLayers)).toBe(
    "at least 1 h 31 in meetings (4 meetings)",
  );
  expect(weekTotalsInWords(row(["phone"]).totals, ["phone"])).toBe("nothing known");
  expect(weekTotalsInWords(row([]).totals, [])).toBe("nothing of these kinds");
});

it("says whose it is, in whose time, and what was left out", () => {
  const teams = [{ id: "m", name: "Imogen Clarke", count: 3 }];
  expect(["all", "team", "m", "gone"].map((people) => peopleInWords(people, "Rosa", teams))).toEqual([
    "All that Rosa may see",
    "Rosa’s team",
    "Imogen Clarke’s team",
    "A team",
  ]);
  const zones = {
    ownName: "Each person’s own time",
    viewerName: "Rosa",
    viewerZone: "Europe/London",
    organisationZone: "America/New_York",
  };
  expect((["own", "mine", "organisation"] as const).map((zone) => zoneInWords(zone, zones))).toEqual([
    "Each person’s own time",
    "Rosa’s time (London)",
    "The organisation’s time (New York)",
  ]);
  expect(filtersInWords("", null)).toBe("None");
  expect(filtersInWords("zoe", ["phone", "calendar"])).toBe("People named “zoe”. Only calls and calendar events.");
  expect(filtersInWords("", [])).toBe("All kinds are switched off.");
});
