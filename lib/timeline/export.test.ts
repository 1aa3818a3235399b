import { parse } from "csv-parse/sync";
import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { dayBounds } from "./day.ts";
import { timelineAsIcs } from "./export-calendar.ts";
import { entriesOfDays, shownDays } from "./export-entries.ts";
import { timelineAsCsv } from "./export-table.ts";
import type { TimelineDay, TimelineEvent, TimelineGap, TimelinePerson, TimelineSession } from "./timeline-types.ts";

const now = Date.parse("2026-03-10T16:00:00Z");

const aSession = (id: string, change: Partial<TimelineSession> = {}): TimelineSession => ({
  id,
  kind: "meeting",
  title: "Planning",
  startAt: "2026-03-10T10:00:00.000Z",
  endAt: "2026-03-10T10:45:00.000Z",
  state: "ended",
  call: null,
  connectionName: "Main",
  sources: ["live"],
  receivedAt: "2026-03-10T10:45:01.000Z",
  eventId: null,
  ...change,
});

const aCall = (id: string, change: Partial<NonNullable<TimelineSession["call"]>> = {}) =>
  aSession(id, {
    kind: "call",
    title: null,
    startAt: "2026-03-10T09:00:00.000Z",
    endAt: "2026-03-10T09:00:20.000Z",
    call: {
      direction: "incoming",
      callerIdName: "Mara Lind",
      isCallerIdHidden: false,
      outcome: "missed",
      answerAt: null,
      deviceName: "Desk phone",
      deviceVersion: "1.2",
      ...change,
    },
  });

const anEvent = (id: string, change: Partial<TimelineEvent> = {}): TimelineEvent => ({
  id,
  title: "Demo",
  isPrivate: false,
  isTentative: false,
  isAllDay: false,
  startAt: "2026-03-10T14:00:00.000Z",
  endAt: "2026-03-10T15:00:00.000Z",
  provider: null,
  isOwn: null,
  calendarName: "Work",
  standing: "plain",
  sessionIds: [],
  ...change,
});

const aPerson = (name: string, change: Partial<TimelinePerson> = {}): TimelinePerson => ({
  id: name,
  name,
  timeZone: "Europe/Paris",
  dayZone: "Europe/Paris",
  workStart: 540,
  workEnd: 1020,
  isWorkDay: true,
  managerName: null,
  isMapped: true,
  sessions: [],
  gaps: [],
  events: [],
  calendar: "ok",
  ...change,
});

const aDay = (day: string, people: readonly TimelinePerson[]): TimelineDay => ({
  day,
  asOf: new Date(now).toISOString(),
  products: ["meetings", "phone", "webinars"],
  people,
  zoom: { state: "connected", listeningSince: null, mappedPeople: 1, troubles: [], whoConnects: [] },
});

const gap: TimelineGap = {
  startAt: "2026-03-10T11:00:00.000Z",
  endAt: "2026-03-10T12:00:00.000Z",
  reason: "noData",
  products: ["phone"],
  isWhole: false,
  isOpen: false,
};

const tableOf = (days: readonly TimelineDay[]): Record<string, string>[] =>
  parse(timelineAsCsv(entriesOfDays(days), now), { bom: true, columns: true });

const calendarOf = (days: readonly TimelineDay[], isOfOne = true) => {
  const text = timelineAsIcs(entriesOfDays(days), { name: "Timeline", now, isOfOne });
  return { text, events: new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent") };
};
const textOf = (event: ICAL.Component | undefined, name: string) => event?.getFirstPropertyValue(name)?.toString();

describe("what goes out", () => {
  const days = [
    aDay("2026-03-10", [
      aPerson("Zoë Abbott", { sessions: [aSession("m"), aCall("c")], events: [anEvent("e")], gaps: [gap] }),
      aPerson("Bo Holm", { sessions: [aSession("b")] }),
    ]),
  ];
  const idsOf = (q: string, layers: Parameters<typeof shownDays>[1]["layers"]) =>
    entriesOfDays(shownDays(days, { q, layers })).map((entry) =>
      entry.kind === "session" ? entry.session.id : entry.kind === "event" ? entry.event.id : "gap",
    );

  it("is narrowed as the page is, by name and by layer", () => {
    expect(idsOf("", null)).toEqual(["c", "m", "gap", "e", "b"]);
    expect(idsOf("zoe", null)).toEqual(["c", "m", "gap", "e"]);
    expect(idsOf("zoe", ["meetings"])).toEqual(["m"]);
    expect(idsOf("", ["phone", "calendar"])).toEqual(["c", "gap", "e"]);
    expect(idsOf("", [])).toEqual([]);
  });

  it("has what lies over midnight once, under the first of its days", () => {
    const night = aSession("n", { startAt: "2026-03-10T22:30:00.000Z", endAt: "2026-03-10T23:30:00.000Z" });
    const week = ["2026-03-10", "2026-03-11"].map((day) => aDay(day, [aPerson("Bo", { sessions: [night] })]));
    expect(tableOf(week)).toMatchObject([{ Date: "2026-03-10", Start: "2026-03-10T23:30:00+01:00", Minutes: "60" }]);
    expect(calendarOf(week).events).toHaveLength(1);
  });
});

describe("the table", () => {
  it("says of each thing what the page says", () => {
    const planned = anEvent("e1", {
      startAt: "2026-03-10T09:50:00.000Z",
      endAt: "2026-03-10T10:45:00.000Z",
      standing: "held",
      sessionIds: ["m"],
    });
    const rows = tableOf([
      aDay("2026-03-10", [
        aPerson("Zoë", {
          sessions: [
            aCall("c"),
            aSession("m", { eventId: "e1" }),
            aSession("r", { startAt: "2026-03-10T15:30:00.000Z", endAt: null, state: "running", title: null }),
            aSession("u", { startAt: "2026-03-10T15:40:00.000Z", endAt: null, state: "endUnknown" }),
          ],
          events: [planned, anEvent("p", { title: null, isPrivate: true, standing: "notHost" })],
          gaps: [gap],
        }),
      ]),
    ]);
    const some = rows.map(({ Kind, Title, Minutes, State, End, ...rest }) => [
      Kind,
      Title,
      Minutes,
      State,
      End,
      rest["Planned and actual"],
    ]);
    expect(some).toEqual([
      ["Incoming Zoom call", "Mara Lind", "0.3", "Ended", "2026-03-10T10:00:20+01:00", ""],
      ["Calendar event", "Demo", "55", "", "2026-03-10T11:45:00+01:00", "Held"],
      ["Zoom meeting", "Planning", "45", "Ended", "2026-03-10T11:45:00+01:00", "Started 10 min late"],
      ["Not known", "No data for calls", "60", "", "2026-03-10T13:00:00+01:00", ""],
      ["Calendar event", "Private", "60", "", "2026-03-10T16:00:00+01:00", "Calendar only: not the host"],
      ["Zoom meeting", "Untitled", "30", "In progress", "", ""],
      ["Zoom meeting", "Planning", "", "End not known", "", ""],
    ]);
    expect(rows[0]).toMatchObject({
      Person: "Zoë",
      Direction: "Incoming",
      Outcome: "Missed",
      Device: "Desk phone 1.2",
      Product: "Phone",
      "How we know": "Live event, Main",
      "Time zone": "Europe/Paris",
    });
  });

  it("never gives a formula, whoever named the meeting, the caller, the device or the calendar", () => {
    const evil = '=HYPERLINK("http://x.example";"y")';
    const rows = tableOf([
      aDay("2026-03-10", [
        aPerson(`@${evil}`, {
          sessions: [
            aSession("m", { title: evil, connectionName: evil }),
            aCall("c", { callerIdName: `+${evil}`, deviceName: evil }),
          ],
          events: [anEvent("e", { title: ` ${evil}`, calendarName: evil })],
        }),
      ]),
    ]);
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    expect(rows.map(({ Title }) => Title)).toEqual([`'+${evil}`, `'${evil}`, `' ${evil}`]);
  });
});

describe("the calendar", () => {
  it("has each session, and each event that none of them belongs to", () => {
    const { events } = calendarOf([
      aDay("2026-03-10", [
        aPerson("Zoë", {
          sessions: [aSession("m", { eventId: "held" }), aCall("c")],
          events: [
            anEvent("held", { standing: "held", sessionIds: ["m"] }),
            anEvent("alone", { isTentative: true, standing: "notHeld" }),
          ],
        }),
      ]),
    ]);
    const told = ["uid", "summary", "dtstart", "dtend", "categories", "status", "transp", "dtstamp"];
    expect(events.map((event) => told.map((name) => textOf(event, name)))).toEqual([
      [
        "c",
        "Incoming Zoom call, Mara Lind",
        "2026-03-10T09:00:00Z",
        "2026-03-10T09:00:20Z",
        "Call",
        "CONFIRMED",
        "OPAQUE",
        "2026-03-10T16:00:00Z",
      ],
      [
        "m",
        "Zoom meeting, Planning",
        "2026-03-10T10:00:00Z",
        "2026-03-10T10:45:00Z",
        "Meeting",
        "CONFIRMED",
        "OPAQUE",
        "2026-03-10T16:00:00Z",
      ],
      [
        "alone",
        "Calendar event, Demo",
        "2026-03-10T14:00:00Z",
        "2026-03-10T15:00:00Z",
        "Calendar",
        "TENTATIVE",
        "TRANSPARENT",
        "2026-03-10T16:00:00Z",
      ],
    ]);
  });

  it("says what runs and what end is not known, and invents none", () => {
    const { events } = calendarOf([
      aDay("2026-03-10", [
        aPerson("Zoë", {
          sessions: [
            aSession("r", { startAt: "2026-03-10T15:30:00.000Z", endAt: null, state: "running" }),
            aSession("u", { startAt: "2026-03-10T15:40:00.000Z", endAt: null, state: "endUnknown" }),
            aSession("z", { startAt: "2026-03-10T15:50:00.200Z", endAt: "2026-03-10T15:50:00.900Z" }),
          ],
        }),
      ]),
    ]);
    expect(events.map((event) => ["summary", "dtend", "status"].map((name) => textOf(event, name)))).toEqual([
      ["Zoom meeting, Planning, in progress", "2026-03-10T16:00:00Z", "TENTATIVE"],
      ["Zoom meeting, Planning, end not known", undefined, "CONFIRMED"],
      ["Zoom meeting, Planning", undefined, "CONFIRMED"],
    ]);
  });

  it("keeps whole days as dates, and names the person where there are several", () => {
    const { startAt } = dayBounds("2026-03-10", "Europe/Paris");
    const { endAt } = dayBounds("2026-03-11", "Europe/Paris");
    const allDay = anEvent("a", {
      isAllDay: true,
      startAt: new Date(startAt).toISOString(),
      endAt: new Date(endAt).toISOString(),
    });
    const { text } = calendarOf([aDay("2026-03-10", [aPerson("Zoë", { events: [allDay] })])], false);
    expect(text).toContain("DTSTART;VALUE=DATE:20260310\r\nDTEND;VALUE=DATE:20260312\r\n");
    expect(text).toContain("SUMMARY:Calendar event\\, Demo\\, Zoë\r\n");
  });

  it("says that it is not whole where something is not known", () => {
    expect(calendarOf([aDay("2026-03-10", [aPerson("Zoë", { gaps: [gap] })])]).text).toContain("X-WR-CALDESC:Part of");
    expect(calendarOf([aDay("2026-03-10", [aPerson("Zoë")])]).text).not.toContain("CALDESC");
  });

  it("comes back through a reader as it was, whatever the titles, in lines of 75 octets at most", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 120 }), { maxLength: 4 }), (titles) => {
        const sessions = titles.map((title, index) => aSession(`id ${index}`, { title }));
        const { text, events } = calendarOf([aDay("2026-03-10", [aPerson("Zoë", { sessions })])]);
        expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
        for (const line of text.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
        const plain = titles.map((title) => title.toWellFormed().replace(/\p{Cc}+/gu, " "));
        expect(events.map((event) => textOf(event, "summary"))).toEqual(plain.map((title) => `Zoom meeting, ${title}`));
        expect(new Set(events.map((event) => textOf(event, "uid"))).size).toBe(titles.length);
        expect(text).not.toMatch(/^(ATTENDEE|ORGANIZER|URL|LOCATION|ATTACH|CONFERENCE)/m);
      }),
      { numRuns: 40 },
    );
  });
});
