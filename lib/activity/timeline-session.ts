/** An activity as the timeline shows it. */
import "server-only";
import type { SessionRow } from "#lib/db/timeline.ts";
import type { Span } from "#lib/timeline/spans.ts";
import {
  type CallFacts,
  callOutcomes,
  type SessionKind,
  type Source,
  type TimelineSession,
} from "#lib/timeline/timeline-types.ts";

/** Zoom ends a session of a paid host after 30 hours: what is open for longer has an end that we do not know. */
const LONGEST_RUN_MS = 30 * 3_600_000;

const kindOfProduct = { meetings: "meeting", phone: "call", webinars: "webinar" } as const satisfies Record<
  SessionRow["product"],
  SessionKind
>;
const sourceBits: readonly [bit: number, source: Source][] = [
  [1, "live"],
  [2, "history"],
  [4, "lookup"],
];

/** A session, and the time that it takes so far: for one that runs, until now. */
type DrawnSession = { session: TimelineSession; span: Span };

/** The row in the words of the timeline. */
export function asSession(row: SessionRow, now: number): DrawnSession {
  const startAt = row.startAt.getTime();
  const state = stateOf(row, now);
  // A clock of Zoom's that went back must not make a session end before it began.
  const end = row.endAt === null ? null : Math.max(startAt, row.endAt.getTime());
  const session: TimelineSession = {
    id: row.id,
    kind: kindOfProduct[row.product],
    title: row.product === "phone" || row.title === "" ? null : row.title,
    startAt: row.startAt.toISOString(),
    endAt: end === null ? null : new Date(end).toISOString(),
    state,
    call: row.product === "phone" ? asCall(row) : null,
    connectionName: row.connectionName,
    sources: sourceBits.filter(([bit]) => (row.sources & bit) !== 0).map(([, source]) => source),
    receivedAt: row.receivedAt.toISOString(),
    eventId: null,
  };
  return { session, span: { startAt, endAt: end ?? (state === "running" ? Math.max(startAt, now) : startAt) } };
}

/** Whether anything of it lies in the day. What takes no time lies where it begins. */
export function isOfDay({ span }: DrawnSession, day: Span): boolean {
  return span.startAt < day.endAt && (span.startAt >= day.startAt || span.endAt > day.startAt);
}

/** Calls reach us when they are over, so a call without an end does not run: Zoom left the end out. */
function stateOf(row: SessionRow, now: number): TimelineSession["state"] {
  if (row.endAt !== null) return "ended";
  const isOver = row.product === "phone" || row.endUnknownAt !== null || now - row.startAt.getTime() >= LONGEST_RUN_MS;
  return isOver ? "endUnknown" : "running";
}

function asCall(row: SessionRow): CallFacts {
  return {
    direction: row.direction === "incoming" || row.direction === "outgoing" ? row.direction : "unknown",
    callerIdName: row.callerIdHidden === true || row.callerIdName === "" ? null : row.callerIdName,
    isCallerIdHidden: row.callerIdHidden === true,
    outcome: callOutcomes.find((outcome) => outcome === row.outcome) ?? "unknown",
    answerAt: row.answerAt?.toISOString() ?? null,
    deviceName: row.deviceName,
    deviceVersion: row.deviceVersion,
  };
}
