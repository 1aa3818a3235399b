/** Deliveries as Zoom makes them: every field of Zoom's filled, those that we may not keep with canaries, and signed. */
import { createHmac } from "node:crypto";
import { canaryDigits, canaryEmail, canaryNumber, canaryText } from "#sandbox/canary.ts";
import { testSettings } from "./use-test-database.ts";

export type Delivery = { rawBody: Buffer; headers: Headers };

/** Signs a body (a text as it is, else as JSON) for now, or as `ask` says. */
export function signed(
  body: unknown,
  ask: { secret?: string; at?: Date; timestamp?: string; signature?: string } = {},
): Delivery {
  const rawBody = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const timestamp = ask.timestamp ?? String(Math.floor((ask.at ?? new Date()).getTime() / 1000));
  const secret = ask.secret ?? testSettings.ZOOM_WEBHOOK_SECRET;
  const mac = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(rawBody).digest("hex");
  const headers = new Headers({
    "content-type": "application/json; charset-utf-8",
    "x-zm-request-timestamp": timestamp,
    "x-zm-signature": ask.signature ?? `v0=${mac}`,
  });
  return { rawBody, headers };
}

export type SessionAsk = {
  event: "meeting.started" | "meeting.ended" | "webinar.started" | "webinar.ended";
  accountId: string;
  uuid: string;
  hostId: string;
  topic?: string;
  startAt: Date;
  endAt?: Date;
  at?: Date;
};

/** A meeting or webinar that started or ended. */
export function sessionEvent(ask: SessionAsk): object {
  const object = {
    id: "84512007733",
    uuid: ask.uuid,
    host_id: ask.hostId,
    host_email: `${ask.hostId}@northwind.example`,
    topic: ask.topic ?? "Weekly planning",
    type: 8,
    start_time: ask.startAt.toISOString(),
    ...(ask.endAt === undefined ? {} : { end_time: ask.endAt.toISOString() }),
    timezone: "Europe/Paris",
    duration: canaryNumber(45),
    agenda: canaryText("agenda"),
    join_url: `https://example.invalid/${canaryText("join-url")}`,
    start_url: canaryText("start-url"),
    password: canaryText("password"),
    participants_count: canaryNumber(12),
    participant: { user_name: canaryText("attendee"), email: canaryEmail("attendee"), public_ip: canaryText("ip") },
    settings: {
      alternative_hosts: canaryEmail("alternative-host"),
      meeting_invitees: [{ email: canaryEmail("invitee") }],
    },
  };
  const at = ask.at ?? ask.endAt ?? ask.startAt;
  return {
    event: ask.event,
    event_ts: at.getTime(),
    payload: { account_id: ask.accountId, operator: canaryEmail("operator"), object },
    download_token: canaryText("download-token"),
  };
}

export type CallAsk = {
  side: "caller" | "callee";
  accountId: string;
  userId: string;
  callKey: string;
  legKey: string;
  startAt: Date;
  endAt?: Date;
  result?: string;
  name?: string;
};

/** One leg of a call that is over. */
export function callEvent(ask: CallAsk): object {
  const other = ask.side === "caller" ? "callee" : "caller";
  const element = {
    call_element_id: ask.legKey,
    call_history_uuid: ask.callKey,
    call_id: "7613300417722949162",
    direction: ask.side === "caller" ? "outbound" : "inbound",
    hide_caller_id: false,
    [`${other}_name`]: ask.name ?? "HEXA SUPPLIES",
    [`${other}_did_number`]: `+${canaryDigits(1)}`,
    [`${other}_email`]: canaryEmail("other-party"),
    [`${other}_device_public_ip`]: canaryText("other-ip"),
    [`${ask.side}_ext_id`]: `ext-${ask.userId}`,
    [`${ask.side}_ext_number`]: canaryDigits(2),
    [`${ask.side}_ext_type`]: "user",
    [`${ask.side}_device_type`]: "MAC_Client(6.4.1.50210)",
    [`${ask.side}_device_private_ip`]: canaryText("private-ip"),
    start_time: ask.startAt.toISOString(),
    ...(ask.endAt === undefined ? {} : { end_time: ask.endAt.toISOString(), answer_time: ask.startAt.toISOString() }),
    event: "incoming",
    result: ask.result ?? "answered",
    recording_id: canaryText("recording"),
    voicemail_id: canaryText("voicemail"),
    operator_name: canaryText("operator"),
    press_key: canaryDigits(3),
  };
  return {
    event: `phone.${ask.side}_call_element_completed`,
    event_ts: (ask.endAt ?? ask.startAt).getTime(),
    payload: { account_id: ask.accountId, object: { user_id: ask.userId, call_elements: [element] } },
  };
}
