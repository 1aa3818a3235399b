/** Which hosted sessions belong to which calendar events, and what became of each event. Pure. */
import type { TimelineEvent, TimelineGap, TimelineSession } from "./timeline-types.ts";

/** A calendar event as it is kept, before anything is known of sessions. */
export type CalendarFact = Omit<TimelineEvent, "standing" | "sessionIds"> & {
  /** Fingerprint of the Zoom meeting number. */
  numberMark: string | null;
};

export type PairableSession = Pick<TimelineSession, "id" | "kind" | "title" | "startAt" | "endAt" | "state"> & {
  numberMark: string | null;
};

/** `eventOf`: the event of each session that has one. */
export function pairEvents(ask: {
  sessions: readonly PairableSession[];
  events: readonly CalendarFact[];
  gaps: readonly TimelineGap[];
  now: number;
}): { events: TimelineEvent[]; eventOf: ReadonlyMap<string, string> } {
  const events = ask.events.map(
    ({ numberMark: _mark, ...event }): TimelineEvent => ({ ...event, standing: "plain", sessionIds: [] }),
  );
  return { events, eventOf: new Map() };
}
