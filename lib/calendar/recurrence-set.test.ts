import "../../test/unit-settings.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asCalendar, asEvent, readFor, startsOf, wholeYear } from "./test-calendar.ts";

const berlin = (name: string, local: string) => `${name};TZID=Europe/Berlin:${local}`;
/** Mondays at nine in Berlin, from 5 October: the clock goes back on the 25th. */
const mondays = (...lines: string[]) =>
  asEvent(berlin("DTSTART", "20261005T090000"), berlin("DTEND", "20261005T100000"), "SUMMARY:Weekly", ...lines);
const starts = (...parts: string[]) => startsOf(readFor(asCalendar(...parts)));
const day = (date: string, hour = "07") => `2026-${date}T${hour}:00`;

describe("a series", () => {
  it("keeps its time on the clock when the clock changes", () => {
    expect(starts(mondays("RRULE:FREQ=WEEKLY;COUNT=4"))).toEqual([
      day("10-05"),
      day("10-12"),
      day("10-19"),
      day("10-26", "08"),
    ]);
  });

  it.each([
    ["an instant", "20261019T070000Z", 3],
    ["the instant before", "20261019T065959Z", 2],
    ["a wall clock", "20261019T090000", 3],
    ["a date", "20261019", 3],
    ["the day before", "20261018", 2],
  ])("ends with %s", (_, until, count) => {
    expect(starts(mondays(`RRULE:FREQ=WEEKLY;UNTIL=${until}`))).toHaveLength(count);
  });

  it("takes more times in and leaves times out, however they are written", () => {
    const lines = ["RRULE:FREQ=WEEKLY;COUNT=4", "RDATE:20261007T150000Z", "RDATE;VALUE=PERIOD:20261008T150000Z/PT1H"];
    const all = starts(mondays(...lines));
    expect(all).toHaveLength(6);
    const without = (line: string) => all.filter((one) => !starts(mondays(...lines, line)).includes(one));
    expect(without(berlin("EXDATE", "20261012T090000,20261026T090000"))).toEqual([day("10-12"), day("10-26", "08")]);
    expect(without("EXDATE:20261012T070000Z")).toEqual([day("10-12")]);
    expect(without("EXDATE;VALUE=DATE:20261012")).toEqual([day("10-12")]);
    expect(without("EXDATE:20261007T150000Z")).toEqual(["2026-10-07T15:00"]);
    expect(without(berlin("EXDATE", "20261012T100000"))).toEqual([]);
  });

  it("of whole days leaves out by date", () => {
    const lines = ["DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;VALUE=DATE:20261006"];
    expect(starts(asEvent(...lines))).toEqual([day("10-05", "00"), day("10-07", "00"), day("10-08", "00")]);
  });
});

describe("what was changed in a series", () => {
  const series = mondays("RRULE:FREQ=WEEKLY;COUNT=4");
  const changed = (...lines: string[]) =>
    asEvent(berlin("RECURRENCE-ID", "20261012T090000"), berlin("DTEND", "20261014T120000"), ...lines);
  const moved = changed(berlin("DTSTART", "20261014T110000"), "SUMMARY:Moved");

  it("stands at its new time, with its own facts, also before its series in the text", () => {
    for (const parts of [
      [series, moved],
      [moved, series],
    ]) {
      const { events } = readFor(asCalendar(...parts));
      expect(events).toHaveLength(4);
      expect(events.find(({ title }) => title === "Moved")?.startAt).toEqual(new Date("2026-10-14T09:00:00Z"));
      expect(startsOf({ events, skipped: 0, name: null })).not.toContain(day("10-12"));
    }
  });

  it("goes by its id in UTC, in another zone or as a date too", () => {
    for (const id of [
      "RECURRENCE-ID:20261012T070000Z",
      "RECURRENCE-ID;TZID=Asia/Tokyo:20261012T160000",
      "RECURRENCE-ID;VALUE=DATE:20261012",
    ])
      expect(starts(series, asEvent(id, "DTSTART:20261013T070000Z"))).toEqual([
        day("10-05"),
        day("10-13"),
        day("10-19"),
        day("10-26", "08"),
      ]);
  });

  it("may be moved into the window from outside, and out of it", () => {
    const window = { startAt: new Date("2026-10-14T00:00:00Z"), endAt: new Date("2026-10-15T00:00:00Z") };
    expect(startsOf(readFor(asCalendar(series, moved), { window }))).toEqual(["2026-10-14T09:00"]);
    const old = { startAt: new Date("2026-10-12T00:00:00Z"), endAt: new Date("2026-10-13T00:00:00Z") };
    expect(startsOf(readFor(asCalendar(series, moved), { window: old }))).toEqual([]);
  });

  it("may be called off or declined alone, and is called off with its series", () => {
    const left = [day("10-05"), day("10-19"), day("10-26", "08")];
    const at = berlin("DTSTART", "20261014T110000");
    expect(starts(series, changed(at, "STATUS:CANCELLED"))).toEqual(left);
    expect(starts(series, changed(at, "ATTENDEE;PARTSTAT=DECLINED:mailto:amara@halden.example"))).toEqual(left);
    expect(starts(mondays("RRULE:FREQ=WEEKLY;COUNT=4", "STATUS:CANCELLED"), moved)).toEqual([]);
  });

  it("stands alone where the series is not in the calendar, and the latest of two counts", () => {
    expect(starts(moved)).toEqual(["2026-10-14T09:00"]);
    const again = changed(berlin("DTSTART", "20261014T130000"), "SEQUENCE:3");
    expect(starts(again, moved)).toEqual(["2026-10-14T11:00"]);
  });

  it("moves all later ones with it, on the clock of the series, until the next such change", () => {
    const later = asEvent(
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20261012T070000Z",
      berlin("DTSTART", "20261013T110000"),
      "DURATION:PT30M",
      "SUMMARY:From here",
    );
    const { events } = readFor(asCalendar(series, later));
    expect(startsOf({ events, skipped: 0, name: null })).toEqual([
      day("10-05"),
      day("10-13", "09"),
      day("10-20", "09"),
      day("10-27", "10"),
    ]);
    expect(events.filter(({ title }) => title === "From here")).toHaveLength(3);
    const end = asEvent(
      `${berlin("RECURRENCE-ID;RANGE=THISANDFUTURE", "20261019T090000")}`,
      "DTSTART:20261019T070000Z",
      "STATUS:CANCELLED",
    );
    expect(starts(series, later, end)).toEqual([day("10-05"), day("10-13", "09")]);
  });
});

describe("the key of an occurrence", () => {
  const keyOf = (at: string, ...parts: string[]) =>
    readFor(asCalendar(...parts)).events.find(({ startAt }) => startAt.toISOString().startsWith(at))?.key;

  it("stays when the event is moved or renamed, and differs between occurrences and events", () => {
    const plain = asEvent("DTSTART:20261117T090000Z");
    expect(keyOf("2026-11-18", asEvent("DTSTART:20261118T090000Z", "SUMMARY:New"))).toBe(keyOf("2026-11-17", plain));
    const series = mondays("RRULE:FREQ=WEEKLY;COUNT=4");
    const moved = asEvent(berlin("RECURRENCE-ID", "20261012T090000"), "DTSTART:20261013T070000Z");
    expect(keyOf("2026-10-13", series, moved)).toBe(keyOf("2026-10-12", series));
    const { events } = readFor(asCalendar(series, asEvent("UID:two", "DTSTART:20261117T090000Z"), plain));
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
  });
});

type Case = { zone: string; start: string; rule: string; dates: (start: Temporal.PlainDate) => Temporal.PlainDate[] };
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const clean = (dates: (Temporal.PlainDate | null)[]) => dates.filter((date) => date !== null);

/** Rules beside the dates that they mean, walked day by day or month by month with nothing but Temporal. */
const anyRule = fc.integer({ min: 1, max: 5 }).chain((interval) =>
  fc.oneof(
    fc.constant({
      rule: `FREQ=DAILY;INTERVAL=${interval}`,
      dates: (start: Temporal.PlainDate) => numbers(900).map((n) => start.add({ days: n * interval })),
    }),
    fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }).map((days) => ({
      rule: `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.map((one) => weekdays[one - 1]).join(",")}`,
      dates: (start: Temporal.PlainDate) => {
        const monday = start.subtract({ days: start.dayOfWeek - 1 });
        return numbers(900)
          .map((n) => start.add({ days: n }))
          .filter((date) => days.includes(date.dayOfWeek))
          .filter((date) => Math.floor(monday.until(date).days / 7) % interval === 0);
      },
    })),
    fc.integer({ min: 1, max: 31 }).map((monthDay) => ({
      rule: `FREQ=MONTHLY;INTERVAL=${interval};BYMONTHDAY=${monthDay}`,
      dates: (start: Temporal.PlainDate) =>
        clean(
          numbers(30).map((n) => {
            const month = start.toPlainYearMonth().add({ months: n * interval });
            return monthDay > month.daysInMonth ? null : month.toPlainDate({ day: monthDay });
          }),
        ),
    })),
    fc.tuple(fc.constantFrom(1, 2, 4, -1), fc.integer({ min: 1, max: 7 })).map(([nth, weekday]) => ({
      rule: `FREQ=MONTHLY;INTERVAL=${interval};BYDAY=${nth}${weekdays[weekday - 1]}`,
      dates: (start: Temporal.PlainDate) =>
        clean(
          numbers(30).map((n) => {
            const month = start.toPlainYearMonth().add({ months: n * interval });
            const all = numbers(month.daysInMonth).map((one) => month.toPlainDate({ day: one + 1 }));
            return all.filter((date) => date.dayOfWeek === weekday).at(nth < 0 ? nth : nth - 1) ?? null;
          }),
        ),
    })),
  ),
);
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    zone: fc.constantFrom(
      ...[
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kathmandu",
        "America/Santiago",
      ],
    ),
    start: fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 95 })).map(([days, quarter]) =>
      Temporal.PlainDateTime.from("2025-01-01")
        .add({ days, minutes: quarter * 15 })
        .toString(),
    ),
  })
  .chain((base) => anyRule.map((rule) => ({ ...base, ...rule })));

it("recurs in any zone as Temporal says, with an end or a count or neither, and without what is left out", () => {
  const anyEnd = fc.oneof(
    fc.constant({}),
    fc.record({ count: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ until: fc.integer({ min: 0, max: 500 }) }),
  );
  fc.assert(
    fc.property(
      anyCase,
      anyEnd,
      fc.nat({ max: 20 }),
      ({ zone, start, rule, dates }, end: { count?: number; until?: number }, out) => {
        const wall = Temporal.PlainDateTime.from(start);
        const compact = (at: Temporal.PlainDateTime) => at.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
        const instantOf = (date: Temporal.PlainDate) => date.toPlainDateTime(wall).toZonedDateTime(zone).toInstant();
        const first = instantOf(wall.toPlainDate());
        const lastAt = end.until === undefined ? null : first.add({ hours: end.until * 24 });
        const after = dates(wall.toPlainDate()).filter(
          (date) => Temporal.PlainDate.compare(date, wall.toPlainDate()) > 0,
        );
        const all = [wall.toPlainDate(), ...after]
          .slice(0, end.count)
          .filter((date) => lastAt === null || Temporal.Instant.compare(instantOf(date), lastAt) <= 0);
        const excluded = all[out];
        const expected = all
          .filter((date) => date !== excluded)
          .map((date) => instantOf(date).epochMilliseconds)
          .filter((at) => at >= wholeYear.startAt.getTime() && at < wholeYear.endAt.getTime())
          .map((at) => new Date(at).toISOString().slice(0, 16));
        const until =
          lastAt === null ? "" : `;UNTIL=${lastAt.toString({ smallestUnit: "second" }).replace(/[-:]/g, "")}`;
        const read = readFor(
          asCalendar(
            asEvent(
              `DTSTART;TZID=${zone}:${compact(wall)}`,
              `RRULE:${rule}${end.count === undefined ? "" : `;COUNT=${end.count}`}${until}`,
              ...(excluded === undefined ? [] : [`EXDATE;TZID=${zone}:${compact(excluded.toPlainDateTime(wall))}`]),
            ),
          ),
        );
        expect(read.skipped).toBe(0);
        expect(startsOf(read)).toEqual([...new Set(expected)].sort());
      },
    ),
    { numRuns: 400 },
  );
});
