import "server-only";
import type { WebhookReading } from "./observation-types.ts";

/** Reads a delivery whose signature was verified. Never throws; drops every field that we do not keep. */
export function readWebhook(_rawBody: Uint8Array): WebhookReading {
  throw new Error("Not built yet");
}
