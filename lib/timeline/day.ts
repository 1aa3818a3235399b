/**
 * A person's day, in their own zone. A day has 23, 24 or 25 hours (some have 23½, one had none), but the ruler always
 * shows the 24 hours of the wall clock, because one ruler serves people in many zones. The axis maps instants to
 * minutes of that ruler so that order is never lost: a missing hour stays empty, and a repeated hour is drawn in the
 * place of one, its first pass in the first half and its second in the second.
 */
import type { Span } from "./spans.ts";

export const MINUTES_OF_RULER = 1440;
const MINUTE = 60_000;

/** A calendar date as text, YYYY-MM-DD. */
export type Day = string;

export type DayBreak = { kind: "missing" | "repeated"; from: number; to: number };
type Piece = { startAt: number; endAt: number; from: number; to: number };

/** Instants of a day to minutes of the ruler (0 to 1440). */
export type DayAxis = Span & { day: Day; zone: string; pieces: readonly Piece[]; breaks: readonly DayBreak[] };

/** Whether a text names an existing calendar date between 1970 and 2999. */
export function isDay(text: string): boolean {
  if (!/^(19[7-9]\d|2\d{3})-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/** The date in a zone at an instant (milliseconds). */
export function dayIn(zone: string, at: number): Day {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The date `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/** First instant of the day and first of the next, in milliseconds. */
export function dayBounds(day: Day, zone: string): Span {
  const date = Temporal.PlainDate.from(day);
  return {
    startAt: date.toZonedDateTime(zone).epochMilliseconds,
    endAt: date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
}

export const DAYS_OF_WEEK = 7;

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** ISO number of the weekday, 1 for Monday. */
export function weekdayOf(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

function transitionsWithin(zone: string, { startAt, endAt }: Span): number[] {
  const found: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(startAt).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= endAt) return found;
    // Rules may change without moving the clock; such a cut does no harm.
    found.push(next.epochMilliseconds);
    at = next;
  }
}

const inRuler = (minutes: number) => Math.min(MINUTES_OF_RULER, Math.max(0, minutes));

const MOST_AXES = 500;
const axes = new Map<string, DayAxis>();

/** Builds the axis of a day in a zone. A team shares few zones: the same axis is built once. */
export function buildDayAxis(day: Day, zone: string): DayAxis {
  const key = `${day} ${zone}`;
  const kept = axes.get(key);
  if (kept !== undefined) return kept;
  if (axes.size >= MOST_AXES) axes.clear();
  const axis = makeDayAxis(day, zone);
  axes.set(key, axis);
  return axis;
}

function makeDayAxis(day: Day, zone: string): DayAxis {
  const bounds = dayBounds(day, zone);
  const midnight = Temporal.PlainDate.from(day).toPlainDateTime();
  const cuts = [bounds.startAt, ...transitionsWithin(zone, bounds), bounds.endAt];
  const breaks: DayBreak[] = [];
  const pieces: Piece[] = [];
  let reached = 0;
  for (const [index, startAt] of cuts.slice(0, -1).entries()) {
    const endAt = cuts[index + 1] ?? startAt;
    if (endAt <= startAt) continue;
    const local = Temporal.Instant.fromEpochMilliseconds(startAt).toZonedDateTimeISO(zone).toPlainDateTime();
    const from = inRuler(local.since(midnight).total("minutes"));
    const to = inRuler(from + (endAt - startAt) / MINUTE);
    if (from > reached) breaks.push({ kind: "missing", from: reached, to: from });
    if (from < reached) {
      const repeated = Math.min(reached, to) - from;
      const passEndAt = Math.min(endAt, startAt + repeated * MINUTE);
      squeezeTail(pieces, from, from + repeated / 2);
      pieces.push({ startAt, endAt: passEndAt, from: from + repeated / 2, to: Math.max(reached, from + repeated) });
      breaks.push({ kind: "repeated", from, to: from + repeated });
      const resumed = Math.max(reached, from + repeated);
      if (passEndAt < endAt) pieces.push({ startAt: passEndAt, endAt, from: resumed, to: Math.max(resumed, to) });
    } else pieces.push({ startAt, endAt, from, to });
    reached = Math.max(reached, to);
  }
  if (reached < MINUTES_OF_RULER && pieces.length > 0)
    breaks.push({ kind: "missing", from: reached, to: MINUTES_OF_RULER });
  return { day, zone, ...bounds, pieces, breaks };
}

/** Presses what is drawn after minute `from` into the stretch that ends at `to`, splitting the piece that reaches over. */
function squeezeTail(pieces: Piece[], from: number, to: number): void {
  const end = pieces.at(-1)?.to ?? to;
  const shrink = (minute: number) => (end === from ? to : from + ((minute - from) * (to - from)) / (end - from));
  for (const [index, piece] of [...pieces.entries()].reverse()) {
    if (piece.to <= from) return;
    if (piece.from >= from) {
      pieces[index] = { ...piece, from: shrink(piece.from), to: shrink(piece.to) };
      continue;
    }
    const cutAt = piece.startAt + ((from - piece.from) / (piece.to - piece.from)) * (piece.endAt - piece.startAt);
    pieces.splice(
      index,
      1,
      { ...piece, endAt: cutAt, to: from },
      { ...piece, startAt: cutAt, from, to: shrink(piece.to) },
    );
    return;
  }
}

/** The minute of the ruler (0 to 1440, with fractions) at an instant; instants outside the day go to its ends. */
export function minuteOnRuler(axis: DayAxis, at: number): number {
  const first = axis.pieces[0];
  const last = axis.pieces.at(-1);
  if (first === undefined || last === undefined) return 0;
  if (at <= first.startAt) return first.from;
  if (at >= last.endAt) return last.to;
  const piece = axis.pieces.find((one) => at < one.endAt) ?? last;
  const share = Math.max(0, (at - piece.startAt) / (piece.endAt - piece.startAt));
  return piece.from + share * (piece.to - piece.from);
}

/** Whether the instant lies in the day. */
export function isInDay(axis: DayAxis, at: number): boolean {
  return at >= axis.startAt && at < axis.endAt;
}
