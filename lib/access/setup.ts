/**
 * The first run. While there is no organisation, whoever can read the server's output may make one: the start prints a
 * one-time code, of which only a fingerprint is stored. With the first organisation the door closes for good.
 */
import "server-only";
import { randomInt } from "node:crypto";
import { fingerprint, safeEqual } from "#lib/crypto.ts";
import { addAuditEntry } from "#lib/db/audit.ts";
import { transaction } from "#lib/db/client.ts";
import {
  deleteSetupCode,
  findSetupCodeHash,
  hasOrganisation,
  insertOrganisation,
  lockSetup,
  replaceSetupCode,
} from "#lib/db/organisations.ts";
import { normaliseEmail } from "#lib/db/people.ts";
import { insertPerson, setPassword } from "#lib/db/people-changes.ts";
import { hashPassword } from "./passwords.ts";
import { enter } from "./throttle.ts";

/** No letter or figure that is easily taken for another. */
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const GROUPS = 3;
const GROUP_LENGTH = 4;
const TRIES_PER_ADDRESS = 10;
const TRIES_IN_ALL = 100;

function newCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

function hashOf(code: string): string {
  return fingerprint(`setup:${code.toUpperCase().replace(/[^A-Z0-9]/g, "")}`);
}

/**
 * A fresh set-up code to print at start, in place of the one before; null once an organisation exists.
 * Needs the database to be migrated.
 */
export async function ensureSetupCode(): Promise<string | null> {
  return transaction(async (tx) => {
    await lockSetup(tx);
    if (await hasOrganisation(tx)) {
      await deleteSetupCode(tx);
      return null;
    }
    const code = newCode();
    await replaceSetupCode(tx, hashOf(code));
    return code;
  });
}

/** Whether the set-up page has anything to do, and whether a code was printed that can open it. */
export async function setupState(): Promise<"closed" | "waiting" | "noCode"> {
  if (await hasOrganisation()) return "closed";
  return (await findSetupCodeHash()) === null ? "noCode" : "waiting";
}

export type FirstOwner = { organisation: string; timeZone: string; name: string; email: string; password: string };

export type SetupOutcome =
  | { kind: "done"; organisationId: string; personId: string }
  | { kind: "closed" }
  | { kind: "wrongCode" }
  | { kind: "tooMany"; retryAt: Date };

/** Makes the organisation and its owner, when the code is right and there is none yet. Inputs are already checked. */
export async function completeSetup(
  code: string,
  owner: FirstOwner,
  address: string,
  now: Date,
): Promise<SetupOutcome> {
  const entrance = await enter(
    [
      { kind: "setup address", value: address, limit: TRIES_PER_ADDRESS },
      { kind: "setup", value: "all", limit: TRIES_IN_ALL },
    ],
    now,
  );
  if (entrance.kind === "tooMany") return entrance;
  const passwordHash = await hashPassword(owner.password);
  return transaction(async (tx): Promise<SetupOutcome> => {
    await lockSetup(tx);
    if (await hasOrganisation(tx)) return { kind: "closed" };
    const stored = await findSetupCodeHash(tx);
    if (stored === null || !safeEqual(stored, hashOf(code))) return { kind: "wrongCode" };
    const organisationId = await insertOrganisation(tx, owner.organisation, owner.timeZone);
    const email = normaliseEmail(owner.email);
    const person = { email, name: owner.name, role: "owner" as const, timeZone: owner.timeZone };
    const personId = await insertPerson(tx, organisationId, person);
    await setPassword(tx, organisationId, personId, passwordHash);
    await deleteSetupCode(tx);
    await addAuditEntry(tx, organisationId, {
      actor: { personId, name: owner.name },
      action: "organisation.created",
      subjectId: organisationId,
      summary: `set up ${owner.organisation}`,
    });
    return { kind: "done", organisationId, personId };
  });
}
