/** What a coverage strip shows: gaps in what is known whole, over all connections together. Pure. */
import { clipSpan, intersectSpans, lengthOfSpans, type Span, subtractSpans } from "#lib/timeline/spans.ts";

/** Shorter holes are the pause between two looks, not something anyone missed. */
const LEAST_GAP_MS = 60_000;

/** The times for which something may be missing: those not covered by every connection, the oldest first. */
export function findHoles(bounds: Span, perConnection: readonly (readonly Span[])[]): Span[] {
  if (perConnection.length === 0) return [bounds];
  const whole = perConnection
    .map((spans) => spans.flatMap((span) => clipSpan(span, bounds) ?? []))
    .reduce<Span[]>((known, spans) => intersectSpans(known, spans), [bounds]);
  return subtractSpans([bounds], whole).filter(({ startAt, endAt }) => endAt - startAt >= LEAST_GAP_MS);
}

/** Where a span stands in the strip, in percent; thin ones stay visible. */
export function placeOf(span: Span, bounds: Span): { left: number; width: number } {
  const length = Math.max(1, bounds.endAt - bounds.startAt);
  const width = Math.max(1.5, ((span.endAt - span.startAt) / length) * 100);
  const left = Math.min(100 - width, ((span.startAt - bounds.startAt) / length) * 100);
  return { left: Math.max(0, left), width: Math.min(100, width) };
}

/** How much of the time is known whole, 0..1. */
export function shareKnown(bounds: Span, holes: readonly Span[]): number {
  const length = bounds.endAt - bounds.startAt;
  return length <= 0 ? 0 : 1 - lengthOfSpans(holes) / length;
}
