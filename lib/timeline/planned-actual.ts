/** What was planned beside what was held: figures of an event and its sessions, and words for them. Pure. */
import { lengthOfSpans } from "./spans.ts";
import type { EventStanding, TimelineEvent, TimelineSession } from "./timeline-types.ts";
import { lengthInWords } from "./words.ts";

/** Lengths in milliseconds. */
export type PlannedActual = {
  plannedMs: number;
  /** Time in the sessions, overlaps counted once; running ones up to now, those without a known end not at all. */
  heldMs: number;
  /** Start of the first session after the planned start; negative when it began early. Null when not held, or all day. */
  lateMs: number | null;
  /** End of the last session after the planned end; negative when it ended early. Null while it is not known or all day. */
  overMs: number | null;
  /** In how many sessions it was held. */
  parts: number;
  isRunning: boolean;
};

const MINUTE = 60_000;

/** Compares an event with the sessions that belong to it, in any order. */
export function plannedAgainstActual(
  event: Pick<TimelineEvent, "startAt" | "endAt" | "isAllDay">,
  sessions: readonly Pick<TimelineSession, "startAt" | "endAt" | "state">[],
  now: number,
): PlannedActual {
  const planned = { startAt: Date.parse(event.startAt), endAt: Date.parse(event.endAt) };
  const spans = sessions.map(({ startAt, endAt, state }) => {
    const from = Date.parse(startAt);
    const isRunning = state === "running";
    return {
      startAt: from,
      endAt: isRunning ? Math.max(from, now) : endAt === null ? null : Date.parse(endAt),
      isRunning,
    };
  });
  const ended = spans.flatMap(({ startAt, endAt }) => (endAt === null ? [] : [{ startAt, endAt }]));
  const isRunning = spans.some((span) => span.isRunning);
  const isComparable = !event.isAllDay && spans.length > 0;
  const firstAt = Math.min(...spans.map(({ startAt }) => startAt));
  const lastAt = ended.length < spans.length ? null : Math.max(...ended.map(({ endAt }) => endAt));
  // Before its planned end a running session is neither early nor over.
  const isOpen = lastAt === null || (isRunning && lastAt < planned.endAt);
  return {
    plannedMs: planned.endAt - planned.startAt,
    heldMs: lengthOfSpans(ended),
    lateMs: isComparable ? firstAt - planned.startAt : null,
    overMs: isComparable && !isOpen ? lastAt - planned.endAt : null,
    parts: spans.length,
    isRunning,
  };
}

/**
 * `Started 4 min late`, `ran 12 min over`, `held in 2 parts`, as parts of one sentence; `Not held` for an event that was
 * not; `As planned` when nothing is a minute or more off. Empty when there is nothing to say.
 */
export function plannedActualInWords(figures: PlannedActual, standing: EventStanding): string[] {
  if (standing === "notHeld") return ["Not held"];
  if (figures.parts === 0) return [];
  const { lateMs, overMs, parts, isRunning } = figures;
  const words: string[] = [];
  if (lateMs !== null && Math.abs(lateMs) >= MINUTE)
    words.push(`started ${lengthInWords(Math.abs(lateMs))} ${lateMs > 0 ? "late" : "early"}`);
  if (overMs !== null && Math.abs(overMs) >= MINUTE) {
    const length = lengthInWords(Math.abs(overMs));
    words.push(overMs < 0 ? `ended ${length} early` : `${isRunning ? "runs" : "ran"} ${length} over`);
  }
  if (parts > 1) words.push(`held in ${parts} parts`);
  if (words.length === 0 && lateMs !== null && overMs !== null) words.push("as planned");
  return words.map((word, index) => (index === 0 ? word[0]?.toUpperCase() + word.slice(1) : word));
}
