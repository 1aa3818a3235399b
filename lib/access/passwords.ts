/** Passwords: argon2id of Node itself, kept in the usual `$argon2id$…` form so that the costs can rise later. */
import "server-only";
import { argon2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { safeEqual } from "#lib/crypto.ts";

/** 19 MiB, two passes, one lane: what OWASP names as the least for argon2id. */
const costs = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const SHORTEST = 10;
const LONGEST = 200;

type Costs = typeof costs;

const derive = promisify(argon2);

async function tag(password: string, salt: Buffer, { memory, passes, parallelism }: Costs): Promise<string> {
  const message = Buffer.from(password.normalize("NFKC"), "utf8");
  const bytes = await derive("argon2id", { message, nonce: salt, parallelism, tagLength: HASH_BYTES, memory, passes });
  return bytes.toString("base64url");
}

/** The form in which a password is stored. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const head = `$argon2id$v=19$m=${costs.memory},t=${costs.passes},p=${costs.parallelism}`;
  return `${head}$${salt.toString("base64url")}$${await tag(password, salt, costs)}`;
}

const shape = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

/** Whether a password belongs to a stored form. Without one the same work is done, so that time tells nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = shape.exec(stored ?? "") ?? [];
  if (hash === undefined || salt === undefined) {
    await tag(password.slice(0, LONGEST), randomBytes(SALT_BYTES), costs);
    return false;
  }
  const asked = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return safeEqual(await tag(password.slice(0, LONGEST), Buffer.from(salt, "base64url"), asked), hash);
}

/** What is wrong with a new password, as a sentence; null when it will do. */
export function passwordProblem(password: string, person: { email: string; name: string }): string | null {
  if (password.length < SHORTEST) return `Use at least ${SHORTEST} characters. A few words in a row are fine.`;
  if (password.length > LONGEST) return `Use at most ${LONGEST} characters.`;
  if (new Set(password).size < 5) return "Use more than a few different characters.";
  const plain = password.toLowerCase();
  const own = [person.email, person.email.split("@")[0] ?? "", person.name].map((text) => text.toLowerCase().trim());
  if (own.some((text) => text.length > 3 && plain.replaceAll(text, "").length < 6)) {
    return "Do not build it from your name or e-mail.";
  }
  return null;
}
