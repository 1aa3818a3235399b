/** Sets of time. A span is half-open, in milliseconds since 1970; a list of spans may be in any order. */

export type Span = { startAt: number; endAt: number };

/** The same time as disjoint spans in order; spans that touch become one, empty ones vanish. */
export function unionSpans(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((span) => span.endAt > span.startAt).sort((a, b) => a.startAt - b.startAt);
  const union: Span[] = [];
  for (const span of sorted) {
    const last = union.at(-1);
    if (last !== undefined && span.startAt <= last.endAt) last.endAt = Math.max(last.endAt, span.endAt);
    else union.push({ ...span });
  }
  return union;
}

/** The part of `span` that lies in `bounds`, or null when nothing does. */
export function clipSpan(span: Span, bounds: Span): Span | null {
  const startAt = Math.max(span.startAt, bounds.startAt);
  const endAt = Math.min(span.endAt, bounds.endAt);
  return endAt > startAt ? { startAt, endAt } : null;
}

/** Time that is in both. */
export function intersectSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const others = unionSpans(b);
  return unionSpans(a).flatMap((span) => others.map((other) => clipSpan(span, other)).filter((part) => part !== null));
}

/** Time that is in `a` and not in `b`. */
export function subtractSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const holes = unionSpans(b);
  return unionSpans(a).flatMap((span) => {
    const rest: Span[] = [];
    let from = span.startAt;
    for (const hole of holes) {
      if (hole.endAt <= from || hole.startAt >= span.endAt) continue;
      if (hole.startAt > from) rest.push({ startAt: from, endAt: hole.startAt });
      from = Math.max(from, hole.endAt);
    }
    if (from < span.endAt) rest.push({ startAt: from, endAt: span.endAt });
    return rest;
  });
}

/** How long it is in milliseconds; an overlap counts once. */
export function lengthOfSpans(spans: readonly Span[]): number {
  return unionSpans(spans).reduce((total, span) => total + span.endAt - span.startAt, 0);
}

/** Time that lies in two of the spans or more. */
export function overlapOfSpans(spans: readonly Span[]): Span[] {
  const twice: Span[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const span of [...spans].sort((a, b) => a.startAt - b.startAt)) {
    const endAt = Math.min(reached, span.endAt);
    if (endAt > span.startAt) twice.push({ startAt: span.startAt, endAt });
    reached = Math.max(reached, span.endAt);
  }
  return unionSpans(twice);
}
