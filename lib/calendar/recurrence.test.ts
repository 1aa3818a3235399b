import { describe, expect, it } from "vitest";
import { occurrencesOf, readRule } from "./recurrence.ts";
import { readWallTime } from "./wall-time.ts";

const wall = (text: string) => readWallTime(text)?.wallTime ?? Number.NaN;
const anyTime = { from: wall("1990-01-01"), to: wall("2040-01-01") };
const days = (rule: string, start: string, count: number, range = anyTime) => {
  const found: string[] = [];
  const from = wall(start);
  for (const at of occurrencesOf(readRule(rule), from, range, { steps: 300_000 })) {
    found.push(new Date(at).toISOString().slice(0, 16).replace("T", " ").replace(" 09:00", ""));
    if (found.length === count) break;
  }
  return found.join(", ");
};

describe("the standard's own examples", () => {
  // From 2 September 1997, a Tuesday, at 09:00 unless the start says otherwise.
  it.each([
    ["FREQ=DAILY;COUNT=3", "19970902", "1997-09-02, 1997-09-03, 1997-09-04"],
    ["FREQ=DAILY;INTERVAL=10;COUNT=3", "19970902", "1997-09-02, 1997-09-12, 1997-09-22"],
    ["FREQ=WEEKLY;INTERVAL=2;WKST=SU", "19970902", "1997-09-02, 1997-09-16, 1997-09-30"],
    ["FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH", "19970902", "1997-09-02, 1997-09-04, 1997-09-09, 1997-09-11"],
    [
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
      "19970805",
      "1997-08-05, 1997-08-10, 1997-08-19, 1997-08-24",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
      "19970805",
      "1997-08-05, 1997-08-17, 1997-08-19, 1997-08-31",
    ],
    ["FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "19970905", "1997-09-05, 1997-10-03, 1997-11-07"],
    ["FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU", "19970907", "1997-09-07, 1997-09-28, 1997-11-02, 1997-11-30"],
    ["FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "19970922", "1997-09-22, 1997-10-20, 1997-11-17"],
    ["FREQ=MONTHLY;BYMONTHDAY=-3", "19970928", "1997-09-28, 1997-10-29, 1997-11-28, 1997-12-29"],
    ["FREQ=MONTHLY;BYMONTHDAY=15,30", "19980115", "1998-01-15, 1998-01-30, 1998-02-15, 1998-03-15"],
    ["FREQ=MONTHLY", "19980131", "1998-01-31, 1998-03-31, 1998-05-31"],
    ["FREQ=YEARLY;BYMONTH=6,7;COUNT=4", "19970610", "1997-06-10, 1997-07-10, 1998-06-10, 1998-07-10"],
    ["FREQ=YEARLY", "19960229", "1996-02-29, 2000-02-29, 2004-02-29"],
    ["FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200", "19970101", "1997-01-01, 1997-04-10, 1997-07-19, 2000-01-01"],
    ["FREQ=YEARLY;BYDAY=20MO", "19970519", "1997-05-19, 1998-05-18, 1999-05-17"],
    ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "19970512", "1997-05-12, 1998-05-11, 1999-05-17"],
    ["FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "19970313", "1997-03-13, 1997-03-20, 1997-03-27, 1998-03-05"],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "19980213", "1998-02-13, 1998-03-13, 1998-11-13, 1999-08-13"],
    ["FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "19970913", "1997-09-13, 1997-10-11, 1997-11-08"],
    ["FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "19961105", "1996-11-05, 2000-11-07"],
    ["FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "19970904", "1997-09-04, 1997-10-07, 1997-11-06"],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "19970929", "1997-09-29, 1997-10-30, 1997-11-27"],
    ["FREQ=HOURLY;INTERVAL=3;COUNT=3", "19970902", "1997-09-02, 1997-09-02 12:00, 1997-09-02 15:00"],
    ["FREQ=MINUTELY;INTERVAL=90;COUNT=3", "19970902", "1997-09-02, 1997-09-02 10:30, 1997-09-02 12:00"],
    ["FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,40;COUNT=3", "19970902", "1997-09-02, 1997-09-02 09:40, 1997-09-02 10:00"],
  ])("%s from %s", (rule, start, expected) => {
    expect(days(rule, `${start}T090000`, expected.split(", ").length)).toBe(expected);
  });
});

describe("what is not in the standard's examples", () => {
  it("counts a start that the rule does not name, and keeps it", () => {
    expect(days("FREQ=WEEKLY;BYDAY=WE;COUNT=3", "19970902T090000", 9)).toBe("1997-09-02, 1997-09-03, 1997-09-10");
  });

  it("begins at the range, at once, however long ago the start was", () => {
    const range = { from: wall("2026-11-17"), to: wall("2026-11-18") };
    for (const [rule, expected] of [
      ["FREQ=SECONDLY;INTERVAL=43200", "2026-11-17, 2026-11-17 21:00"],
      ["FREQ=DAILY;INTERVAL=7", "2026-11-17"],
      ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,WE", "2026-11-17"],
      ["FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,WE", ""],
      ["FREQ=MONTHLY;BYDAY=3TU", "2026-11-17"],
      ["FREQ=DAILY;COUNT=20000", "2026-11-17"],
    ] as const)
      expect(days(rule, "19900102T090000", 9, range)).toBe(expected);
  });

  it.each([
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=15",
    "FREQ=MONTHLY;INTERVAL=1200;BYDAY=5MO",
    "FREQ=DAILY;INTERVAL=99999999999",
    "FREQ=YEARLY;INTERVAL=99999999999",
    "FREQ=SECONDLY;COUNT=2000000000",
    `FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${Array.from({ length: 24 }, (_, n) => n)};BYMINUTE=${Array.from({ length: 60 }, (_, n) => n)};BYSECOND=${Array.from({ length: 60 }, (_, n) => n)};BYSETPOS=366`,
  ])("ends in bounded steps: %.60s", (rule) => {
    const budget = { steps: 300_000 };
    const range = { from: wall("2026-01-01"), to: wall("2027-01-01") };
    let count = 0;
    for (const _ of occurrencesOf(readRule(rule), wall("20000101T090000"), range, budget)) count += 1;
    expect(count).toBeLessThanOrEqual(300_000);
    expect(budget.steps).toBeGreaterThan(-300_000);
  });

  it.each(["FREQ=SOMETIMES", "INTERVAL=2", "FREQ=DAILY;BYHOUR=99", "FREQ=WEEKLY;BYDAY=XX"])("refuses %s", (rule) => {
    expect(() => readRule(rule)).toThrow();
  });
});
