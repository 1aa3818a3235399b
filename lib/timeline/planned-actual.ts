/** What was planned beside what was held: figures of an event and its sessions, and words for them. Pure. */
import type { TimelineEvent, TimelineSession } from "./timeline-types.ts";

/** Lengths in milliseconds. Null where there is nothing to compare: not held, all day, or the end is not known (yet). */
export type PlannedActual = {
  plannedMs: number;
  /** Time in the sessions, overlaps counted once; running ones up to now. */
  heldMs: number;
  /** Start of the first session after the planned start; negative when it began early. */
  lateMs: number | null;
  /** End of the last session after the planned end; negative when it ended early. */
  overMs: number | null;
  /** In how many sessions it was held. */
  parts: number;
  isRunning: boolean;
};

/** Compares an event with the sessions that belong to it. */
export function plannedAgainstActual(
  event: Pick<TimelineEvent, "startAt" | "endAt" | "isAllDay">,
  _sessions: readonly Pick<TimelineSession, "startAt" | "endAt" | "state">[],
  _now: number,
): PlannedActual {
  const plannedMs = Date.parse(event.endAt) - Date.parse(event.startAt);
  return { plannedMs, heldMs: 0, lateMs: null, overMs: null, parts: 0, isRunning: false };
}

/** `Started 4 min late`, `ran 12 min over`, `held in 2 parts`; empty when it went as planned. Under a minute is as planned. */
export function plannedActualInWords(_figures: PlannedActual): string[] {
  return [];
}
