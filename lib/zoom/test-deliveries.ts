/** Deliveries for the tests of this room, read as a verified one is. */
import type { Observation, WebhookReading } from "./observation-types.ts";
import { bytes, eventBody } from "./test-bodies.ts";
import { readWebhook } from "./webhook-events.ts";

/** Reads an event about `object`; `payload` adds fields beside it. */
export function readEvent(event: string, object: unknown, payload?: Record<string, unknown>): WebhookReading {
  return readWebhook(bytes(eventBody(event, object, payload)));
}

/** The reading, which must hold observations. */
export function observe(reading: WebhookReading): Extract<WebhookReading, { kind: "observations" }> {
  if (reading.kind !== "observations") throw new Error(`Not observations but ${reading.kind}`);
  return reading;
}

/** Its first observation. */
export function firstOf(reading: WebhookReading): Observation | undefined {
  return observe(reading).observations[0];
}
