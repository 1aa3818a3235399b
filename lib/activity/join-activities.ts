/**
 * The merge as a pure function: the join of two states of one activity. It is commutative, associative and idempotent,
 * so duplicates, late, lost-and-repeated and reordered observations can not matter: each field belongs to the heavier
 * observation, equal weights are decided by value, what is known never becomes unknown, what is deleted stays deleted.
 * The database does the same in `merge_sessions` and `merge_calls`; a property test holds the two together.
 */
import "server-only";
import { type ActivityState, type LegField, type LegState, NOTHING, type Weighted } from "./activity-state.ts";

/** Joins two states of the same activity (same product and key; calls: same Zoom user). */
export function joinActivities<S extends ActivityState>(a: S, b: S): S;
export function joinActivities(a: ActivityState, b: ActivityState): ActivityState {
  const sources = a.sources | b.sources;
  const receivedAt = Math.min(a.receivedAt, b.receivedAt);
  if (a.kind === "session" && b.kind === "session") {
    const host = heavier(a.host, b.host);
    const deletedAt = later(a.deletedAt, b.deletedAt);
    const empty = { title: NOTHING, startAt: NOTHING, endAt: NOTHING, numberMark: null };
    if (deletedAt !== null) return { ...a, ...empty, host, deletedAt, sources, receivedAt };
    return {
      ...a,
      host,
      title: heavier(a.title, b.title),
      startAt: heavier(a.startAt, b.startAt),
      endAt: heavier(a.endAt, b.endAt),
      numberMark: greaterText(a.numberMark, b.numberMark),
      sources,
      receivedAt,
    };
  }
  if (a.kind === "call" && b.kind === "call") return { ...a, legs: joinLegs(a.legs, b.legs), sources, receivedAt };
  throw new Error("A session and a call are never one activity");
}

function heavier<T extends string | number>(a: Weighted<T>, b: Weighted<T>): Weighted<T> {
  if (a.weight !== b.weight) return a.weight > b.weight ? a : b;
  if (a.value === null || b.value === null) return a.value === null ? b : a;
  if (typeof a.value === "number" && typeof b.value === "number") return a.value >= b.value ? a : b;
  return compareBytes(String(a.value), String(b.value)) >= 0 ? a : b;
}

function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function greaterText(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return compareBytes(a, b) >= 0 ? a : b;
}

/** The order of Postgres' "C" collation: by UTF-8 bytes, not by the UTF-16 units of a JavaScript comparison. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function joinLegs(a: Record<string, LegState>, b: Record<string, LegState>): Record<string, LegState> {
  const joined = { ...a };
  for (const [key, leg] of Object.entries(b)) {
    const own = joined[key];
    joined[key] = own === undefined ? leg : joinLeg(own, leg);
  }
  return joined;
}

function joinLeg(a: LegState, b: LegState): LegState {
  const deletedAt = Math.max(
    "deletedAt" in a ? a.deletedAt : Number.NEGATIVE_INFINITY,
    "deletedAt" in b ? b.deletedAt : Number.NEGATIVE_INFINITY,
  );
  if (deletedAt !== Number.NEGATIVE_INFINITY) return { deletedAt };
  const joined = { ...(a as Exclude<LegState, { deletedAt: number }>) };
  for (const [name, field] of Object.entries(b) as [LegField, readonly [number, string | number | boolean]][]) {
    const own = joined[name];
    if (own === undefined || field[0] > own[0]) joined[name] = field;
    else if (field[0] === own[0] && compareBytes(String(field[1]), String(own[1])) > 0) joined[name] = field;
  }
  return joined;
}

/** Empties the legs that were deleted in Zoom: those named (leg key → ms), and all that started before `beforeMs`. */
export function buryLegs(
  legs: Record<string, LegState>,
  named: ReadonlyMap<string, number>,
  beforeMs: number | null,
): Record<string, LegState> {
  const buried = Object.entries(legs).map(([key, leg]): [string, LegState] => {
    if ("deletedAt" in leg) return [key, leg];
    const deletedAt = named.get(key);
    if (deletedAt !== undefined) return [key, { deletedAt }];
    const startMs = Number(leg.startAt?.[1]);
    return beforeMs !== null && startMs < beforeMs ? [key, { deletedAt: beforeMs }] : [key, leg];
  });
  return Object.fromEntries(buried);
}
