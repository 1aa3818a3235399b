import "../../test/unit-settings.ts";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFor } from "./test-calendar.ts";

/** Calendars in the shape in which each maker writes them, with people and texts of our own. */
const readSample = (name: string) => readFor(readFileSync(new URL(`samples/${name}.ics`, import.meta.url), "utf8"));
const linesOf = (name: string) =>
  readSample(name)
    .events.sort((a, b) => a.startAt.getTime() - b.startAt.getTime())
    .map(({ title, startAt, endAt, allDay, provider, own, tentative, numberMark }) => {
      const length = (endAt.getTime() - startAt.getTime()) / 60_000;
      const when = `${startAt.toISOString().slice(5, 16)} +${allDay ? `${length / 1440} d` : length}`;
      const whose = own === null ? "" : own ? "own" : "theirs";
      const facts = [whose, provider, numberMark === null ? "" : "number", tentative ? "tentative" : ""];
      return [when, title ?? "(private)", ...facts.filter((fact) => fact !== "" && fact !== null)].join(" · ");
    });

describe("calendars of", () => {
  it("Google", () => {
    expect(readSample("google")).toMatchObject({ name: "amara@halden.example", skipped: 0 });
    expect(linesOf("google")).toEqual([
      "10-19T07:30 +15 · Stand-up · own · zoom · number",
      "10-21T08:30 +15 · Stand-up, later · own · zoom · number",
      "10-26T08:30 +15 · Stand-up · own · zoom · number",
      "11-03T13:00 +60 · (private)",
      "11-05T00:00 +2 d · Offsite",
      "11-10T09:00 +30 · Supplier call · theirs · meet · tentative",
    ]);
  });

  it("Outlook on the desktop", () => {
    expect(readSample("outlook-desktop")).toMatchObject({ skipped: 0 });
    expect(linesOf("outlook-desktop")).toEqual([
      "10-22T12:00 +60 · Budget review · own · teams",
      "10-29T13:00 +60 · Budget review · own · teams",
      "11-02T00:00 +1 d · Public holiday",
      "11-04T08:00 +45 · Customer review · theirs · zoom · number",
    ]);
  });

  it("Outlook on the web", () => {
    expect(readSample("outlook-web")).toMatchObject({ name: "Calendar", skipped: 0 });
    expect(linesOf("outlook-web")).toEqual([
      "11-03T14:00 +30 · Pipeline · teams",
      "11-09T00:00 +5 d · Holiday",
      "11-10T14:00 +30 · Pipeline · teams",
      "11-12T09:00 +60 · (private) · tentative",
      "11-17T15:30 +30 · Pipeline, moved · teams",
    ]);
  });

  it("Apple", () => {
    expect(readSample("apple")).toMatchObject({ name: "Arbeit", skipped: 0 });
    expect(linesOf("apple")).toEqual([
      "10-24T08:00 +120 · Übergabe · own · zoom",
      "10-31T09:00 +120 · Übergabe · own · zoom",
      "11-06T00:00 +1 d · Jahrestag",
    ]);
  });

  it("Nextcloud", () => {
    expect(readSample("nextcloud")).toMatchObject({ name: "Personal", skipped: 0 });
    expect(linesOf("nextcloud")).toEqual([
      "11-02T09:00 +60 · Plenum · theirs · other",
      "11-09T09:00 +60 · Plenum · theirs · other",
      "11-16T10:00 +60 · Plenum · theirs · other",
      "11-23T10:00 +60 · Plenum · theirs · other",
    ]);
  });
});
