import "../../test/unit-settings.ts";
import { describe, expect, it } from "vitest";
import { markMeetingNumber } from "#lib/crypto.ts";
import type { UnreadableCalendar, UnreadableReason } from "./read-calendar.ts";
import { asCalendar, asEvent, readFor, startsOf } from "./test-calendar.ts";

const timed = (...lines: string[]) => asEvent("DTSTART:20261117T090000Z", "DTEND:20261117T100000Z", ...lines);
const first = (...lines: string[]) => readFor(asCalendar(timed(...lines))).events[0];
const reasonOf = (text: string): UnreadableReason | null => {
  try {
    readFor(text);
    return null;
  } catch (error) {
    return (error as UnreadableCalendar).reason;
  }
};

describe("what is a calendar", () => {
  it("refuses what is none, and the format of the nineties, with a reason and without the text", () => {
    expect(reasonOf("")).toBe("notCalendar");
    expect(reasonOf("<!doctype html><p>Sign in to see BEGIN:VCALENDAR")).toBe("notCalendar");
    expect(
      reasonOf("BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nSUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=A4\nEND:VEVENT"),
    ).toBe("oldFormat");
    expect(readFor(asCalendar())).toEqual({ events: [], skipped: 0, name: null });
  });

  it.each([
    ["a byte order mark", (text: string) => `\ufeff${text}`],
    ["bare line feeds", (text: string) => text.replaceAll("\r\n", "\n")],
    ["bare carriage returns", (text: string) => text.replaceAll("\r\n", "\r")],
    ["folded lines", (text: string) => text.replaceAll("Planning", "Pla\r\n nni\r\n\tng")],
    ["lower case", (text: string) => text.replace(/BEGIN|END|VEVENT|DTSTART/g, (word) => word.toLowerCase())],
    ["a missing end of the calendar", (text: string) => text.replace("END:VCALENDAR", "")],
    ["rubbish between", (text: string) => text.replace("SUMMARY", "no property\r\n:::\r\nX-A;=:\r\nSUMMARY")],
  ])("reads one with %s", (_, change) => {
    const text = asCalendar("X-WR-CALNAME:Work", timed("SUMMARY:Planning"));
    expect(readFor(change(text))).toMatchObject({ events: [{ title: "Planning" }], skipped: 0, name: "Work" });
  });

  it("skips and counts what is broken, and reads the rest", () => {
    const broken = [
      asEvent("SUMMARY:no start"),
      asEvent("UID:2", "DTSTART:20261399T090000Z"),
      asEvent("UID:3", "DTSTART:20261117T090000Z", "RRULE:FREQ=SOMETIMES"),
      asEvent("UID:4", "DTSTART:20261117T090000Z", "DURATION:soon"),
      asEvent("UID:5", "DTSTART:20261117T090000Z", "EXDATE:never"),
    ];
    const whole = asCalendar(...broken, timed("UID:whole", "SUMMARY:Whole"));
    expect(readFor(whole)).toMatchObject({ events: [{ title: "Whole" }], skipped: 5 });
    expect(readFor(whole.slice(0, whole.lastIndexOf("END:VEVENT")))).toMatchObject({ events: [], skipped: 6 });
    const unclosed = asCalendar(timed("UID:a").replace("END:VEVENT", ""), timed("UID:b"));
    expect(readFor(unclosed).events).toHaveLength(2);
  });

  it("cuts what has no end, and goes on", () => {
    const text = asCalendar(
      asEvent("UID:1", "DTSTART:20200101T000000Z", "RRULE:FREQ=SECONDLY"),
      asEvent("UID:2", "DTSTART:20200101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
      asEvent("UID:3", "DTSTART:19000101T000000Z", "RRULE:FREQ=SECONDLY;COUNT=2000000000"),
      asEvent("UID:4", "DTSTART:10000101T000000Z", "DTEND:99991231T000000Z"),
      timed("UID:whole", "SUMMARY:Whole"),
    );
    const { events, skipped } = readFor(text);
    expect(events.length).toBeLessThan(6_000);
    expect(events.some(({ title }) => title === "Whole")).toBe(true);
    expect(skipped).toBe(2);
  });
});

describe("what is kept of an event", () => {
  it("is title, bounds and a few facts; guests, places, texts and links end here", () => {
    const reading = readFor(
      asCalendar(
        timed(
          "SUMMARY:Review 845 1200 7733 https://zoom.us/j/84512007733?pwd=SECRET-1",
          "LOCATION:https://zoom.us/j/84512007733?pwd=SECRET-2",
          "DESCRIPTION:SECRET-3\\nMeeting ID: 845 1200 7733\\nPasscode: SECRET-4",
          "ORGANIZER;CN=SECRET-5:mailto:amara@halden.example",
          "ATTENDEE;CN=SECRET-6;PARTSTAT=ACCEPTED:mailto:SECRET-7@halden.example",
          "X-SOMETHING:SECRET-8",
        ),
      ),
    );
    expect(reading.events).toEqual([
      {
        key: expect.stringMatching(/^[\w-]{43}$/),
        title: "Review",
        startAt: new Date("2026-11-17T09:00:00Z"),
        endAt: new Date("2026-11-17T10:00:00Z"),
        allDay: false,
        private: false,
        tentative: false,
        provider: "zoom",
        own: true,
        numberMark: markMeetingNumber("84512007733"),
      },
    ]);
    expect(JSON.stringify(reading)).not.toMatch(/SECRET|84512007733|845 1200/);
  });

  it.each([
    [["SUMMARY:  A   long\\, title\\nwith \\;signs "], { title: "A long, title with ;signs" }],
    [["SUMMARY:"], { title: null }],
    [[`SUMMARY:${"x".repeat(900)}`], { title: "x".repeat(300) }],
    [["SUMMARY:Doctor", "CLASS:PRIVATE"], { title: null, private: true }],
    [["SUMMARY:Doctor", "CLASS:CONFIDENTIAL"], { title: null, private: true }],
    [["SUMMARY:Doctor", "CLASS:X-OURS"], { title: null, private: true }],
    [["SUMMARY:Doctor", "X-CALENDARSERVER-ACCESS:RESTRICTED"], { title: null, private: true }],
    [["SUMMARY:Lunch", "CLASS:PUBLIC"], { title: "Lunch", private: false }],
    [["STATUS:TENTATIVE"], { tentative: true }],
    [["X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"], { tentative: true }],
    [["ATTENDEE;PARTSTAT=TENTATIVE:MAILTO:Amara@Halden.example"], { tentative: true }],
    [["ATTENDEE;PARTSTAT=TENTATIVE:mailto:ben@halden.example"], { tentative: false }],
    [["ATTENDEE;PARTSTAT=DECLINED:mailto:ben@halden.example"], { own: null }],
    [["ORGANIZER:mailto:ben@halden.example"], { own: false }],
    [["ORGANIZER;EMAIL=amara@halden.example:/aMjAx/principal/"], { own: true }],
    [["TRANSP:TRANSPARENT"], { private: false }],
    [["X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij"], { provider: "meet" }],
    [["X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/x/0"], { provider: "teams" }],
    [["CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://zoom.us/j/84512007733"], { provider: "zoom" }],
    [["URL:https://acme.webex.com/meet/ben"], { provider: "other" }],
    [["DESCRIPTION:https://zoom.us.evil.example/j/84512007733"], { provider: null, numberMark: null }],
  ])("%j", (lines, expected) => {
    expect(first(...lines)).toMatchObject(expected);
  });

  it.each([
    ["STATUS:CANCELLED"],
    ["ATTENDEE;PARTSTAT=DECLINED:mailto:amara@halden.example"],
    ["ATTENDEE;PARTSTAT=DECLINED;EMAIL=amara@halden.example:/principal/"],
    ["SUMMARY:Canceled: Review", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
  ])("leaves out %s", (...lines) => {
    expect(readFor(asCalendar(timed(...lines)))).toMatchObject({ events: [], skipped: 0 });
  });

  it("knows the person by the name of Google's main calendar too, and drops what a cancellation names", () => {
    const declined = timed("ATTENDEE;PARTSTAT=DECLINED:mailto:amara@gmail.example");
    expect(readFor(asCalendar("X-WR-CALNAME:amara@gmail.example", declined)).events).toEqual([]);
    expect(readFor(asCalendar("METHOD:CANCEL", timed())).events).toEqual([]);
    const both = asCalendar(timed("SEQUENCE:1")) + asCalendar("METHOD:CANCEL", timed("SEQUENCE:2"));
    expect(readFor(both).events).toEqual([]);
  });
});

describe("how long it is", () => {
  it.each([
    [["DTSTART:20261117T090000Z", "DURATION:PT1H30M"], "2026-11-17T10:30", false],
    [["DTSTART:20261117T090000Z"], "2026-11-17T09:00", false],
    [["DTSTART:20261117T090000Z", "DTEND:20261117T080000Z"], "2026-11-17T09:00", false],
    // A day on the clock, not 24 hours: the clock goes back that night.
    [["DTSTART;TZID=Europe/Berlin:20261024T120000", "DURATION:P1D"], "2026-10-25T11:00", false],
    [
      ["DTSTART;TZID=Europe/Berlin:20261024T230000", "DTEND;TZID=America/New_York:20261024T200000"],
      "2026-10-25T00:00",
      false,
    ],
    [["DTSTART;VALUE=DATE:20261117", "DTEND;VALUE=DATE:20261119"], "2026-11-19T00:00", true],
    [["DTSTART;VALUE=DATE:20261117"], "2026-11-18T00:00", true],
    [["DTSTART;VALUE=DATE:20261117", "DTEND;VALUE=DATE:20261117"], "2026-11-18T00:00", true],
    [["DTSTART;VALUE=DATE:20261117", "DURATION:P2D"], "2026-11-19T00:00", true],
    [["DTSTART:20261117", "DTEND:20261118"], "2026-11-18T00:00", true],
    [
      [
        "DTSTART;TZID=Europe/Berlin:20261117T000000",
        "DTEND;TZID=Europe/Berlin:20261118T000000",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
      ],
      "2026-11-18T00:00",
      true,
    ],
  ])("%j", (lines, end, allDay) => {
    const [event] = readFor(asCalendar(asEvent(...lines))).events;
    expect([event?.endAt.toISOString().slice(0, 16), event?.allDay]).toEqual([end, allDay]);
  });
});

it("takes what touches the window, with half-open bounds", () => {
  const window = { startAt: new Date("2026-11-17T09:00:00Z"), endAt: new Date("2026-11-17T10:00:00Z") };
  const of = (start: string, end: string) =>
    startsOf(readFor(asCalendar(asEvent(`DTSTART:20261117T${start}Z`, `DTEND:20261117T${end}Z`)), { window })).length;
  expect([of("080000", "090000"), of("080000", "090001"), of("090000", "090000")]).toEqual([0, 1, 1]);
  expect([of("095959", "120000"), of("100000", "110000"), of("080000", "120000")]).toEqual([1, 0, 1]);
});
