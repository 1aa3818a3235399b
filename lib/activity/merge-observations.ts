/**
 * Takes observations to the timeline: states → one statement in the database. What belongs to someone whose activity we
 * do not keep is counted there and goes no further.
 */
import "server-only";
import { type MergeRow, mergeRows, type RowOutcome, type WhoRow } from "#lib/db/activities.ts";
import type { CallDeletion, CallUser, Observation, SessionHost } from "#lib/zoom/observation-types.ts";
import {
  type ActivityState,
  callStateOf,
  sessionDeletionStateOf,
  sessionStateOf,
  sourceBits,
} from "./activity-state.ts";
import { joinActivities } from "./join-activities.ts";

export type MergeTarget = { organisationId: string; connectionId: string };

/** What became of the observations, each counted once. */
export type MergeOutcome = {
  /** Changed something that people see. */
  stored: number;
  /** Told nothing new. */
  repeated: number;
  /** Of a Zoom user who is unmapped, ignored, excluded, or not in our directory. */
  countedOnly: number;
  /** Of a product that is not received. */
  notReceived: number;
  /** Keys of sessions whose host is nobody, or not one person, in our directory. */
  unknownHosts: string[];
  /** Zoom's ids that our directory does not have: it should be read again. */
  unknownZoomUsers: string[];
};

/** Merges what one delivery or one page of a list said. Repeating it, in any order, changes nothing. */
export async function mergeObservations(
  target: MergeTarget,
  observations: readonly Observation[],
  receivedAt: Date,
): Promise<MergeOutcome> {
  const [outcome] = await mergeDeliveries(target, [{ observations, receivedAt }]);
  return outcome ?? emptyOutcome();
}

/** Merges several deliveries in one statement; the outcomes are in their order. */
export async function mergeDeliveries(
  target: MergeTarget,
  deliveries: readonly { observations: readonly Observation[]; receivedAt: Date }[],
): Promise<MergeOutcome[]> {
  const folded = foldDeliveries(deliveries);
  const outcomes = await mergeRows(
    target.organisationId,
    target.connectionId,
    folded.map(({ row }) => row),
  );
  const results = deliveries.map(emptyOutcome);
  folded.forEach(({ from }, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new Error("The database left a row of the batch unanswered");
    for (const { delivery, observation } of from) {
      const result = results[delivery];
      if (result !== undefined) count(result, outcome, observation);
    }
  });
  return results;
}

function emptyOutcome(): MergeOutcome {
  return { stored: 0, repeated: 0, countedOnly: 0, notReceived: 0, unknownHosts: [], unknownZoomUsers: [] };
}

function count(result: MergeOutcome, outcome: RowOutcome, observation: Observation): void {
  if (outcome !== "unknown") {
    result[outcome] += 1;
    return;
  }
  result.countedOnly += 1;
  if (observation.kind === "session") result.unknownHosts.push(observation.key);
  const who = whoOf(observation);
  if ("zoom_key" in who) result.unknownZoomUsers.push(who.zoom_key);
}

type Folded = { row: MergeRow; from: { delivery: number; observation: Observation }[] };

/** Observations of one activity that name its Zoom user alike are joined here; the database joins the rest. */
function foldDeliveries(deliveries: readonly { observations: readonly Observation[]; receivedAt: Date }[]): Folded[] {
  const states = new Map<string, { state: ActivityState; who: WhoRow; from: Folded["from"] }>();
  const deletions: Folded[] = [];
  deliveries.forEach(({ observations, receivedAt }, delivery) => {
    for (const observation of observations) {
      const who = whoOf(observation);
      const from = [{ delivery, observation }];
      if (observation.kind === "callDeletion") {
        deletions.push({ row: deletionRow(observation, who), from });
        continue;
      }
      const name = JSON.stringify(who);
      const state = stateOf(observation, name, receivedAt);
      const place = `${state.product} ${state.key} ${name}`;
      const own = states.get(place);
      if (own === undefined) {
        states.set(place, { state, who, from });
      } else {
        own.state = joinActivities(own.state, state);
        own.from.push(...from);
      }
    }
  });
  return [...deletions, ...[...states.values()].map(({ state, who, from }) => ({ row: stateRow(state, who), from }))];
}

function stateOf(observation: Exclude<Observation, CallDeletion>, host: string, receivedAt: Date): ActivityState {
  if (observation.kind === "callLeg") return callStateOf(observation, host, receivedAt);
  return observation.kind === "session"
    ? sessionStateOf(observation, host, receivedAt)
    : sessionDeletionStateOf(observation, host, receivedAt);
}

function whoOf(observation: Observation): WhoRow {
  if (observation.kind === "callDeletion") return { zoom_key: observation.zoomUserId };
  const who: SessionHost | CallUser = observation.kind === "callLeg" ? observation.zoomUser : observation.host;
  if ("zoomUserId" in who) return { zoom_key: who.zoomUserId };
  return { extension_id: "extensionId" in who ? who.extensionId : null, email: who.email };
}

function deletionRow(deletion: CallDeletion, who: WhoRow): MergeRow {
  const { legKeys, beforeAt } = deletion;
  return { kind: "deletion", product: "phone", who, leg_keys: legKeys, before_at: beforeAt.toISOString() };
}

const isoOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

function stateRow(state: ActivityState, who: WhoRow): MergeRow {
  const isLive = state.sources === sourceBits.webhook;
  const common = {
    who,
    key: state.key,
    sources: state.sources,
    received_at: new Date(state.receivedAt).toISOString(),
    host_weight: state.host.weight,
  };
  if (state.kind === "call") {
    const weights = { title_weight: -1, start_weight: -1, end_weight: -1 };
    const countable = isLive ? Object.keys(state.legs).length : 0;
    return { kind: "call", product: state.product, ...common, ...weights, countable, legs: state.legs };
  }
  return {
    kind: "session",
    product: state.product,
    ...common,
    // A session is counted when it ends, not twice.
    countable: isLive && state.endAt.value !== null ? 1 : 0,
    title: state.title.value,
    title_weight: state.title.weight,
    start_at: isoOf(state.startAt.value),
    start_weight: state.startAt.weight,
    end_at: isoOf(state.endAt.value),
    end_weight: state.endAt.weight,
    meeting_number: state.meetingNumber,
    deleted_at: isoOf(state.deletedAt),
  };
}
