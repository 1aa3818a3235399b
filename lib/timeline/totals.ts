/** Time spent, honestly: the union of overlapping sessions, cut to the day. */
import { clipSpan, lengthOfSpans, overlapOfSpans, type Span } from "./spans.ts";
import type { SessionKind, TimelineEvent, TimelineGap, TimelineProduct, TimelineSession } from "./timeline-types.ts";
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
  return lengthOfSpans(spansIn(kind, sessions, day, now));
}

function spansIn(kind: SessionKind, sessions: readonly TimelineSession[], day: Span, now: number): Span[] {
  return sessions
    .filter((session) => session.kind === kind && !isUnanswered(session))
    .map((session) => clipSpan(spanOfSession(session, now), day))
    .filter((span) => span !== null);
}

/** Time of one kind. `overlapMs` is the part of `ms` in which several went on at the same time. */
export type KindTotal = { ms: number; overlapMs: number; count: number; isAtLeast: boolean };

/** Kinds are never added to each other, and planned time is never added to any of them. */
export type Totals = Record<SessionKind, KindTotal> & {
  /** Calls in which nobody spoke; in the count of calls, not in their time. */
  unanswered: number;
  /** Events in which nothing was hosted, without those of whole days. */
  calendarOnly: { ms: number; count: number };
};

type TotalsOf = {
  sessions: readonly TimelineSession[];
  events: readonly TimelineEvent[];
  gaps: readonly TimelineGap[];
};

/** All totals of a stretch of time. A total is "at least" where a gap, or an end that was never told, hides some of it. */
export function totalsOf({ sessions, events, gaps }: TotalsOf, bounds: Span, now: number): Totals {
  const total = (kind: SessionKind): KindTotal => {
    const own = sessions.filter((session) => session.kind === kind);
    const spans = spansIn(kind, own, bounds, now);
    return {
      ms: lengthOfSpans(spans),
      overlapMs: lengthOfSpans(overlapOfSpans(spans)),
      count: own.length,
      isAtLeast:
        isPartly(productOfKind[kind], gaps) ||
        own.some((session) => session.state === "endUnknown" && !isUnanswered(session)),
    };
  };
  const boundsOf = ({ startAt, endAt }: TimelineEvent) => `${Date.parse(startAt)} ${Date.parse(endAt)}`;
  const timed = events.filter(({ isAllDay }) => !isAllDay);
  // A second copy of a held event, in another calendar of the person, is no time of its own.
  const held = new Set(timed.filter(({ sessionIds }) => sessionIds.length > 0).map(boundsOf));
  const alone = timed.filter((event) => !held.has(boundsOf(event)));
  const planned = alone.flatMap(
    ({ startAt, endAt }) => clipSpan({ startAt: Date.parse(startAt), endAt: Date.parse(endAt) }, bounds) ?? [],
  );
  return {
    meeting: total("meeting"),
    call: total("call"),
    webinar: total("webinar"),
    unanswered: sessions.filter(isUnanswered).length,
    calendarOnly: { ms: lengthOfSpans(planned), count: alone.length },
  };
}

/** Whether a total of a product can be incomplete: some of the day's time is not known. */
export function isPartly(product: TimelineProduct, gaps: readonly TimelineGap[]): boolean {
  return gaps.some((gap) => gap.products.includes(product));
}

/** The product of a session, as the filter names it. */
export function productOf(session: Pick<TimelineSession, "kind">): TimelineProduct {
  return productOfKind[session.kind];
}
