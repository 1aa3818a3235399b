import "../../test/unit-settings.ts";
import { describe, expect, it } from "vitest";
import { asCalendar, asEvent, readFor, startsOf } from "./test-calendar.ts";

const observance = (kind: string, from: string, to: string, month: number, start = "16010101T020000") => [
  `BEGIN:${kind}`,
  `DTSTART:${start}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  `RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=${month}`,
  `END:${kind}`,
];
/** The rules of Berlin, as a calendar gives them. */
const rules = (tzid: string, ...more: string[]) => [
  "BEGIN:VTIMEZONE",
  `TZID:${tzid}`,
  ...more,
  ...observance("STANDARD", "+0200", "+0100", 10, "16010101T030000"),
  ...observance("DAYLIGHT", "+0100", "+0200", 3),
  "END:VTIMEZONE",
];
const startIn = (tzid: string, local: string, ...zones: string[]) =>
  startsOf(
    readFor(asCalendar(...zones, asEvent(`DTSTART;TZID=${tzid}:2026${local}`)), { personZone: "Asia/Tokyo" }),
  )[0]?.slice(5);

describe("the zone of a time", () => {
  it.each([
    ["Europe/Berlin", "07-01T07:00"],
    ["europe/berlin", "07-01T07:00"],
    ["/freeassociation.sourceforge.net/Europe/Berlin", "07-01T07:00"],
    ["/mozilla.org/20050126_1/America/Argentina/Ushuaia", "07-01T12:00"],
    ["W. Europe Standard Time", "07-01T07:00"],
    ["Eastern Standard Time", "07-01T13:00"],
    ['"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', "07-01T07:00"],
    ['"(UTC-05:00) Eastern Time (US & Canada)"', "07-01T13:00"],
    ['"(GMT+03.30) Tehran"', "07-01T05:30"],
    ["UTC", "07-01T09:00"],
    ["tzone://Microsoft/Utc", "07-01T09:00"],
    ["GMT+0200", "07-01T07:00"],
    ["UTC-5", "07-01T14:00"],
    // Nobody knows: the person's, which is Tokyo's.
    ["Customized Time Zone", "07-01T00:00"],
    ["2026-01-01T00:00[Europe/Berlin]", "07-01T00:00"],
    ["", "07-01T00:00"],
  ])("%s", (tzid, expected) => {
    expect(startIn(tzid, "0701T090000")).toBe(expected);
  });

  it("is the person's for a time without one", () => {
    const read = (zone: string) => readFor(asCalendar(asEvent("DTSTART:20260701T090000")), { personZone: zone });
    expect(startsOf(read("America/New_York"))).toEqual(["2026-07-01T13:00"]);
  });

  it("follows the rules in the calendar when the name is nobody's", () => {
    const zone = rules("Customized Time Zone");
    for (const [local, expected] of [
      ["0115T090000", "01-15T08:00"],
      ["0701T090000", "07-01T07:00"],
      // Skipped on 29 March: read with the offset before. Shown twice on 25 October: the first is meant.
      ["0329T023000", "03-29T01:30"],
      ["0329T030000", "03-29T01:00"],
      ["1025T023000", "10-25T00:30"],
      ["1025T030000", "10-25T02:00"],
      ["1231T235900", "12-31T22:59"],
    ] as const) {
      expect(startIn("Customized Time Zone", local, ...zone)).toBe(expected);
      expect(startIn("Europe/Berlin", local)).toBe(expected);
    }
  });

  it("prefers a name that is known to the rules beside it, also one beside the name", () => {
    const tokyo = rules("Asia/Tokyo");
    expect(startIn("Asia/Tokyo", "0701T090000", ...tokyo)).toBe("07-01T00:00");
    expect(startIn("Ours", "0701T090000", ...rules("Ours", "X-LIC-LOCATION:America/New_York"))).toBe("07-01T13:00");
  });

  it("takes fixed rules, and no rules that make no sense", () => {
    const fixed = [
      "BEGIN:VTIMEZONE",
      "TZID:Ours",
      "BEGIN:STANDARD",
      "DTSTART:19700101T000000",
      "TZOFFSETFROM:+0530",
      "TZOFFSETTO:+0530",
      "END:STANDARD",
      "END:VTIMEZONE",
    ];
    expect(startIn("Ours", "0701T090000", ...fixed)).toBe("07-01T03:30");
    const broken = fixed.map((line) => line.replace("+0530", "sometime"));
    expect(startIn("Ours", "0701T090000", ...broken)).toBe("07-01T00:00");
    const endless = fixed.map((line) => line.replace("TZOFFSETTO", "RRULE:FREQ=SOMETIMES\r\nTZOFFSETTO"));
    expect(
      readFor(
        asCalendar(
          ...endless,
          asEvent("DTSTART;TZID=Ours:20260701T090000"),
          asEvent("UID:2", "DTSTART:20260701T090000Z"),
        ),
      ),
    ).toMatchObject({
      events: [{}],
      skipped: 1,
    });
  });

  it("does not follow rules without end, and reads what needs none", () => {
    const endless = (n: number) => [
      "BEGIN:VTIMEZONE",
      `TZID:Ours ${n}`,
      "BEGIN:STANDARD",
      "DTSTART:19000101T000000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0100",
      "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
      "END:STANDARD",
      "END:VTIMEZONE",
    ];
    const many = Array.from({ length: 500 }, (_, n) => n);
    const reading = readFor(
      asCalendar(
        ...many.flatMap(endless),
        ...many.map((n) => asEvent(`UID:${n}`, `DTSTART;TZID=Ours ${n}:20260701T090000`)),
        asEvent("DTSTART:20260701T090000Z"),
      ),
    );
    expect(reading.skipped).toBeGreaterThan(490);
    expect(startsOf(reading)).toContain("2026-07-01T09:00");
  });
});
