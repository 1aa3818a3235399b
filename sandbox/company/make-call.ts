/** Builds one call with its legs. What happens in it is drawn from `random`, so the same draw gives the same call. */
import { withoutSeries } from "../canary.ts";
import type { Call, CallLeg, Party } from "./call-types.ts";
import type { DirectoryUser } from "./directory.ts";
import type { QueueName } from "./habits.ts";
import { outsideParty, queueParty, receptionistParty, userParty } from "./parties.ts";
import { bytesOf, type Random } from "./random.ts";
import { utcDateOf } from "./zone-day.ts";

export type PhoneUser = DirectoryUser & { id: string };

type Plan = {
  /** Names the call; two calls with the same name have the same keys. */
  words: readonly string[];
  startAt: number;
  random: Random;
  /** Length of the talk in seconds, when somebody answers. */
  talkSeconds?: number;
};

type Timing = { startAt: number; answerAt: number | null; endAt: number; result: CallLeg["result"] };

/** `yyyymmdd-uuid`, as Zoom names calls and their elements. */
export function callKey(at: number, ...words: string[]): string {
  const hex = withoutSeries(bytesOf("call", ...words).toString("hex"));
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
  return `${utcDateOf(at).replaceAll("-", "")}-${uuid}`;
}

function callIdOf(words: readonly string[]): string {
  const offset = bytesOf("call id", ...words).readBigUInt64BE() % 90_000_000_000_000_000n;
  return withoutSeries(String(7_600_000_000_000_000_000n + offset));
}

function timingOf(plan: Plan, answered: "answered" | "connected", unanswered: readonly CallLeg["result"][]): Timing {
  const { random, startAt } = plan;
  const ringMs = random.between(3, 22) * 1000;
  const isAnswered = plan.talkSeconds !== undefined || random.chance(0.76);
  if (!isAnswered)
    return {
      startAt,
      answerAt: null,
      endAt: startAt + ringMs + random.between(4, 25) * 1000,
      result: random.pick(unanswered),
    };
  // Most calls are short, a few are long.
  const talkMs = (plan.talkSeconds ?? 25 + Math.floor(random.next() ** 3 * 1900)) * 1000;
  return { startAt, answerAt: startAt + ringMs, endAt: startAt + ringMs + talkMs, result: answered };
}

function assemble(
  plan: Plan,
  call: Pick<Call, "direction" | "isInternal" | "caller" | "callee">,
  timing: Timing,
  legs: CallLeg[],
): Call {
  return {
    ...call,
    ...timing,
    uuid: callKey(plan.startAt, ...plan.words),
    callId: callIdOf(plan.words),
    hideCallerId: call.caller.isAnonymous || call.callee.isAnonymous,
    isRecorded: plan.random.chance(0.2),
    legs,
  };
}

function legOf(
  plan: Plan,
  index: number,
  leg: Omit<CallLeg, "elementId" | "callId" | "resultReason"> & Partial<Pick<CallLeg, "resultReason" | "callId">>,
): CallLeg {
  return {
    callId: callIdOf(plan.words),
    resultReason: null,
    ...leg,
    elementId: callKey(plan.startAt, ...plan.words, `leg ${index}`),
  };
}

/** A call from a user to somebody outside. */
export function callOut(plan: Plan, user: PhoneUser): Call {
  const caller = userParty(user, plan.random);
  const callee = outsideParty(plan.random);
  const timing = timingOf(plan, "connected", ["no_answer", "canceled", "busy"]);
  const leg = legOf(plan, 0, { ...timing, userId: user.id, side: "caller", caller, callee, event: "outgoing" });
  return assemble(plan, { direction: "outbound", isInternal: false, caller, callee }, timing, [leg]);
}

/** A call between two users: each has a leg, the account has one row. */
export function callInside(plan: Plan, from: PhoneUser, to: PhoneUser): Call {
  const caller = userParty(from, plan.random);
  const callee = userParty(to, plan.random);
  const timing = timingOf(plan, "answered", ["no_answer", "canceled", "rejected"]);
  const legs = [
    legOf(plan, 0, { ...timing, userId: from.id, side: "caller", caller, callee, event: "outgoing" }),
    legOf(plan, 1, { ...timing, userId: to.id, side: "callee", caller, callee, event: "incoming" }),
  ];
  return assemble(plan, { direction: "outbound", isInternal: true, caller, callee }, timing, legs);
}

/** A call from outside to one user; `colleague` takes over some of the answered ones. */
export function callIn(plan: Plan, user: PhoneUser, colleague: PhoneUser | null): Call {
  const caller = outsideParty(plan.random);
  const callee = userParty(user, plan.random);
  const timing = timingOf(plan, "answered", ["no_answer", "voicemail", "voicemail", "rejected"]);
  const direct = { direction: "inbound", isInternal: false, caller, callee } as const;
  const leg = { ...timing, userId: user.id, side: "callee", caller, callee, event: "incoming" } as const;
  const { answerAt } = timing;
  if (colleague === null || answerAt === null || !plan.random.chance(0.08))
    return assemble(plan, direct, timing, [legOf(plan, 0, leg)]);
  const handedAt = answerAt + Math.floor((timing.endAt - answerAt) * 0.4);
  const taker = userParty(colleague, plan.random);
  return assemble(plan, direct, timing, [
    legOf(plan, 0, { ...leg, endAt: handedAt }),
    legOf(plan, 1, {
      ...leg,
      callee: taker,
      userId: colleague.id,
      callId: `${callIdOf(plan.words)}_1`,
      startAt: handedAt,
      answerAt: handedAt + 4000,
      endAt: Math.max(timing.endAt, handedAt + 30_000),
      event: "direct_transfer",
    }),
  ]);
}

/** A call to a queue: every member's phone rings, one answers, the account's row names the queue. */
export function callQueue(plan: Plan, name: QueueName, members: readonly PhoneUser[]): Call {
  const caller = outsideParty(plan.random);
  const queue: Party = queueParty(name);
  const timing = timingOf(plan, "answered", ["no_answer", "voicemail"]);
  const first = plan.random.between(0, Math.max(0, members.length - 1));
  const ringing = [0, 1, 2].slice(0, members.length).flatMap((step) => members[(first + step) % members.length] ?? []);
  const winner = timing.answerAt === null ? -1 : plan.random.between(0, ringing.length - 1);
  const legs = ringing.map((member, index) => {
    const isWinner = index === winner;
    return legOf(plan, index, {
      userId: member.id,
      side: "callee",
      caller,
      callee: userParty(member, plan.random),
      startAt: timing.startAt,
      answerAt: isWinner ? timing.answerAt : null,
      endAt: isWinner ? timing.endAt : (timing.answerAt ?? timing.endAt),
      event: "ring_to_member",
      result: isWinner ? "answered" : "no_answer",
      resultReason: winner >= 0 && !isWinner ? "answered_by_other" : null,
    });
  });
  return assemble(plan, { direction: "inbound", isInternal: false, caller, callee: queue }, timing, legs);
}

/** A caller who hangs up while the recorded voice speaks: no leg, no event, a row in the account's list. */
export function callReception(plan: Plan): Call {
  const timing: Timing = {
    startAt: plan.startAt,
    answerAt: plan.startAt,
    endAt: plan.startAt + plan.random.between(5, 60) * 1000,
    result: "answered",
  };
  const parties = {
    direction: "inbound",
    isInternal: false,
    caller: outsideParty(plan.random),
    callee: receptionistParty(),
  } as const;
  return assemble(plan, parties, timing, []);
}
