/**
 * Makes one batch of what several deliveries or a page of a list said: every Zoom user who is named once, every activity
 * once for each way of naming its Zoom user. The database joins what only turns out there to be of one.
 */
import "server-only";
import type { CallRow, DeletionRow, LiveRow, MergeBatch, SessionRow, WhoRow } from "#lib/db/activities.ts";
import type { CallDeletion, Observation } from "#lib/zoom/observation-types.ts";
import {
  type CallState,
  callStateOf,
  type SessionState,
  sessionDeletionStateOf,
  sessionStateOf,
  sourceBits,
} from "./activity-state.ts";
import { deriveCall } from "./derive-call.ts";
import { joinActivities } from "./join-activities.ts";

/** An observation and the number of the delivery that brought it. */
export type Told = { delivery: number; observation: Observation };

/** The batch, and what was told for each of its rows, in their order. */
export type FoldedBatch = { batch: MergeBatch; told: { sessions: Told[][]; calls: Told[][]; deletions: Told[][] } };

type Folded<S> = { state: S; who: number; told: Told[] };

/** Folds observations into a batch. */
export function foldObservations(
  deliveries: readonly { observations: readonly Observation[]; receivedAt: Date }[],
): FoldedBatch {
  const numbers = new Map<string, number>();
  const who: WhoRow[] = [];
  const sessions = new Map<string, Folded<SessionState>>();
  const calls = new Map<string, Folded<CallState>>();
  const deletions: { row: DeletionRow; told: Told[] }[] = [];
  deliveries.forEach(({ observations, receivedAt }, delivery) => {
    for (const observation of observations) {
      const named = whoOf(observation);
      const name = nameOf(named);
      let number = numbers.get(name);
      if (number === undefined) {
        number = who.push(named);
        numbers.set(name, number);
      }
      const told = { delivery, observation };
      if (observation.kind === "callDeletion") {
        deletions.push({ row: deletionRow(observation, number), told: [told] });
      } else if (observation.kind === "callLeg") {
        fold(calls, `${number} ${observation.callKey}`, callStateOf(observation, name, receivedAt), number, told);
      } else {
        const state =
          observation.kind === "session"
            ? sessionStateOf(observation, name, receivedAt)
            : sessionDeletionStateOf(observation, name, receivedAt);
        fold(sessions, `${number} ${state.product} ${state.key}`, state, number, told);
      }
    }
  });
  const ofSessions = [...sessions.values()];
  const ofCalls = [...calls.values()];
  return {
    batch: {
      who,
      live: liveRows([...ofSessions, ...ofCalls]),
      sessions: ofSessions.map(sessionRow),
      calls: ofCalls.map(callRow),
      deletions: deletions.map(({ row }) => row),
    },
    told: {
      sessions: ofSessions.map(({ told }) => told),
      calls: ofCalls.map(({ told }) => told),
      deletions: deletions.map(({ told }) => told),
    },
  };
}

function fold<S extends SessionState | CallState>(
  states: Map<string, Folded<S>>,
  place: string,
  state: S,
  who: number,
  told: Told,
): void {
  const own = states.get(place);
  if (own === undefined) {
    states.set(place, { state, who, told: [told] });
    return;
  }
  own.state = joinActivities(own.state, state);
  own.told.push(told);
}

/** How the observation names its Zoom user. */
export function whoOf(observation: Observation): WhoRow {
  if (observation.kind === "callDeletion") return byId(observation.zoomUserId);
  const who = observation.kind === "callLeg" ? observation.zoomUser : observation.host;
  if ("zoomUserId" in who) return byId(who.zoomUserId);
  return { zoomKey: null, extensionId: "extensionId" in who ? who.extensionId : null, email: who.email };
}

const byId = (zoomKey: string): WhoRow => ({ zoomKey, extensionId: null, email: null });

const nameOf = ({ zoomKey, extensionId, email }: WhoRow) =>
  zoomKey === null ? `${JSON.stringify(extensionId)} ${JSON.stringify(email)}` : `id ${zoomKey}`;

const isLive = ({ sources }: SessionState | CallState) => sources === sourceBits.webhook;

function liveRows(folded: readonly Folded<SessionState | CallState>[]): LiveRow[] {
  const rows = new Map<string, LiveRow>();
  for (const { state, who } of folded) {
    if (!isLive(state)) continue;
    const place = `${who} ${state.product}`;
    const receivedAt = textOf(state.receivedAt);
    const own = rows.get(place);
    if (own === undefined) {
      rows.set(place, { who, product: state.product, receivedAt, countable: countable(state) });
    } else {
      own.countable += countable(state);
      if (own.receivedAt < receivedAt) own.receivedAt = receivedAt;
    }
  }
  return [...rows.values()];
}

/** A session is counted when it ends, not twice. */
function countable(state: SessionState | CallState): number {
  if (state.kind === "call") return Object.keys(state.legs).length;
  return state.endAt.value === null ? 0 : 1;
}

const textOf = (ms: number) => new Date(ms).toISOString();
const maybeTextOf = (ms: number | null) => (ms === null ? null : textOf(ms));

function sessionRow({ state, who }: Folded<SessionState>): SessionRow {
  const { product, key, sources, host, title, startAt, endAt, numberMark } = state;
  return {
    who,
    product,
    key,
    sources,
    receivedAt: textOf(state.receivedAt),
    hostWeight: host.weight,
    title: title.value,
    titleWeight: title.weight,
    startAt: maybeTextOf(startAt.value),
    startWeight: startAt.weight,
    endAt: maybeTextOf(endAt.value),
    endWeight: endAt.weight,
    numberMark,
    deletedAt: maybeTextOf(state.deletedAt),
  };
}

function callRow({ state, who }: Folded<CallState>): CallRow {
  const { startAt, answerAt, endAt, isDeleted: _, ...said } = deriveCall(state.legs);
  return {
    who,
    key: state.key,
    sources: state.sources,
    receivedAt: textOf(state.receivedAt),
    legs: JSON.stringify(state.legs),
    ...said,
    startAt: maybeTextOf(startAt),
    answerAt: maybeTextOf(answerAt),
    endAt: maybeTextOf(endAt),
  };
}

function deletionRow({ legKeys, beforeAt }: CallDeletion, who: number): DeletionRow {
  return { who, legKeys: legKeys === "all" ? null : JSON.stringify(legKeys), beforeAt: beforeAt.toISOString() };
}
