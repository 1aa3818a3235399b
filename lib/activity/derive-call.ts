/**
 * What the legs of one user say about their call. One human call makes many legs (each queue member's ring, forwards,
 * transfers, voicemail); the user sees one. The database does the same in `derive_call`.
 */
import "server-only";
import type { LegField, LegState } from "./activity-state.ts";
import { compareBytes } from "./join-activities.ts";

const outcomesByWeight = [
  "answered",
  "voicemail",
  "answeredElsewhere",
  "missed",
  "cancelled",
  "failed",
  "unknown",
] as const;
type CallOutcome = (typeof outcomesByWeight)[number];

type DerivedCall = {
  direction: string | null;
  callerIdName: string | null;
  callerIdHidden: boolean | null;
  startAt: number | null;
  answerAt: number | null;
  endAt: number | null;
  outcome: CallOutcome | null;
  deviceName: string | null;
  deviceVersion: string | null;
  isDeleted: boolean;
};

const ACCOUNT_LEG = "account";
const answeredWords = new Set(["answered", "accepted", "picked_up", "connected", "succeeded"]);
const elsewhereWords = new Set(["answered_by_other", "pickup_by_other", "call_out_by_other"]);
const failedWords = new Set([
  "call_failed",
  "unconnected",
  "invalid_key",
  "invalid_operation",
  "system_blocked",
  "service_unavailable",
]);
const givenUpWords = new Set(["canceled", "hang_up", "abandoned"]);
const unansweredWords = new Set(["no_answer", "ring_timeout", "rejected", "busy", "overflowed"]);

/** What one leg says. A leg that a colleague took is no missed call of this user, whatever its result. */
export function legOutcome(direction: string, result: string, resultReason: string | null): CallOutcome {
  if (resultReason !== null && elsewhereWords.has(resultReason)) return "answeredElsewhere";
  if (answeredWords.has(result)) return "answered";
  if (result === "voicemail") return "voicemail";
  if (failedWords.has(result) || (result === "busy" && direction === "outgoing")) return "failed";
  if (givenUpWords.has(result)) return direction === "outgoing" ? "cancelled" : "missed";
  return unansweredWords.has(result) ? "missed" : "unknown";
}

type Leg = {
  key: string;
  isOwn: boolean;
  startAt: number;
  direction: string;
  name: string | null;
  isHidden: boolean;
  answerAt: number | null;
  endAt: number | null;
  device: string | null;
  outcome: CallOutcome;
};

function readLeg(key: string, leg: LegState, own: "leg" | "account"): Leg {
  const read = (field: LegField) => ("deletedAt" in leg ? null : (leg[field]?.[1] ?? null));
  const text = (field: LegField) => read(field) as string | null;
  const direction = text("direction") ?? "";
  return {
    key,
    isOwn: (key === ACCOUNT_LEG ? "account" : "leg") === own,
    startAt: read("startAt") as number,
    direction,
    name: text("callerIdName"),
    isHidden: read("callerIdHidden") === true,
    answerAt: read("answerAt") as number | null,
    endAt: read("endAt") as number | null,
    device: text("device"),
    outcome: legOutcome(direction, text("result") ?? "", text("resultReason")),
  };
}

const most = (values: (number | null)[], pick: (...values: number[]) => number): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : pick(...known);
};

/**
 * A call from its legs. The folded row of the account list speaks only where no leg of this user is known: it tells of
 * the whole call, not of this user's part. When nothing but deleted legs is left (and perhaps that row), it is deleted.
 */
export function deriveCall(legs: Record<string, LegState>): DerivedCall {
  const live = Object.entries(legs).filter(([, leg]) => !("deletedAt" in leg));
  const hasOwn = live.some(([key]) => key !== ACCOUNT_LEG);
  const isDeleted = !hasOwn && live.length < Object.keys(legs).length;
  const known = (isDeleted ? [] : live)
    .map(([key, leg]) => readLeg(key, leg, hasOwn ? "leg" : "account"))
    .sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.startAt - b.startAt || compareBytes(a.key, b.key));
  const own = known.filter(({ isOwn }) => isOwn);
  const direction = own[0]?.direction ?? null;
  const outcome = outcomesByWeight.find((candidate) => own.some((leg) => leg.outcome === candidate)) ?? null;
  const isHidden = known.some((leg) => leg.isHidden);
  const named = known.find((leg) => leg.name !== null && leg.direction === direction);
  const heard = known.find((leg) => leg.device !== null && (outcome !== "answered" || leg.outcome === "answered"));
  const [deviceName, deviceVersion] = (heard?.device ?? "").split("\n");
  const answered = own.filter((leg) => leg.outcome === "answered");
  return {
    direction,
    callerIdName: isHidden ? null : (named?.name ?? null),
    callerIdHidden: isDeleted ? null : isHidden,
    startAt: most(
      own.map((leg) => leg.startAt),
      Math.min,
    ),
    answerAt: most(
      answered.map((leg) => leg.answerAt),
      Math.min,
    ),
    endAt: most(
      own.map((leg) => leg.endAt),
      Math.max,
    ),
    outcome,
    deviceName: deviceName || null,
    deviceVersion: deviceVersion || null,
    isDeleted,
  };
}
