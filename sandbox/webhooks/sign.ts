/** Zoom's signature over a delivery. */
import { createHmac } from "node:crypto";

/** `x-zm-signature` of these bytes at this time (Unix seconds). */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/** The right answer to an address validation. */
export function validationAnswer(secret: string, plainToken: string): string {
  return createHmac("sha256", secret).update(plainToken).digest("hex");
}
