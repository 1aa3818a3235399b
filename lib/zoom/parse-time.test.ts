import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEventTime, parseTime } from "./parse-time.ts";

describe("parseTime", () => {
  it.each([
    ["2026-03-02T09:15:04Z", "2026-03-02T09:15:04.000Z"],
    ["2026-03-02T09:15:04.128Z", "2026-03-02T09:15:04.128Z"],
    ["2026-03-02T09:15:04.1234567Z", "2026-03-02T09:15:04.123Z"],
    ["2026-03-02T09:15:04+01:00", "2026-03-02T08:15:04.000Z"],
    ["2026-03-02T09:15:04-0530", "2026-03-02T14:45:04.000Z"],
    ["2026-03-02 09:15:04", "2026-03-02T09:15:04.000Z"],
    ["2026-03-02T09:15:04", "2026-03-02T09:15:04.000Z"],
    [" 2026-03-02 09:15:04 ", "2026-03-02T09:15:04.000Z"],
    ["2024-02-29 23:59:59", "2024-02-29T23:59:59.000Z"],
  ])("reads %s", (text, expected) => {
    expect(parseTime(text)?.toISOString()).toBe(expected);
  });

  it.each([
    "",
    " ",
    "03/02/2026 09:15",
    "2026-03-02",
    "2026-02-30 09:00:00",
    "2026-13-01T00:00:00Z",
    "2026-03-02T24:00:00Z",
    "2026-03-02T09:15:04+99:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "now",
    1772445600000,
    null,
    undefined,
    {},
    [],
  ])("takes %s for no time", (value) => {
    expect(parseTime(value)).toBeNull();
  });

  it("reads every instant in each of Zoom's forms alike, whatever the zone of this machine", () => {
    const instants = fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2099, 0) }).map((ms) => Math.trunc(ms / 1000));
    fc.assert(
      fc.property(instants, fc.integer({ min: -18 * 60, max: 18 * 60 }), (seconds, offset) => {
        const iso = new Date(seconds * 1000).toISOString();
        const shifted = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19);
        const two = (value: number) => String(Math.trunc(value)).padStart(2, "0");
        const zone = `${offset < 0 ? "-" : "+"}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
        for (const form of [iso, iso.slice(0, 19).replace("T", " "), `${iso.slice(0, 19)}Z`, `${shifted}${zone}`]) {
          expect(parseTime(form)?.getTime()).toBe(seconds * 1000);
        }
        expect(parseEventTime(seconds * 1000)?.getTime()).toBe(seconds * 1000);
        expect(parseEventTime(String(seconds))?.getTime()).toBe(seconds * 1000);
      }),
    );
  });

  it("never throws and never invents an invalid date", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const at of [parseTime(value), parseEventTime(value)]) {
          expect(at === null || Number.isFinite(at.getTime())).toBe(true);
        }
      }),
    );
  });
});

describe("parseEventTime", () => {
  it.each([
    [1772445600123, "2026-03-02T10:00:00.123Z"],
    ["1772445600123", "2026-03-02T10:00:00.123Z"],
    [1772445600, "2026-03-02T10:00:00.000Z"],
    ["2026-03-10 08:30:11", "2026-03-10T08:30:11.000Z"],
    ["2026-03-10T08:30:11.120Z", "2026-03-10T08:30:11.120Z"],
  ])("reads %s", (value, expected) => {
    expect(parseEventTime(value)?.toISOString()).toBe(expected);
  });

  it.each([0, -1, Number.NaN, 17724456, "", null, true])("takes %s for no time", (value) => {
    expect(parseEventTime(value)).toBeNull();
  });
});
