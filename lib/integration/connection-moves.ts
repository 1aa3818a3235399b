/**
 * The conditions of a connection and the legal moves between them, as a literal table in which every move has its
 * reasons. A move that is not in it is not made: a job that was cut off by a disconnect can not bring the connection
 * back to life. `connecting` and `delayed` end by themselves with time, so they are read off rows that say until when
 * (a way to Zoom that is under way, a wait that Zoom asked for) and are never stored; all others are.
 */
import "server-only";
import {
  type AttentionReason,
  attentionReasons,
  type ConnectionState,
  type StallReason,
  stallReasons,
} from "#lib/db/connection-types.ts";
import type { ZoomError } from "#lib/errors.ts";

export const connectionConditions = [
  "connecting",
  "importing",
  "waiting",
  "active",
  "delayed",
  "stalled",
  "attention",
  "paused",
  "disconnected",
  "deauthorised",
] as const satisfies readonly (ConnectionState | "connecting" | "delayed")[];

export type ConnectionCondition = (typeof connectionConditions)[number];

/**
 * Why a move is made, beside the reasons to stall and to need a person.
 * - `authorised`: someone allowed the app at Zoom.
 * - `imported`: the Zoom users were read for the first time.
 * - `delivered`: Zoom delivered something.
 * - `answered`: Zoom answers our questions again.
 * - `wasQuiet`: Zoom's history shows that a silence was real.
 * - `resumed`, `byPerson`: someone here resumed, paused or ended it.
 * - `atZoom`: the Zoom account removed the app.
 * - `rateLimited`, `late`, `inTime`: Zoom makes us wait, or delivers late; and no longer does.
 */
export const workReasons = [
  "authorised",
  "imported",
  "delivered",
  "answered",
  "wasQuiet",
  "resumed",
  "byPerson",
  "atZoom",
  "rateLimited",
  "late",
  "inTime",
] as const;

export type MoveReason = (typeof workReasons)[number] | StallReason | AttentionReason;

type Moves = Partial<Record<ConnectionCondition, readonly MoveReason[]>>;

/** How a connection that is not ended can be stopped by people, here and at Zoom. */
const stops = { paused: ["byPerson"], disconnected: ["byPerson"], deauthorised: ["atZoom"] } as const satisfies Moves;
/** What can go wrong with a connection that works. */
const troubles = { stalled: stallReasons, attention: attentionReasons } as const satisfies Moves;
const delays = { delayed: ["rateLimited", "late"] } as const satisfies Moves;

export const legalMoves: Record<ConnectionCondition, Moves> = {
  // Ten minutes at most; then it is as if it had never been.
  connecting: { importing: ["authorised"], attention: ["directoryMissingScope"] },
  importing: { waiting: ["imported"], active: ["imported"], ...delays, ...troubles, ...stops, stalled: ["unanswered"] },
  waiting: { importing: ["authorised"], active: ["delivered"], ...delays, ...troubles, ...stops },
  active: { importing: ["authorised"], ...delays, ...troubles, ...stops },
  // What lies beneath goes on: it comes out where it would have been without the delay.
  delayed: {
    importing: ["inTime", "authorised"],
    waiting: ["inTime", "imported"],
    active: ["inTime", "imported", "delivered"],
    ...troubles,
    ...stops,
  },
  stalled: {
    importing: ["authorised", "answered"],
    waiting: ["answered", "wasQuiet"],
    active: ["delivered", "answered", "wasQuiet"],
    ...delays,
    ...troubles,
    ...stops,
  },
  attention: {
    importing: ["authorised", "answered"],
    waiting: ["answered"],
    active: ["answered"],
    // Another reason, as Zoom tells it.
    attention: attentionReasons,
    ...stops,
  },
  paused: {
    importing: ["authorised", "resumed"],
    waiting: ["resumed"],
    active: ["resumed"],
    attention: attentionReasons,
    disconnected: ["byPerson"],
    deauthorised: ["atZoom"],
  },
  // Only a new authorisation revives it.
  disconnected: { importing: ["authorised"], attention: ["directoryMissingScope"] },
  // Final, unless its data is on hold and the same Zoom account is connected again in time.
  deauthorised: { importing: ["authorised"], attention: ["directoryMissingScope"] },
};

/** Whether a connection may go from one condition to another for this reason. */
export function mayMove(from: ConnectionCondition, to: ConnectionCondition, because: MoveReason): boolean {
  return legalMoves[from][to]?.includes(because) ?? false;
}

const silentReasons: ReadonlySet<string> = new Set<AttentionReason>([
  "tokenDead",
  "authoriserGone",
  "approvalWithdrawn",
  "scopesChanged",
  "replaced",
]);

/** Whether the reason is one of the token: then nothing that Zoom has reaches us, and a working token is the cure. */
export function isTokenReason(reason: string | null): boolean {
  return reason !== null && silentReasons.has(reason);
}

/** Whether what Zoom tells us counts as complete in this state: it does unless we know of a silence. */
export function isListeningState(state: ConnectionState, reason: string | null): boolean {
  if (state === "attention") return !isTokenReason(reason);
  if (state === "stalled") return reason === ("unanswered" satisfies StallReason);
  return state === "importing" || state === "waiting" || state === "active";
}

/** Whether asking Zoom for its history and users makes sense in this state. A silence is when it matters most. */
export function isAskableState(state: ConnectionState, reason: string | null): boolean {
  return state === "stalled" || isListeningState(state, reason);
}

/** Whether a delivery in this state is news: it shows that Zoom reaches us (again). */
export function isWokenByDelivery(state: ConnectionState, reason: string | null): boolean {
  return state === "waiting" || (state === "stalled" && !isListeningState(state, reason));
}

/** Whether the connection still belongs to us: it was neither ended here nor at Zoom. */
export function isLiveState(state: ConnectionState): boolean {
  return state !== "disconnected" && state !== "deauthorised";
}

const reasonOfCode: Record<string, AttentionReason> = {
  "4711": "scopesChanged",
  "4735": "authoriserGone",
  "4738": "approvalWithdrawn",
  "4741": "replaced",
};

/** What an `auth` failure means for the connection; Zoom's own number tells more than its kind. */
export function attentionReasonOf(error: ZoomError): AttentionReason {
  return reasonOfCode[String(error.zoomCode)] ?? "tokenDead";
}
