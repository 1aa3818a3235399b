/**
 * The door: from the bytes and headers of one webhook request to its answer. Nothing is parsed before the signature
 * fits. Zoom sends again only after a 5xx or silence, so everything that was not stored and may be stored later is
 * answered 503, and a 4xx only where sending again could never help.
 */
import "server-only";
import type { MergeOutcome } from "#lib/activity/merge-observations.ts";
import { mergeSoon } from "#lib/activity/merge-soon.ts";
import { type CountedDelivery, countDelivery, type DeliveryOutcome } from "#lib/db/deliveries.ts";
import { countSign } from "#lib/db/door-signs.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import type { WebhookReading } from "#lib/zoom/observation-types.ts";
import { readWebhook } from "#lib/zoom/webhook-events.ts";
import { answerUrlValidation, readUnsignedValidation, verifyWebhook } from "#lib/zoom/webhook-signature.ts";
import { applyUserChange } from "./apply-user-change.ts";
import { isWokenByDelivery } from "./connection-moves.ts";
import { deauthoriseAccount } from "./deauthorise.ts";
import { findDeliveryTarget, forgetDeliveryTarget, isUnheard } from "./find-delivery-target.ts";
import { importUnknownUsers } from "./import-unknown-users.ts";
import { noteFirstDelivery } from "./note-first-delivery.ts";
import { noteRefusal } from "./note-refusal.ts";
import { type CappedBody, LARGEST_DELIVERY_BYTES } from "./read-capped-body.ts";

export type DeliveryRequest = {
  rawBody: Uint8Array;
  headers: { get(name: string): string | null };
  now: Date;
};

export type DeliveryAnswer = { status: 200 | 400 | 401 | 408 | 413 | 503; body: Record<string, string> | null };

/** Zoom takes an answer after three seconds for none; 503 in time costs one round less. */
const LONGEST_ANSWER_MS = 2_500;

const taken: DeliveryAnswer = { status: 200, body: null };
const refused = (status: 400 | 401 | 408 | 413, error: string): DeliveryAnswer => ({ status, body: { error } });
const later: DeliveryAnswer = { status: 503, body: { error: "Not stored yet: send it again." } };

/** Answers a request whose body was not read to its end. */
export function refuseUnread(kind: Exclude<CappedBody["kind"], "body">, now: Date): DeliveryAnswer {
  if (kind === "tooLarge") {
    noteRefusal("tooLarge", now);
    return refused(413, "The body is larger than any delivery.");
  }
  noteRefusal("tooSlow", now);
  return refused(408, "The body did not come in time.");
}

/** Receives one request. Never throws, and answers within three seconds. */
export async function receiveDelivery(request: DeliveryRequest): Promise<DeliveryAnswer> {
  const { rawBody, now } = request;
  if (rawBody.byteLength > LARGEST_DELIVERY_BYTES) return refuseUnread("tooLarge", now);
  const secrets = env().ZOOM_WEBHOOK_SECRET;
  const verdict = verifyWebhook({ ...request, secrets });
  if (verdict.kind === "refused") {
    const plainToken = verdict.reason === "missingHeaders" ? readUnsignedValidation(rawBody) : null;
    const answer = plainToken === null ? null : answerUrlValidation({ plainToken, secrets });
    if (answer !== null) {
      countSign("unsignedValidation", now);
      return { status: 200, body: answer };
    }
    noteRefusal(verdict.reason, now);
    return refused(401, "The signature does not fit.");
  }
  const reading = readWebhook(rawBody);
  if (reading.kind === "urlValidation") {
    const answer = answerUrlValidation({ plainToken: reading.plainToken, secrets, secretIndex: verdict.secretIndex });
    if (answer === null) return refuseUnreadable(now);
    countSign("validation", now);
    return { status: 200, body: answer };
  }
  return inTime(take(reading, now), now);
}

/** The work's own answer, or 503 when it fails or takes too long: what was not stored is sent again. */
function inTime(work: Promise<DeliveryAnswer>, now: Date): Promise<DeliveryAnswer> {
  return new Promise((resolve) => {
    const giveUp = (error?: unknown) => {
      clearTimeout(timer);
      noteRefusal("notStored", now, error);
      resolve(later);
    };
    const timer = setTimeout(giveUp, LONGEST_ANSWER_MS);
    work.then((answer) => {
      clearTimeout(timer);
      resolve(answer);
    }, giveUp);
  });
}

type Delivered = Exclude<WebhookReading, { kind: "urlValidation" }>;
type Target = { organisationId: string; connectionId: string };

async function take(reading: Delivered, now: Date): Promise<DeliveryAnswer> {
  if (reading.kind === "deauthorised") {
    const { accountId, clientId, at } = reading.deauthorisation;
    if (clientId !== env().ZOOM_CLIENT_ID) {
      log.warn("A removal of another app was delivered here and is ignored");
      return taken;
    }
    await deauthoriseAccount(accountId, at ?? now);
    forgetDeliveryTarget(accountId);
    return taken;
  }
  const target = reading.accountId === null ? null : await findDeliveryTarget(reading.accountId);
  if (target === null || isUnheard(target.state)) return answerUnheard(reading, now);
  if (isWokenByDelivery(target.state, target.stateReason) && reading.accountId !== null) {
    await noteFirstDelivery(target, now);
    forgetDeliveryTarget(reading.accountId);
  }
  return takeFor(target, reading, now);
}

function answerUnheard(reading: Delivered, now: Date): DeliveryAnswer {
  log.info({ event: reading.event, kind: reading.kind }, "A delivery for no active connection was dropped");
  return isUnreadable(reading) ? refuseUnreadable(now) : taken;
}

function refuseUnreadable(now: Date): DeliveryAnswer {
  noteRefusal("unreadable", now);
  return refused(400, "The body is not a delivery.");
}

/** What is no JSON, or asks for a signature of something else, is not repaired by sending it again. */
const isUnreadable = (reading: Delivered) =>
  reading.kind === "malformed" && (reading.reason === "notJson" || reading.reason === "badToken");

async function takeFor(target: Target, reading: Delivered, now: Date): Promise<DeliveryAnswer> {
  const { organisationId, connectionId } = target;
  const count = (counted: Pick<CountedDelivery, "outcome" | "product" | "eventAt">) =>
    countDelivery({ organisationId, connectionId, event: reading.event ?? "unknown", receivedAt: now, ...counted });
  switch (reading.kind) {
    case "observations": {
      const { product, eventAt, observations, skipped } = reading;
      const outcome = await mergeSoon(target, { observations, receivedAt: now });
      count({ outcome: observations.length === 0 ? "malformed" : outcomeOf(outcome), product, eventAt });
      if (skipped > 0) log.debug({ connectionId, event: reading.event, skipped }, "Parts of a delivery were no use");
      const { unknownZoomUsers } = outcome;
      if (unknownZoomUsers.length > 0) await importFor(target, unknownZoomUsers, now);
      return taken;
    }
    case "userChange":
      await applyUserChange(organisationId, connectionId, reading.change);
      count({ outcome: "stored", product: null, eventAt: reading.eventAt });
      return taken;
    case "ignored":
      count({ outcome: "ignored", product: null, eventAt: null });
      return taken;
    default:
      // Known to come from Zoom and from this account, but not what we can read: sending it again changes nothing.
      count({ outcome: "malformed", product: null, eventAt: null });
      log.warn({ connectionId, event: reading.event, kind: reading.kind }, "A delivery could not be read");
      return isUnreadable(reading) ? refuseUnreadable(now) : taken;
  }
}

/** What was delivered is dealt with already, so a failure here is no reason to have it sent again. */
async function importFor(target: Target, unknownZoomUsers: readonly string[], now: Date): Promise<void> {
  try {
    await importUnknownUsers(target, unknownZoomUsers, now);
  } catch (error) {
    log.warn({ err: error, connectionId: target.connectionId }, "An import for unknown Zoom users was not started");
  }
}

/** One word for a delivery of several observations: the most that came of any of them. */
function outcomeOf(outcome: MergeOutcome): DeliveryOutcome {
  const ranked = ["stored", "repeated", "countedOnly", "notReceived"] as const;
  return ranked.find((name) => outcome[name] > 0) ?? "ignored";
}
