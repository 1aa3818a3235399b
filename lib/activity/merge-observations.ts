/**
 * Takes observations to the timeline: states → one statement in the database. What belongs to someone whose activity we
 * do not keep is counted there and goes no further.
 */
import "server-only";
import { mergeRows, type RowOutcome } from "#lib/db/activities.ts";
import type { Observation } from "#lib/zoom/observation-types.ts";
import { foldObservations, type Told, whoOf } from "./fold-observations.ts";

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
  const results = deliveries.map(emptyOutcome);
  const { batch, told } = foldObservations(deliveries);
  if (batch.who.length === 0) return results;
  const outcomes = await mergeRows(target.organisationId, target.connectionId, batch);
  for (const kind of ["sessions", "calls", "deletions"] as const) {
    told[kind].forEach((from, index) => {
      const outcome = outcomes[kind][index];
      if (outcome !== undefined) for (const one of from) count(results, outcome, one);
    });
  }
  return results;
}

function emptyOutcome(): MergeOutcome {
  return { stored: 0, repeated: 0, countedOnly: 0, notReceived: 0, unknownHosts: [], unknownZoomUsers: [] };
}

function count(results: readonly MergeOutcome[], outcome: RowOutcome, { delivery, observation }: Told): void {
  const result = results[delivery];
  if (result === undefined) return;
  if (outcome !== "unknown") {
    result[outcome] += 1;
    return;
  }
  result.countedOnly += 1;
  if (observation.kind === "session") result.unknownHosts.push(observation.key);
  const { zoomKey } = whoOf(observation);
  if (zoomKey !== null) result.unknownZoomUsers.push(zoomKey);
}
