/**
 * Secrets at rest: AES-256-GCM. The row's id is authenticated along with the text, so that a secret copied to another
 * row does not open. The key's id stands in front, so that keys can be rotated: the first key encrypts, all decrypt.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "#lib/env.ts";

const VERSION = "v1";

type Key = { id: string; key: Buffer };

/** Encrypts `text` for the row named `rowId`. The result is printable: `v1.keyId.base64url`. */
export function encryptSecret(text: string, rowId: string, keys: readonly Key[] = env().ENCRYPTION_KEYS): string {
  const first = keys[0];
  if (first === undefined) throw new Error("No encryption key is set");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", first.key, iv).setAAD(Buffer.from(`${VERSION}.${first.id}.${rowId}`));
  const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${first.id}.${sealed.toString("base64url")}`;
}

/** Opens what `encryptSecret` made for the same row. Throws when the key is unknown or anything was changed. */
export function decryptSecret(sealed: string, rowId: string, keys: readonly Key[] = env().ENCRYPTION_KEYS): string {
  const [version, keyId, data] = sealed.split(".");
  const found = keys.find(({ id }) => id === keyId);
  if (version !== VERSION || data === undefined) throw new Error("The secret is not in a form that we wrote");
  if (found === undefined) throw new Error(`The key "${keyId}" is not among ENCRYPTION_KEYS`);
  const bytes = Buffer.from(data, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", found.key, bytes.subarray(0, 12))
    .setAAD(Buffer.from(`${VERSION}.${found.id}.${rowId}`))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
}

/** Whether a secret is sealed with the first key, so that the others may go for all it needs. */
export function isSealedNewly(sealed: string, keys: readonly Key[] = env().ENCRYPTION_KEYS): boolean {
  return sealed.split(".")[1] === keys[0]?.id;
}

/** A random text for one-time links, states and codes: `bytes` of entropy, in base64url. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}

/** The fingerprint under which a one-time token is stored, so that the table alone opens nothing. */
export function fingerprint(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

const MARK_LENGTH = 22;
const markKeys = new WeakMap<Buffer, Buffer>();

/**
 * The mark of a meeting number: a keyed fingerprint that tells equal numbers and that nobody can dial, also not by
 * trying all numbers, without the key. Blanks and dashes do not count; null for what is no number. The key is derived
 * from the first of ENCRYPTION_KEYS: once that is another one, older marks match no longer, and what was found by
 * number is found by title and time.
 */
export function markMeetingNumber(number: string | null, keys: readonly Key[] = env().ENCRYPTION_KEYS): string | null {
  const digits = number?.replace(/[\s\u2010-\u2015-]/g, "") ?? "";
  const first = keys[0];
  if (first === undefined || !/^\d{1,20}$/.test(digits)) return null;
  let key = markKeys.get(first.key);
  if (key === undefined) {
    key = Buffer.from(hkdfSync("sha256", first.key, "", "worksights: marks of meeting numbers", 32));
    markKeys.set(first.key, key);
  }
  return createHmac("sha256", key).update(digits).digest("base64url").slice(0, MARK_LENGTH);
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function safeEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
