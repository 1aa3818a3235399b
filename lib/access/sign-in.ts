/** Who may come in: by password, as one of the demo's people, or by what an identity provider says. */
import "server-only";
import { normaliseEmail } from "#lib/db/people.ts";
import { findSignInCandidates, listDemoPeople, noteSignIn, type SignInCandidate } from "#lib/db/sign-in.ts";
import { verifyPassword } from "./passwords.ts";
import type { SessionClaims } from "./session-cookie.ts";
import { enter, leave, type Throttle } from "./throttle.ts";

const TRIES_PER_EMAIL = 10;
/** An office may share one address. */
const TRIES_PER_ADDRESS = 100;

export type PasswordSignIn =
  | { kind: "signedIn"; claims: SessionClaims }
  | { kind: "wrong" }
  | { kind: "tooMany"; retryAt: Date }
  /** The same e-mail and password open several organisations; the person picks one. */
  | { kind: "choose"; organisations: { id: string; name: string }[] };

function claimsOf(person: { organisationId: string; id: string; sessionVersion: number }): SessionClaims {
  return { organisationId: person.organisationId, personId: person.id, sessionVersion: person.sessionVersion };
}

async function matching(candidates: readonly SignInCandidate[], password: string): Promise<SignInCandidate[]> {
  // An unknown e-mail costs the same hash as a known one.
  if (candidates.length === 0) await verifyPassword(null, password);
  const right = await Promise.all(candidates.map(({ passwordHash }) => verifyPassword(passwordHash, password)));
  return candidates.filter((_, index) => right[index]);
}

/** Signs in by e-mail and password. An unknown e-mail, a wrong password and someone who may not come in look alike. */
export async function signInWithPassword(
  given: { email: string; password: string; organisationId?: string; address: string },
  now: Date,
): Promise<PasswordSignIn> {
  const email = normaliseEmail(given.email);
  const own: Throttle = { kind: "sign-in e-mail", value: email, limit: TRIES_PER_EMAIL };
  const shared: Throttle = { kind: "sign-in address", value: given.address, limit: TRIES_PER_ADDRESS };
  const entrance = await enter([own, shared], now);
  if (entrance.kind === "tooMany") return entrance;

  const candidates = await findSignInCandidates(email);
  const right = await matching(candidates, given.password);
  const chosen =
    given.organisationId === undefined ? right : right.filter((c) => c.organisationId === given.organisationId);
  const [first] = chosen;
  if (first === undefined) return { kind: "wrong" };
  await leave(own, [shared], now);
  if (chosen.length > 1) {
    return { kind: "choose", organisations: chosen.map((c) => ({ id: c.organisationId, name: c.organisationName })) };
  }
  await noteSignIn(first.organisationId, first.id, now);
  return { kind: "signedIn", claims: claimsOf(first) };
}

/** Signs in one of the demo's listed people; null for anyone else. Call it only when DEMO is on. */
export async function signInAsDemoPerson(personId: string, now: Date): Promise<SessionClaims | null> {
  const person = (await listDemoPeople()).find(({ id }) => id === personId);
  if (person === undefined) return null;
  await noteSignIn(person.organisationId, person.id, now);
  return claimsOf(person);
}

export type SsoSignIn =
  | { kind: "signedIn"; claims: SessionClaims }
  | { kind: "noEmail" }
  | { kind: "unverified" }
  | { kind: "unknown" }
  | { kind: "several" };

/**
 * Signs in whom the identity provider vouches for, by verified e-mail only. Nobody is added on the way. An e-mail that
 * stands in several organisations is refused: the provider says who someone is, not which organisation they mean.
 */
export async function signInBySso(
  profile: { email?: unknown; email_verified?: unknown },
  now: Date,
): Promise<SsoSignIn> {
  if (typeof profile.email !== "string" || profile.email.trim() === "") return { kind: "noEmail" };
  // Some providers send the claim as a text.
  if (profile.email_verified !== true && profile.email_verified !== "true") return { kind: "unverified" };
  const [first, second] = await findSignInCandidates(profile.email);
  if (first === undefined) return { kind: "unknown" };
  if (second !== undefined) return { kind: "several" };
  await noteSignIn(first.organisationId, first.id, now);
  return { kind: "signedIn", claims: claimsOf(first) };
}
