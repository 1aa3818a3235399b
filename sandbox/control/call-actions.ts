/** Calls by hand. */
import { randomUUID } from "node:crypto";
import { withoutSeries } from "../canary.ts";
import type { Call, CallLeg, Party } from "../company/call-types.ts";
import { lastMoment } from "../company/company.ts";
import { callKey } from "../company/make-call.ts";
import { outsideParty, userParty } from "../company/parties.ts";
import { randomOf } from "../company/random.ts";
import { legCompleted, legsDeleted } from "../webhooks/events.ts";
import { readInstant } from "./session-actions.ts";
import { ControlRefusal, type Outcome, type PersonRef, personOf, toldApp, type World } from "./world.ts";

export type CallRequest = PersonRef & {
  direction?: "incoming" | "outgoing" | undefined;
  /** Who is on the other side, as caller ID shows it; empty for a number without a name. */
  name?: string | undefined;
  /** A colleague on the other side instead of somebody outside. */
  colleague?: string | undefined;
  isHidden?: boolean | undefined;
  /** Nobody answered. */
  isMissed?: boolean | undefined;
  seconds?: number | undefined;
  /** ISO; so that the call ends now when absent. */
  startAt?: string | undefined;
  isAnnounced?: boolean | undefined;
};

/** Adds a call that is over, and announces it. */
export function placeCall(world: World, request: CallRequest): Outcome<{ uuid: string; elementIds: string[] }> {
  const { user, account, company } = personOf(world, request);
  if (!account.hasPhone || !user.hasPhone) throw new ControlRefusal(`${user.displayName} has no Zoom Phone.`);
  const colleague = request.colleague
    ? personOf(world, { person: request.colleague, account: request.account }).user
    : null;
  const seconds = request.seconds ?? 180;
  const startAt = readInstant(request.startAt) ?? world.now() - seconds * 1000;
  const random = randomOf("by hand", randomUUID());
  const own = userParty(user, random);
  const other: Party = colleague
    ? userParty(colleague, random)
    : { ...outsideParty(random), name: request.name ?? "HEXA SUPPLIES", isAnonymous: request.isHidden ?? false };
  const isOut = request.direction === "outgoing";
  const call: Call = {
    uuid: callKey(startAt, randomUUID()),
    callId: withoutSeries(String(7_600_000_000_000_000_000n + BigInt(random.between(0, 999_999_999)))),
    direction: isOut ? "outbound" : "inbound",
    isInternal: colleague !== null,
    caller: isOut ? own : other,
    callee: isOut ? other : own,
    hideCallerId: request.isHidden ?? false,
    result: request.isMissed ? "no_answer" : isOut ? "connected" : "answered",
    startAt,
    answerAt: request.isMissed ? null : startAt + Math.min(6, seconds / 2) * 1000,
    endAt: startAt + seconds * 1000,
    isRecorded: true,
    legs: [],
  };
  call.legs = [call.caller, call.callee].flatMap((party, index) =>
    party.userId === null ? [] : [legOf(call, party.userId, index)],
  );
  company.extra.calls.push(call);
  world.save();
  const isAnnounced = request.isAnnounced ?? true;
  const sent = isAnnounced
    ? call.legs.map((leg) => world.player.emit(account.id, legCompleted(account, call, leg)))
    : [];
  const words = isOut
    ? `called ${other.name || "a number without a name"}`
    : `had a call from ${other.name || "a number without a name"}`;
  return {
    ok: true,
    line: `${user.displayName} ${words}. ${toldApp(sent.includes(true))}`,
    uuid: call.uuid,
    elementIds: call.legs.map((leg) => leg.elementId),
  };
}

function legOf(call: Call, userId: string, index: number): CallLeg {
  const { callId, caller, callee, startAt, answerAt, endAt, result } = call;
  const side = index === 0 ? "caller" : "callee";
  const event = side === "caller" ? "outgoing" : "incoming";
  return {
    elementId: callKey(startAt, call.uuid, `leg ${index}`),
    userId,
    side,
    callId,
    caller,
    callee,
    startAt,
    answerAt,
    endAt,
    event,
    result,
    resultReason: null,
  };
}

export type DeleteCallRequest = PersonRef & { uuid?: string | undefined };

/** Deletes the person's legs of a call: the named one, or their last one of today. */
export function deleteCall(world: World, request: DeleteCallRequest): Outcome<{ uuid: string }> {
  const { user, account, company } = personOf(world, request);
  const now = world.now();
  const isTheirs = (call: Call) =>
    call.legs.some((leg) => leg.userId === user.id && !company.deletedElements.has(leg.elementId));
  const call = request.uuid
    ? company.findCall(request.uuid)
    : company.callsBetween(now - 86_400_000, now).findLast((other) => lastMoment(other) <= now && isTheirs(other));
  if (!call || !isTheirs(call)) throw new ControlRefusal(`${user.displayName} had no such call in the last 24 hours.`);
  const elementIds = call.legs.filter((leg) => leg.userId === user.id).map((leg) => leg.elementId);
  for (const id of elementIds) company.deletedElements.add(id);
  world.save();
  const wasSent = world.player.emit(account.id, legsDeleted(account, user.id, elementIds, now));
  return { ok: true, line: `A call of ${user.displayName} was deleted. ${toldApp(wasSent)}`, uuid: call.uuid };
}
