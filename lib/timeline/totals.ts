/** Time spent, honestly: the union of overlapping sessions, cut to the day. */
import { clipSpan, lengthOfSpans, type Span } from "./spans.ts";
import type { SessionKind, TimelineGap, TimelineProduct, TimelineSession } from "./timeline-types.ts";
import { productOfKind } from "./timeline-types.ts";

/** The time that a session takes, up to `now` while it runs; one without a known end takes none. */
export function spanOfSession(session: Pick<TimelineSession, "startAt" | "endAt" | "state">, now: number): Span {
  const startAt = Date.parse(session.startAt);
  if (session.endAt !== null) return { startAt, endAt: Math.max(startAt, Date.parse(session.endAt)) };
  return { startAt, endAt: session.state === "running" ? Math.max(startAt, now) : startAt };
}

const unanswered = ["missed", "voicemail", "answeredElsewhere", "cancelled", "failed"] as const;

/** Whether nobody spoke: such a call is drawn, but takes no time. */
export function isUnanswered(session: Pick<TimelineSession, "call">): boolean {
  return (unanswered as readonly (string | undefined)[]).includes(session.call?.outcome);
}

/** Milliseconds of the day in sessions of a kind; overlaps are counted once, unanswered calls not at all. */
export function timeIn(kind: SessionKind, sessions: readonly TimelineSession[], day: Span, now: number): number {
  const spans = sessions
    .filter((session) => session.kind === kind && !isUnanswered(session))
    .map((session) => clipSpan(spanOfSession(session, now), day))
    .filter((span) => span !== null);
  return lengthOfSpans(spans);
}

/** Whether a total of a product can be incomplete: some of the day's time is not known. */
export function isPartly(product: TimelineProduct, gaps: readonly TimelineGap[]): boolean {
  return gaps.some((gap) => gap.products.includes(product));
}

/** The product of a session, as the filter names it. */
export function productOf(session: Pick<TimelineSession, "kind">): TimelineProduct {
  return productOfKind[session.kind];
}
