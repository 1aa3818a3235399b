/**
 * One-time links. They carry "<organisation id>.<secret>"; the table keeps a fingerprint of the secret. Whoever holds
 * one may set the password of its person, once, until it expires or a newer one is made.
 */
import "server-only";
import { z } from "zod";
import { fingerprint, randomToken } from "#lib/crypto.ts";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import {
  consumeLink,
  deleteUnusedLinks,
  findLink,
  insertLink,
  type LinkPurpose,
  type LinkRow,
} from "#lib/db/one-time-links.ts";
import { setPassword } from "#lib/db/people-changes.ts";
import { env } from "#lib/env.ts";
import { hashPassword, passwordProblem } from "./passwords.ts";
import { enter } from "./throttle.ts";

const HOUR_MS = 60 * 60 * 1000;
const lifetimeMs: Record<LinkPurpose, number> = { invitation: 7 * 24 * HOUR_MS, password: 24 * HOUR_MS };
const TRIES_PER_ADDRESS = 60;

export type NewLink = { url: string; purpose: LinkPurpose; expiresAt: Date };

/** Makes a link for a person who may sign in; earlier unused ones stop working. Audit it where you know who asked. */
export async function createLink(
  tx: Transaction,
  organisationId: string,
  ask: { personId: string; purpose: LinkPurpose; createdById: string },
  now: Date,
): Promise<NewLink> {
  const secret = randomToken();
  const expiresAt = new Date(now.getTime() + lifetimeMs[ask.purpose]);
  await insertLink(tx, organisationId, { ...ask, tokenHash: fingerprint(secret), expiresAt });
  return {
    url: `${env().APP_URL.replace(/\/$/, "")}/join/${organisationId}.${secret}`,
    purpose: ask.purpose,
    expiresAt,
  };
}

export type OpenLink =
  | { kind: "open"; purpose: LinkPurpose; name: string; email: string; organisationName: string; expiresAt: Date }
  | { kind: "used" | "expired" | "unknown" }
  | { kind: "tooMany"; retryAt: Date };

const tokenSchema = z
  .string()
  .max(200)
  .transform((token) => token.split("."))
  .pipe(z.tuple([z.uuid(), z.string().min(40)]));

type Found = { organisationId: string; link: LinkRow };

async function lookUp(token: string): Promise<Found | null> {
  const parsed = tokenSchema.safeParse(token);
  if (!parsed.success) return null;
  const [organisationId, secret] = parsed.data;
  const link = await findLink(organisationId, fingerprint(secret));
  return link === null ? null : { organisationId, link };
}

function stateOf(found: Found | null, now: Date): "open" | "used" | "expired" | "unknown" {
  if (found === null || found.link.person.deactivatedAt !== null || !found.link.person.maySignIn) return "unknown";
  if (found.link.usedAt !== null) return "used";
  return found.link.expiresAt <= now ? "expired" : "open";
}

/** What a link is worth now; nothing is used up. */
export async function readLink(token: string, address: string, now: Date): Promise<OpenLink> {
  const entrance = await enter([{ kind: "link address", value: address, limit: TRIES_PER_ADDRESS }], now);
  if (entrance.kind === "tooMany") return entrance;
  const found = await lookUp(token);
  const state = stateOf(found, now);
  if (state !== "open" || found === null) return { kind: state === "open" ? "unknown" : state };
  const { purpose, expiresAt, person, organisationName } = found.link;
  return { kind: "open", purpose, name: person.name, email: person.email, organisationName, expiresAt };
}

export type SpentLink =
  | { kind: "done"; email: string; organisationId: string }
  | { kind: "badPassword"; problem: string }
  | { kind: "used" | "expired" | "unknown" }
  | { kind: "tooMany"; retryAt: Date };

/** Sets the password of the link's person and uses the link up; their other sessions and links end. */
export async function spendLink(token: string, password: string, address: string, now: Date): Promise<SpentLink> {
  const entrance = await enter([{ kind: "link address", value: address, limit: TRIES_PER_ADDRESS }], now);
  if (entrance.kind === "tooMany") return entrance;
  const found = await lookUp(token);
  const state = stateOf(found, now);
  if (state !== "open" || found === null) return { kind: state === "open" ? "unknown" : state };
  const { organisationId, link } = found;
  const problem = passwordProblem(password, link.person);
  if (problem !== null) return { kind: "badPassword", problem };
  const passwordHash = await hashPassword(password);
  return transaction(async (tx): Promise<SpentLink> => {
    if (!(await consumeLink(tx, organisationId, link.id, now))) return { kind: "used" };
    await setPassword(tx, organisationId, link.personId, passwordHash);
    await deleteUnusedLinks(tx, organisationId, [link.personId]);
    await addAuditEntry(tx, organisationId, {
      actor: { personId: link.personId, name: link.person.name },
      action: link.purpose === "invitation" ? "person.joined" : "person.passwordChanged",
      subjectId: link.personId,
      summary: link.purpose === "invitation" ? "accepted the invitation" : "set a new password",
    });
    await announceChange(tx, organisationId, { topic: "people", personIds: [link.personId] });
    return { kind: "done", email: link.person.email, organisationId };
  });
}
