/**
 * Reads deliveries. The schemas list the few fields that we keep, so everything else is gone before anyone else sees the
 * delivery. Zoom promises neither order nor types: whatever is missing becomes null, is counted, or is named malformed.
 */
import "server-only";
import { z } from "zod";
import { eventTimeField, idField, rawTextField } from "./fields.ts";
import type { MalformedReason, WebhookReading } from "./observation-types.ts";
import { parseJson } from "./parse-json.ts";
import { readDeauthorisation } from "./webhook-deauthorisation.ts";
import type { Delivery } from "./webhook-delivery-types.ts";
import { readCallDeletion, readCallLegs } from "./webhook-phone.ts";
import { readSession } from "./webhook-sessions.ts";
import { isPlainToken } from "./webhook-signature.ts";
import { readUserChange } from "./webhook-users.ts";

const envelope = z.object({ event: rawTextField, event_ts: eventTimeField, payload: z.unknown().optional() });
const payloadSchema = z.object({
  account_id: idField,
  plainToken: rawTextField,
  object: z.unknown().optional(),
  /** Some events carry their time in here. */
  event_ts: eventTimeField,
});

type Reader = (delivery: Delivery) => WebhookReading;

/** The longest name that Zoom uses is far shorter; a longer one is not worth repeating in a count. */
const EVENT_LIMIT = 80;
const EVENT = /^[a-z][\w.-]*$/i;

const readers: Record<string, Reader> = {
  "meeting.started": readSession,
  "meeting.ended": readSession,
  "webinar.started": readSession,
  "webinar.ended": readSession,
  "phone.caller_call_element_completed": readCallLegs,
  "phone.callee_call_element_completed": readCallLegs,
  "phone.caller_call_history_completed": readCallLegs,
  "phone.callee_call_history_completed": readCallLegs,
  "phone.call_element_deleted": readCallDeletion,
  "phone.call_history_deleted": readCallDeletion,
  "user.created": readUserChange,
  "user.updated": readUserChange,
  "user.activated": readUserChange,
  "user.deactivated": readUserChange,
  "user.deleted": readUserChange,
  "user.disassociated": readUserChange,
  "user.invitation_accepted": readUserChange,
};

/** The events that we read; every other one is answered with 200 and dropped unread. */
export const readEvents: readonly string[] = [...Object.keys(readers), "app_deauthorized", "endpoint.url_validation"];

/** Reads a delivery whose signature was verified. Never throws; drops every field that we do not keep. */
export function readWebhook(rawBody: Uint8Array): WebhookReading {
  const malformed = (reason: MalformedReason, event: string | null = null, accountId: string | null = null) =>
    ({ kind: "malformed", reason, event, accountId }) as const;
  let body: unknown;
  try {
    body = parseJson(rawBody);
  } catch {
    return malformed("notJson");
  }
  const { success, data } = envelope.safeParse(body);
  const event = success ? data.event?.trim() : undefined;
  if (data === undefined || event === undefined || event.length > EVENT_LIMIT || !EVENT.test(event)) {
    return malformed("noEvent");
  }

  const payload = payloadSchema.safeParse(data.payload).data;
  if (event === "endpoint.url_validation") {
    const plainToken = payload?.plainToken ?? "";
    return isPlainToken(plainToken) ? { kind: "urlValidation", plainToken } : malformed("badToken", event);
  }
  const accountId = payload?.account_id ?? null;
  const reader = Object.hasOwn(readers, event) ? readers[event] : undefined;
  if (reader === undefined && event !== "app_deauthorized") return { kind: "ignored", event, accountId };
  if (accountId === null) return malformed("noAccount", event);

  const eventAt = data.event_ts ?? payload?.event_ts ?? null;
  const delivery = { event, accountId, eventAt, payload: data.payload, object: payload?.object };
  if (reader === undefined) return readDeauthorisation(delivery);
  if (!isObject(delivery.object)) return malformed("noObject", event, accountId);
  return reader(delivery);
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
