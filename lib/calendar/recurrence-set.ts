/** The occurrences of one event of a calendar: the series, what was changed in it, and what was taken out. */
import "server-only";
import type { EventPart, Facts, Moment } from "./ics-event.ts";
import { type Budget, occurrencesOf } from "./recurrence.ts";
import { readWallTime } from "./wall-time.ts";

export type Occurrence = { startAt: number; endAt: number; isAllDay: boolean; facts: Facts; place: string };
type Window = { from: number; to: number };

const MOST_OF_ONE_EVENT = 5_000;
const DAY = 86_400_000;
/** Zones in which one series is written may differ by a day. */
const SLACK = DAY;

/** Whether a span touches the window, as stored events do: a moment at its start is in it, one at its end is not. */
export function isInWindow(span: { startAt: number; endAt: number }, window: Window): boolean {
  return span.startAt < window.to && (span.endAt > window.from || span.startAt >= window.from);
}

/**
 * Everything of one UID that touches the window. `place` names the occurrence within it, and stays the same when its
 * own times change. `isSpent`: there was more than is kept, or it took too long to find.
 */
export function occurrencesOfEvent(
  parts: readonly EventPart[],
  window: Window,
  budget: Budget,
): { occurrences: Occurrence[]; isSpent: boolean } {
  const series = parts.filter(({ recurrence }) => recurrence === null);
  const latest = series.reduce((most, { sequence }) => Math.max(most, sequence), 0);
  const current = series.filter(({ sequence }) => sequence === latest);
  const changes = latestChanges(parts.filter(({ recurrence }) => recurrence !== null));
  // A series that was called off takes its changed occurrences with it.
  if (current.length > 0 && current.every(({ isCancelled }) => isCancelled)) return { occurrences: [], isSpent: false };
  const found: Occurrence[] = [];
  const taken = new Set<string>();
  for (const change of changes) {
    if (change.recurrence?.andLater === true) continue;
    const place = momentName(change.recurrence?.of ?? change.start);
    taken.add(place);
    if (isShown(change)) addIfTouching(found, change, change.start, place, window);
  }
  let isSpent = false;
  for (const [index, one] of current.entries()) {
    const later = changes
      .filter(({ recurrence }) => recurrence?.andLater === true)
      .sort((a, b) => (a.recurrence?.of.at ?? 0) - (b.recurrence?.of.at ?? 0));
    const isSingle = one.rules.length === 0 && one.added.length === 0;
    const { moments, hasMore } = momentsOf(one, [one, ...later], window, budget);
    isSpent ||= hasMore || (one.rules.length > 0 && budget.steps <= 0);
    for (const moment of moments) {
      const date = Math.floor(moment.wallTime / DAY) * DAY;
      const names = [momentName(moment), momentName({ wallTime: date, at: date, isDate: true })];
      if (names.some((name) => taken.has(name))) continue;
      const place = isSingle ? (index === 0 ? "" : `${index}`) : momentName(moment);
      const change = later.findLast(({ recurrence }) => (recurrence?.of.at ?? 0) <= moment.at);
      if (change === undefined) {
        if (isShown(one)) addIfTouching(found, one, moment, place, window);
      } else if (isShown(change)) {
        addIfTouching(found, change, shifted(change, moment, one), place, window);
      }
    }
  }
  return { occurrences: found, isSpent };
}

const isShown = (part: EventPart) => !part.isCancelled && !part.isDeclined;
const momentName = ({ at, isDate }: Moment) => (isDate ? `d${at / DAY}` : `${at}`);

/** Of several changes of one occurrence the latest. */
function latestChanges(parts: readonly EventPart[]): EventPart[] {
  const latest = new Map<string, EventPart>();
  for (const part of parts) {
    const name = `${momentName(part.recurrence?.of ?? part.start)} ${part.recurrence?.andLater}`;
    const other = latest.get(name);
    if (other === undefined || other.sequence <= part.sequence) latest.set(name, part);
  }
  return [...latest.values()];
}

/** The series' own moments near the window, those taken out left out. */
function momentsOf(
  one: EventPart,
  shapes: readonly EventPart[],
  window: Window,
  budget: Budget,
): { moments: Moment[]; hasMore: boolean } {
  // What is changed from some occurrence on may lie elsewhere and last longer. Days on the clock vary by an hour or two.
  let earliest = window.from;
  let latest = window.to;
  for (const { recurrence, start, length } of shapes) {
    const moved = recurrence === null ? 0 : start.wallTime - recurrence.of.wallTime;
    const slack = recurrence === null && length.days === 0 ? 0 : SLACK;
    earliest = Math.min(earliest, window.from - moved - length.days * DAY - length.ms - slack);
    latest = Math.max(latest, window.to - moved + slack);
  }
  // Wall clocks are a day off at most.
  const range = { from: earliest - DAY, to: latest + DAY };
  const out = new Set(one.excluded.map(momentName));
  const moments = new Map<number, Moment>();
  let hasMore = false;
  const add = (moment: Moment) => {
    const date = momentName({ at: Math.floor(moment.wallTime / DAY) * DAY, wallTime: 0, isDate: true });
    if (moment.at < earliest || moment.at > latest || out.has(momentName(moment)) || out.has(date)) return;
    if (moments.size >= MOST_OF_ONE_EVENT) hasMore = true;
    else moments.set(moment.at, moment);
  };
  for (const moment of [...(one.rules.length === 0 ? [one.start] : []), ...one.added]) add(moment);
  for (const rule of one.rules) {
    const end = endOfRule(rule.until, one);
    for (const wallTime of occurrencesOf(rule, one.start.wallTime, range, budget)) {
      const at = one.zone.toInstant(wallTime);
      if (at > end || hasMore) break;
      add({ wallTime, at, isDate: one.isAllDay });
    }
  }
  return { moments: [...moments.values()], hasMore };
}

/** The last instant at which a rule may still bring an occurrence. A date means all of that day. */
function endOfRule(until: string | null, one: EventPart): number {
  if (until === null) return Number.POSITIVE_INFINITY;
  const time = readWallTime(until);
  if (time === null) throw new Error("The end of the rule cannot be read");
  if (one.isAllDay) return Math.floor(time.wallTime / DAY) * DAY;
  if (time.isUtc) return time.wallTime;
  return one.zone.toInstant(time.isDate ? time.wallTime + DAY - 1 : time.wallTime);
}

/** Where an occurrence lies after "this and all later ones" were moved: by as much, on the clock of the series. */
function shifted(change: EventPart, moment: Moment, series: EventPart): Moment {
  const of = change.recurrence?.of ?? change.start;
  if (change.isAllDay || series.isAllDay) {
    const wallTime = moment.wallTime + change.start.wallTime - of.wallTime;
    return { wallTime, at: change.zone.toInstant(wallTime), isDate: change.isAllDay };
  }
  const { toWallTime, toInstant } = series.zone;
  const at = toInstant(toWallTime(moment.at) + toWallTime(change.start.at) - toWallTime(of.at));
  return { wallTime: change.zone.toWallTime(at), at, isDate: false };
}

function addIfTouching(found: Occurrence[], part: EventPart, start: Moment, place: string, window: Window): void {
  const { days, ms } = part.length;
  const endAt = days === 0 ? start.at + ms : part.zone.toInstant(start.wallTime + days * DAY) + ms;
  const span = { startAt: start.at, endAt: Math.max(start.at, endAt) };
  if (isInWindow(span, window)) found.push({ ...span, isAllDay: part.isAllDay, facts: part.facts, place });
}
