/**
 * The state of an activity as the merge knows it: every field with its weight, so that states of one activity can be
 * joined in any order. One observation is the smallest state. Times are milliseconds since 1970 (UTC).
 */
import "server-only";
import type {
  CallLegObservation,
  ObservationSource,
  SessionDeletion,
  SessionObservation,
} from "#lib/zoom/observation-types.ts";

/** A value and how much it weighs; null weighs -1 and never replaces a value. */
export type Weighted<T> = { weight: number; value: T | null };

export type LegField =
  | "startAt"
  | "direction"
  | "callerIdName"
  | "callerIdHidden"
  | "answerAt"
  | "endAt"
  | "result"
  | "resultReason"
  | "event"
  | "device";

/** A leg in the form in which the database keeps it: [weight, value] a field; a deleted leg keeps nothing else. */
export type LegState =
  | { deletedAt: number }
  | Partial<Record<LegField, readonly [weight: number, value: string | number | boolean]>>;

export type SessionState = {
  kind: "session";
  product: "meetings" | "webinars";
  key: string;
  /** The Zoom user who hosted. */
  host: Weighted<string>;
  title: Weighted<string>;
  startAt: Weighted<number>;
  endAt: Weighted<number>;
  numberMark: string | null;
  /** Set for what stays away; it keeps nothing but its key and host. */
  deletedAt: number | null;
  /** How we know, added up: see `sourceBits`. */
  sources: number;
  receivedAt: number;
};

export type CallState = {
  kind: "call";
  product: "phone";
  key: string;
  host: Weighted<string>;
  legs: Record<string, LegState>;
  sources: number;
  receivedAt: number;
};

export type ActivityState = SessionState | CallState;

/**
 * Reports are written when all is over, so they outweigh live events; one session or call that was looked up by its
 * key is the most exact. The per-user report names instants without doubt about their zone, the account-wide one may not.
 */
const ranks: Record<ObservationSource, number> = { webhook: 0, history: 1, userHistory: 2, lookup: 3 };

/** What `sources` is added up from: a live event, a report, a single look-up. */
export const sourceBits: Record<ObservationSource, number> = { webhook: 1, history: 2, userHistory: 2, lookup: 4 };

/** One rank outweighs every time: 2^42 ms lie beyond the year 2100, and all weights fit an exact number. */
const RANK_STEP = 2 ** 42;
/** A host told by Zoom's id outweighs one told by e-mail, which may have belonged to someone else. */
const BY_ID_STEP = 4 * RANK_STEP;
export const NOTHING = { weight: -1, value: null } as const;

function weightOf(observation: { source: ObservationSource; observedAt: Date }): number {
  const ms = Math.min(Math.max(observation.observedAt.getTime(), 0), RANK_STEP - 1);
  return ranks[observation.source] * RANK_STEP + ms;
}

const weighted = <T>(weight: number, value: T | null): Weighted<T> => (value === null ? NOTHING : { weight, value });

/** The state that one observation of a meeting or webinar makes, with its host as the caller names them. */
export function sessionStateOf(observation: SessionObservation, host: string, receivedAt: Date): SessionState {
  const weight = weightOf(observation);
  return {
    kind: "session",
    product: observation.product,
    key: observation.key,
    host: { weight: weight + ("zoomUserId" in observation.host ? BY_ID_STEP : 0), value: host },
    title: weighted(weight, observation.title),
    startAt: weighted(weight, observation.startAt?.getTime() ?? null),
    endAt: weighted(weight, observation.endAt?.getTime() ?? null),
    numberMark: observation.numberMark,
    deletedAt: null,
    sources: sourceBits[observation.source],
    receivedAt: receivedAt.getTime(),
  };
}

/** The state of a meeting or webinar that stays away. It may be told before the session itself. */
export function sessionDeletionStateOf(deletion: SessionDeletion, host: string, receivedAt: Date): SessionState {
  const { product, key, at } = deletion;
  const observation = { product, key, host: deletion.host, observedAt: at, source: "webhook" } as const;
  const nothing = { kind: "session", title: null, startAt: null, endAt: null, numberMark: null } as const;
  return { ...sessionStateOf({ ...observation, ...nothing }, host, receivedAt), deletedAt: at.getTime() };
}

/** The state that one leg of a call makes, with the Zoom user as the caller names them. */
export function callStateOf(observation: CallLegObservation, host: string, receivedAt: Date): CallState {
  const weight = weightOf(observation);
  const { device } = observation;
  const fields: Partial<Record<LegField, string | number | boolean | null>> = {
    direction: observation.direction,
    callerIdName: observation.callerIdHidden ? null : observation.callerIdName,
    callerIdHidden: observation.callerIdHidden,
    answerAt: observation.answerAt?.getTime() ?? null,
    endAt: observation.endAt?.getTime() ?? null,
    result: observation.result,
    resultReason: observation.resultReason,
    event: observation.event,
    // One field, so that a version never joins another device's name. Names hold no line breaks.
    device: device === null ? null : `${device.name}\n${device.version ?? ""}`,
  };
  const known = Object.entries(fields).flatMap(([field, value]) => (value === null ? [] : [[field, [weight, value]]]));
  const startMs = observation.startAt.getTime();
  return {
    kind: "call",
    product: "phone",
    key: observation.callKey,
    host: { weight: -1, value: host },
    // The earliest start wins, whoever told it: deletions of "all before" need an answer that no later word changes.
    legs: { [observation.legKey]: { startAt: [-startMs, startMs], ...Object.fromEntries(known) } },
    sources: sourceBits[observation.source],
    receivedAt: receivedAt.getTime(),
  };
}
