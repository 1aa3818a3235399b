/**
 * Turns a row of Zoom's into the leg of one user. A leg has two sides; which one is ours decides the direction, whose
 * name is the other party's and which device is told. The row's own `direction` speaks for one side only.
 */
import "server-only";
import type { CallRow } from "./call-schema.ts";
import { cleanCallerName } from "./clean-text.ts";
import type { CallLegObservation, CallUser, ObservationSource } from "./observation-types.ts";

export type CallSide = "caller" | "callee";

/** Extensions behind which no person stands. */
const WITHOUT_PERSON = new Set(["zoom_room", "cisco_room", "common_area", "external_contact"]);

/** The leg of `zoomUser`, who is on `side`. Null when the row has no start or no key. */
export function buildLeg(
  row: CallRow,
  leg: {
    side: CallSide;
    zoomUser: CallUser;
    callKey: string | null;
    legKey: string | null;
    observedAt: Date | null;
    source: ObservationSource;
  },
): CallLegObservation | null {
  const { side, callKey, legKey } = leg;
  const startAt = row.start_time;
  if (startAt === null || callKey === null || legKey === null) return null;
  return {
    kind: "callLeg",
    callKey,
    legKey,
    zoomUser: leg.zoomUser,
    direction: side === "caller" ? "outgoing" : "incoming",
    callerIdName: row.hide_caller_id ? null : cleanCallerName(side === "caller" ? row.callee_name : row.caller_name),
    callerIdHidden: row.hide_caller_id,
    startAt,
    answerAt: notBefore(row.answer_time, startAt),
    endAt: readEnd(row, startAt),
    result: row.result ?? row.call_result ?? "unknown",
    resultReason: row.result_reason,
    event: row.event,
    device: side === "caller" ? row.caller_device_type : row.callee_device_type,
    observedAt: leg.observedAt ?? row.end_time ?? startAt,
    source: leg.source,
  };
}

/** The call's key: without Zoom's own (older events), the call path that joins the legs, else the leg alone. */
export function callKeyOf(row: CallRow): string | null {
  return row.call_history_uuid ?? row.call_path_id ?? olderKeyOf(row);
}

/** The leg's key: Zoom's own, else that of an older event. */
export function legKeyOf(row: CallRow): string | null {
  return row.call_element_id ?? olderKeyOf(row);
}

/** Older ids live in a space of their own, so that they cannot be taken for today's. */
export function olderKey(id: string): string {
  return `v2:${id}`;
}

function olderKeyOf(row: CallRow): string | null {
  return row.id === null ? null : olderKey(row.id);
}

/** The sides of a row on which a plain user of the account stands. In an internal call both. */
export function userSides(row: CallRow): { side: CallSide; zoomUser: CallUser }[] {
  const caller = { extensionId: row.caller_ext_id, email: row.caller_email };
  const callee = { extensionId: row.callee_ext_id, email: row.callee_email };
  return [
    ...(isUser(row.caller_ext_type, row.caller_number_type, caller)
      ? [{ side: "caller" as const, zoomUser: caller }]
      : []),
    ...(isUser(row.callee_ext_type, row.callee_number_type, callee)
      ? [{ side: "callee" as const, zoomUser: callee }]
      : []),
  ];
}

/**
 * Without a type an extension is still one of the account, and an e-mail may be a user's, unless the number is from
 * outside: the e-mail of an outside party must not travel any further.
 */
function isUser(
  type: string | null,
  numberType: string | null,
  who: { extensionId: string | null; email: string | null },
): boolean {
  if (type !== null) return type === "user" && (who.extensionId !== null || who.email !== null);
  const isInside = numberType === null || numberType.startsWith("zoom_");
  return who.extensionId !== null || (who.email !== null && isInside);
}

/**
 * Whether a person may stand behind a queue, a receptionist or another group: the row does not say who took the call.
 * Types that Zoom may add later are looked up too, it is a cheap question.
 */
export function hidesPerson(row: CallRow): boolean {
  return [row.caller_ext_type, row.callee_ext_type].some(
    (type) => type !== null && type !== "user" && !WITHOUT_PERSON.has(type),
  );
}

/** On which side the user stands whom we asked for: by extension, by e-mail, else as the row's direction tells. */
export function sideOf(row: CallRow, who: { extensionId: string | null; email: string | null }): CallSide {
  const isCaller = matches(who.extensionId, row.caller_ext_id) || matches(who.email, row.caller_email);
  const isCallee = matches(who.extensionId, row.callee_ext_id) || matches(who.email, row.callee_email);
  if (isCaller !== isCallee) return isCaller ? "caller" : "callee";
  return row.direction === "outbound" ? "caller" : "callee";
}

const matches = (mine: string | null, theirs: string | null) => mine !== null && mine === theirs;

const notBefore = (at: Date | null, startAt: Date) => (at === null || at.getTime() < startAt.getTime() ? null : at);

/** The end as told, else from the lengths (seconds) that some lists give instead. */
function readEnd(row: CallRow, startAt: Date): Date | null {
  const told = notBefore(row.end_time, startAt);
  if (told !== null) return told;
  if (row.duration !== null) return new Date(startAt.getTime() + row.duration * 1000);
  if (row.talk_time === null) return null;
  const talkedFrom = notBefore(row.answer_time, startAt) ?? startAt;
  return new Date(talkedFrom.getTime() + row.talk_time * 1000);
}
