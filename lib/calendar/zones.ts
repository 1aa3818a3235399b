/**
 * Zones of a calendar: by their IANA name in its many disguises, by Windows' name, by the rules that the calendar itself
 * gives, and the person's own zone when nobody knows. A name that we know wins over the rules in the file: those are
 * often cut to the present year.
 */
import "server-only";
import { findIana } from "windows-iana";
import { type Properties, textOf, type ZonePart } from "./ics-text.ts";
import { type Budget, occurrencesOf, readRule } from "./recurrence.ts";
import { readWallTime } from "./wall-time.ts";

/** Wall clock to instant and back, in milliseconds; the wall clock as if it were UTC. */
export type Zone = { toInstant: (wallTime: number) => number; toWallTime: (instant: number) => number };

export const utc: Zone = { toInstant: (wallTime) => wallTime, toWallTime: (instant) => instant };

/**
 * A zone that Temporal knows. A time that the clock skips is read with the offset before the gap, and of one that it
 * shows twice the first is meant, as RFC 5545 wants.
 */
export function namedZone(id: string): Zone {
  return {
    toInstant: (wallTime) =>
      Temporal.Instant.fromEpochMilliseconds(wallTime)
        .toZonedDateTimeISO("UTC")
        .toPlainDateTime()
        .toZonedDateTime(id, { disambiguation: "compatible" }).epochMilliseconds,
    toWallTime: (instant) => {
      const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(id);
      return instant + local.offsetNanoseconds / 1e6;
    },
  };
}

/** The zones of one calendar by the names that its times use. Asking throws for rules that cannot be followed. */
export function zonesOf(
  parts: readonly ZonePart[],
  ask: { personZone: string; window: { startAt: Date; endAt: Date }; budget: Budget },
): (tzid: string | undefined) => Zone {
  const own = namedZone(ask.personZone);
  const known = new Map<string, Zone>();
  const find = (tzid: string): Zone => {
    const part = parts.find(({ properties }) => textOf(properties, "tzid") === tzid);
    const location = part === undefined ? "" : textOf(part.properties, "x-lic-location");
    const id = ianaNameOf(tzid) ?? ianaNameOf(location);
    if (id !== null) return namedZone(id);
    const ruled = part === undefined ? null : zoneByRules(part.observances, ask.window, ask.budget);
    if (ruled !== null) return ruled;
    const shown = ianaNameOfShownName(tzid);
    return shown === null ? own : namedZone(shown);
  };
  return (tzid) => {
    const name = tzid?.trim() ?? "";
    if (name === "") return own;
    let zone = known.get(name);
    if (zone === undefined) {
      zone = find(name);
      known.set(name, zone);
    }
    return zone;
  };
}

function isZone(id: string): boolean {
  if (!/^(?:[a-z][\w+-]*(?:\/[\w+-]+)*|[+-]\d{2}:\d{2})$/i.test(id)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
    return true;
  } catch {
    return false;
  }
}

/**
 * `Europe/Berlin` of itself, of `/mozilla.org/20050126_1/Europe/Berlin` and of `W. Europe Standard Time`; `+02:00` of
 * `GMT+0200`. Null when the name says nothing.
 */
function ianaNameOf(tzid: string): string | null {
  const name = tzid.replace(/^["\s]+|["\s]+$/g, "");
  if (isZone(name)) return name;
  if (/^tzone:\/\/microsoft\/utc$/i.test(name)) return "UTC";
  const windows = windowsZone(name);
  if (windows !== null) return windows;
  const [, sign, hours, minutes = "00"] = /^(?:UTC|GMT)\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(name) ?? [];
  if (hours !== undefined && isZone(`${sign}${hours.padStart(2, "0")}:${minutes}`))
    return `${sign}${hours.padStart(2, "0")}:${minutes}`;
  const segments = name.split("/").filter((segment) => segment !== "");
  for (const count of [3, 2]) {
    const end = segments.slice(-count).join("/");
    if (segments.length > count && isZone(end)) return end;
  }
  return null;
}

function windowsZone(name: string): string | null {
  const [zone] = findIana(name);
  return zone !== undefined && isZone(zone) ? zone : null;
}

/** Of the names that Outlook shows: `(UTC+01:00) Amsterdam, Berlin, Rome`, `(UTC-05:00) Eastern Time (US & Canada)`. */
function ianaNameOfShownName(tzid: string): string | null {
  const [, offset, words] = /^"?\((?:UTC|GMT)([+-]\d{2}[:.]\d{2})?\)\s*(.+?)"?$/i.exec(tzid) ?? [];
  if (words === undefined) return isZone(tzid) ? tzid : null;
  const windows = windowsZone(`${words.replace(/ Time(?: \(.*\))?$/, "")} Standard Time`);
  if (windows !== null) return windows;
  const cities = words.split(",").map((word) => word.trim().replace(/[. ]+/g, "_").toLowerCase());
  const zones = Intl.supportedValuesOf("timeZone");
  const found = zones.find((zone) => cities.includes((zone.split("/").at(-1) ?? "").toLowerCase()));
  if (found !== undefined) return found;
  const fixed = offset?.replace(".", ":");
  return fixed !== undefined && isZone(fixed) ? fixed : null;
}

type Change = { at: number; before: number; after: number };

const YEAR = 366 * 86_400_000;

/** A zone by its VTIMEZONE, true for the window and a year around it. Null when there are no rules to read. */
function zoneByRules(
  observances: readonly Properties[],
  window: { startAt: Date; endAt: Date },
  budget: Budget,
): Zone | null {
  const range = { from: window.startAt.getTime() - YEAR, to: window.endAt.getTime() + YEAR };
  const changes = observances.flatMap((observance) => changesOf(observance, range, budget)).sort((a, b) => a.at - b.at);
  const first = changes[0];
  if (first === undefined) return null;
  const offsetAt = (instant: number) => changes.findLast(({ at }) => at <= instant)?.after ?? first.before;
  const offsets = [first.before, ...changes.map(({ after }) => after)];
  const from = [Number.NEGATIVE_INFINITY, ...changes.map(({ at }) => at), Number.POSITIVE_INFINITY];
  return {
    toInstant: (wallTime) => {
      const place = offsets.findIndex((offset, index) => {
        const instant = wallTime - offset;
        return instant >= (from[index] ?? 0) && instant < (from[index + 1] ?? 0);
      });
      if (place !== -1) return wallTime - (offsets[place] ?? 0);
      // A time that is skipped: the offset before the gap.
      const gap = changes.find(({ at, before, after }) => wallTime - before >= at && wallTime - after < at);
      return wallTime - (gap?.before ?? first.before);
    },
    toWallTime: (instant) => instant + offsetAt(instant),
  };
}

function changesOf(observance: Properties, range: { from: number; to: number }, budget: Budget): Change[] {
  const before = offsetOf(textOf(observance, "tzoffsetfrom"));
  const after = offsetOf(textOf(observance, "tzoffsetto"));
  const start = readWallTime(textOf(observance, "dtstart"));
  if (before === null || after === null || start === null) return [];
  const times = new Set([start.wallTime]);
  for (const rule of observance.get("rrule") ?? []) {
    const read = readRule(rule.values[0]);
    const until = read.until === null ? null : readWallTime(read.until);
    const last = until === null ? range.to : until.isUtc ? until.wallTime + before : until.wallTime;
    for (const at of occurrencesOf(read, start.wallTime, { ...range, to: Math.min(range.to, last) }, budget))
      times.add(at);
    if (budget.steps <= 0) throw new Error("The rules of the zone go on for too long");
  }
  for (const value of observance.get("rdate")?.flatMap(({ values }) => values) ?? []) {
    const time = typeof value === "string" ? readWallTime(value) : null;
    if (time !== null) times.add(time.wallTime);
  }
  return [...times].map((time) => ({ at: time - before, before, after }));
}

/** `+01:00` or `-05:30:45` in milliseconds. */
function offsetOf(text: string): number | null {
  const [, sign, hours, minutes, seconds = "0"] = /^([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(text) ?? [];
  if (hours === undefined) return null;
  return (sign === "-" ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
