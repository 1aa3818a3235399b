/**
 * Whether a delivery comes from Zoom. The signature covers the bytes as received: parsing and writing them again changes
 * escapes, spaces and long numbers, and honest deliveries would be refused.
 *
 * Zoom's question whether this address is ours is answered with a signature made by our secret. So the question must
 * never be able to carry a text that could be an event: else anyone could have events signed for them.
 */
import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { parseJson } from "./parse-json.ts";

export type SignatureVerdict =
  /** `secretIndex` says which of the secrets fitted. */
  | { kind: "verified"; secretIndex: number }
  | { kind: "refused"; reason: "noSecret" | "missingHeaders" | "tooOld" | "tooNew" | "badSignature" };

/** Zoom's last retry comes 85 minutes after the first try, and whether it is stamped anew is not documented. */
const OLDEST_MS = 100 * 60_000;
const NEWEST_MS = 5 * 60_000;
const SIGNATURE = /^v0=([0-9a-f]{64})$/i;
/** No colon and no brace: never the `v0:time:body` that an event is signed over. */
const PLAIN_TOKEN = /^[A-Za-z0-9_-]{1,256}$/;
const UNSIGNED_LIMIT_BYTES = 1_024;

/** Verifies `x-zm-signature` over the bytes as received. Parses nothing. Without a secret everything is refused. */
export function verifyWebhook(request: {
  rawBody: Uint8Array;
  headers: { get(name: string): string | null };
  secrets: readonly string[];
  now: Date;
}): SignatureVerdict {
  if (request.secrets.every((secret) => secret === "")) return { kind: "refused", reason: "noSecret" };
  const timestamp = request.headers.get("x-zm-request-timestamp");
  const signature = request.headers.get("x-zm-signature");
  if (!timestamp || !signature) return { kind: "refused", reason: "missingHeaders" };

  const signedAtMs = readTimestamp(timestamp);
  const given = SIGNATURE.exec(signature)?.[1];
  if (signedAtMs === null || given === undefined) return { kind: "refused", reason: "badSignature" };
  const secretIndex = findSecret(Buffer.from(given, "hex"), timestamp, request);
  if (secretIndex === -1) return { kind: "refused", reason: "badSignature" };

  const ageMs = request.now.getTime() - signedAtMs;
  if (ageMs > OLDEST_MS) return { kind: "refused", reason: "tooOld" };
  if (ageMs < -NEWEST_MS) return { kind: "refused", reason: "tooNew" };
  return { kind: "verified", secretIndex };
}

function findSecret(
  given: Buffer,
  timestamp: string,
  request: { rawBody: Uint8Array; secrets: readonly string[] },
): number {
  return request.secrets.findIndex((secret) => {
    if (secret === "") return false;
    const expected = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(request.rawBody).digest();
    return timingSafeEqual(expected, given);
  });
}

/** Zoom stamps in seconds; thirteen digits are milliseconds. */
function readTimestamp(timestamp: string): number | null {
  if (/^\d{10}$/.test(timestamp)) return Number(timestamp) * 1000;
  return /^\d{13}$/.test(timestamp) ? Number(timestamp) : null;
}

/** Whether a token may be signed: it can be no event, nor the start of one. */
export function isPlainToken(token: string): boolean {
  return PLAIN_TOKEN.test(token);
}

/**
 * Answers Zoom's question whether this address is ours. Null for a token that could be (the start of) an event: answer
 * 400 then. For unsigned questions see `readUnsignedValidation`.
 */
export function answerUrlValidation(question: {
  plainToken: string;
  secrets: readonly string[];
  secretIndex?: number;
}): { plainToken: string; encryptedToken: string } | null {
  const { plainToken, secrets, secretIndex } = question;
  const secret = secretIndex === undefined ? secrets.find((candidate) => candidate !== "") : secrets[secretIndex];
  if (!secret || !isPlainToken(plainToken)) return null;
  return { plainToken, encryptedToken: createHmac("sha256", secret).update(plainToken).digest("hex") };
}

const unsignedValidation = z.strictObject({
  event: z.literal("endpoint.url_validation"),
  event_ts: z.union([z.number(), z.string()]).optional(),
  payload: z.strictObject({ plainToken: z.string().regex(PLAIN_TOKEN) }),
});

/**
 * The plain token of a request that came without signature headers (`missingHeaders`), if its small body is an address
 * validation and nothing else; null otherwise (answer 401). Whether Zoom signs every such question is not documented.
 */
export function readUnsignedValidation(rawBody: Uint8Array): string | null {
  if (rawBody.byteLength > UNSIGNED_LIMIT_BYTES) return null;
  try {
    return unsignedValidation.parse(parseJson(rawBody)).payload.plainToken;
  } catch {
    return null;
  }
}
