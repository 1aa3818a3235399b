/** The bodies of the events, in the shapes of Zoom's published descriptions. */
import { randomUUID } from "node:crypto";
import { canaryEmail, canaryText } from "../canary.ts";
import { isoOf } from "../clock.ts";
import type { Call, CallLeg } from "../company/call-types.ts";
import { type LiveSession, userById } from "../company/company.ts";
import { type DirectoryUser, emailAt, type ZoomAccount } from "../company/directory.ts";
import { legFields } from "../rest/phone-fields.ts";
import { isWebinar } from "../rest/reports.ts";

export type ZoomEvent = { event: string; event_ts?: number; payload: Record<string, unknown> };

function envelope(account: ZoomAccount, event: string, at: number, payload: Record<string, unknown>): ZoomEvent {
  return { event, event_ts: Math.floor(at), payload: { account_id: account.id, ...payload } };
}

function sessionObject(account: ZoomAccount, session: LiveSession) {
  const host = userById(account, session.hostId);
  const hostEmail = host && emailAt(host, session.startAt);
  return {
    id: String(session.number),
    uuid: session.uuid,
    host_id: session.hostId,
    // Hosts without an address have no such field, as in Zoom's older events.
    ...(hostEmail ? { host_email: hostEmail } : {}),
    topic: session.topic,
    type: session.type,
    start_time: isoOf(session.startAt),
    timezone: host?.timeZone ?? "UTC",
    // The plan, never the real length; 0 for meetings that nobody planned.
    duration: session.plannedMinutes,
  };
}

export function sessionStarted(account: ZoomAccount, session: LiveSession): ZoomEvent {
  const event = isWebinar(session) ? "webinar.started" : "meeting.started";
  return envelope(account, event, session.startAt, { object: sessionObject(account, session) });
}

export function sessionEnded(account: ZoomAccount, session: LiveSession, endAt: number): ZoomEvent {
  const end = { end_time: isoOf(endAt) };
  const object = { ...sessionObject(account, session), ...end };
  if (!isWebinar(session)) return envelope(account, "meeting.ended", endAt, { object });
  return envelope(account, "webinar.ended", endAt, { object: { ...object, practice_session: session.isPractice } });
}

export function legCompleted(account: ZoomAccount, call: Call, leg: CallLeg): ZoomEvent {
  const emailOf = (party: { userId: string | null; email: string | null }) => {
    const user = party.userId === null ? null : userById(account, party.userId);
    return user === null ? party.email : emailAt(user, call.startAt);
  };
  const { caller_account_code: _caller, callee_account_code: _callee, ...fields } = legFields(call, leg, emailOf);
  const element = { call_element_id: leg.elementId, call_history_uuid: call.uuid, ...fields };
  const object = { user_id: leg.userId, call_elements: [element] };
  return envelope(account, `phone.${leg.side}_call_element_completed`, leg.endAt, { object });
}

export function legsDeleted(
  account: ZoomAccount,
  userId: string,
  elementIds: readonly string[],
  at: number,
): ZoomEvent {
  const object = {
    user_id: userId,
    call_element_ids: elementIds,
    delete_all: false,
    move_to_trash: true,
    execute_time: isoOf(at),
  };
  return envelope(account, "phone.call_element_deleted", at, { object });
}

type UserEventName = "created" | "activated" | "deactivated" | "deleted" | "disassociated" | "invitation_accepted";

/** Who did it: never us to know. */
const operator = { operator: canaryEmail("operator"), operator_id: canaryText("operator-id") };

export function userEvent(
  account: ZoomAccount,
  name: UserEventName,
  user: DirectoryUser & { id: string },
  at: number,
): ZoomEvent {
  const object = {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email ?? "",
    type: user.licence === "licensed" ? 2 : 1,
    ...(name === "created" ? { display_name: user.displayName } : {}),
  };
  const by =
    name === "invitation_accepted" ? {} : name === "created" ? { ...operator, creation_type: "create" } : operator;
  return envelope(account, `user.${name}`, at, { ...by, object });
}

export function userEmailChanged(
  account: ZoomAccount,
  user: DirectoryUser & { id: string },
  change: { from: string | null; to: string; at: number },
): ZoomEvent {
  return envelope(account, "user.updated", change.at, {
    ...operator,
    object: {
      id: user.id,
      email: change.to,
      phone_number: canaryText("phone"),
      pic_url: canaryText("pic"),
      host_key: "canary-key",
    },
    old_object: {
      id: user.id,
      ...(change.from === null ? {} : { email: change.from }),
      phone_number: canaryText("old-phone"),
    },
    time_stamp: change.at,
  });
}

export function appDeauthorised(
  account: ZoomAccount,
  grant: { userId: string; clientId: string },
  at: number,
): ZoomEvent {
  return {
    event: "app_deauthorized",
    payload: {
      account_id: account.id,
      user_id: grant.userId,
      client_id: grant.clientId,
      deauthorization_time: new Date(at).toISOString(),
      signature: randomUUID().replaceAll("-", ""),
      event_ts: Math.floor(at),
    },
  };
}
