/** How Zoom writes a call, a leg and the two parties; forbidden fields carry canaries. Used by REST and webhooks. */
import { canaryDigits, canaryEmail, canaryText } from "../canary.ts";
import { isoOf } from "../clock.ts";
import type { Call, CallLeg, Party } from "../company/call-types.ts";

type Side = "caller" | "callee";
type Fields = Record<string, string | number | boolean>;

/** The fields of one party that both the account's list and the legs have. */
function partyFields(side: Side, party: Party, email: string | null): Fields {
  const common: Fields = {
    did_number: `+${canaryDigits(party.canary)}`,
    name: party.name,
    number_type: party.isAnonymous ? "anonymous_number" : party.kind === "external" ? "external_pstn" : "zoom_pstn",
    device_type: party.kind === "external" ? canaryText("outside-device") : party.device,
    country_iso_code: "GB",
    country_code: "44",
    account_code: canaryText("account-code"),
    email: party.kind === "external" ? canaryEmail("outside") : (email ?? ""),
  };
  const own: Fields =
    party.extId === null
      ? {}
      : { ext_id: party.extId, ext_type: party.kind, ext_number: canaryDigits(party.extNumber ?? 0) };
  return prefixed(side, { ...common, ...own });
}

function prefixed(side: Side, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${side}_${name}`, value]));
}

function privateFields(side: Side): Fields {
  return prefixed(side, {
    employee_id: canaryText("employee"),
    device_private_ip: canaryText("private-ip"),
    device_public_ip: canaryText("public-ip"),
    site_id: canaryText("site"),
    department: canaryText("department"),
    cost_center: canaryText("cost-center"),
  });
}

export type EmailOf = (party: Party) => string | null;

/** A row of the account-wide list, without its key. */
export function callRow(call: Call, emailOf: EmailOf): Fields {
  return {
    call_id: call.callId,
    direction: call.direction,
    international: false,
    start_time: isoOf(call.startAt),
    // Unanswered calls have an empty time here, and no such field in the legs: both occur at Zoom.
    answer_time: call.answerAt === null ? "" : isoOf(call.answerAt),
    end_time: isoOf(call.endAt),
    duration: Math.round((call.endAt - call.startAt) / 1000),
    connect_type: call.isInternal ? "internal" : "external",
    call_type: "general",
    call_result: call.result,
    hide_caller_id: call.hideCallerId,
    end_to_end: false,
    ...partyFields("caller", call.caller, emailOf(call.caller)),
    ...partyFields("callee", call.callee, emailOf(call.callee)),
    department: canaryText("department"),
    cost_center: canaryText("cost-center"),
    site_id: canaryText("site"),
    site_name: canaryText("site-name"),
    group_id: canaryText("group"),
    spam: "",
    recording_status: call.isRecorded ? "recorded" : "non_recorded",
    sbc_id: canaryText("sbc"),
    sbc_name: canaryText("sbc-name"),
    sip_group_id: canaryText("sip-group"),
    sip_group_name: canaryText("sip-group-name"),
  };
}

/** A leg, without its keys: what events and the list of one user carry. */
export function legFields(call: Call, leg: CallLeg, emailOf: EmailOf): Fields {
  const talkMs = leg.answerAt === null ? 0 : leg.endAt - leg.answerAt;
  const talk: Fields = {
    talk_time: Math.round(talkMs / 1000),
    hold_time: 0,
    wait_time: Math.round((leg.endAt - leg.startAt - talkMs) / 1000),
  };
  return { ...legCore(call, leg, emailOf), ...privateFields("caller"), ...privateFields("callee"), ...talk };
}

/** A leg as the detail of one call has it: other names for some fields, and the keys that the caller pressed. */
export function detailFields(call: Call, leg: CallLeg, segment: number, emailOf: EmailOf): Fields {
  return {
    ...legCore(call, leg, emailOf),
    client_code: canaryText("client-code"),
    department: canaryText("department"),
    cost_center: canaryText("cost-center"),
    site_id: canaryText("site"),
    site_name: canaryText("site-name"),
    device_private_ip: canaryText("private-ip"),
    device_public_ip: canaryText("public-ip"),
    press_key: canaryText("pressed"),
    segment,
    node: 0,
    is_node: 0,
    hold_time: 0,
    waiting_time: Math.round(((leg.answerAt ?? leg.endAt) - leg.startAt) / 1000),
  };
}

function legCore(call: Call, leg: CallLeg, emailOf: EmailOf): Fields {
  return {
    call_id: leg.callId,
    group_id: canaryText("group"),
    connect_type: call.isInternal ? "internal" : "external",
    call_type: "general",
    direction: leg.side === "caller" ? "outbound" : "inbound",
    hide_caller_id: call.hideCallerId,
    end_to_end: false,
    ...partyFields("caller", leg.caller, emailOf(leg.caller)),
    ...partyFields("callee", leg.callee, emailOf(leg.callee)),
    start_time: isoOf(leg.startAt),
    ...(leg.answerAt === null ? {} : { answer_time: isoOf(leg.answerAt) }),
    end_time: isoOf(leg.endAt),
    event: leg.event,
    result: leg.result,
    ...(leg.resultReason === null ? {} : { result_reason: leg.resultReason }),
    operator_ext_number: canaryDigits(4),
    operator_ext_id: canaryText("operator-extension"),
    operator_ext_type: "user",
    operator_name: canaryText("operator"),
    ...(call.isRecorded ? { recording_id: canaryText("recording"), recording_type: "automatic" } : {}),
    ...(leg.result === "voicemail" ? { voicemail_id: canaryText("voicemail") } : {}),
  };
}
