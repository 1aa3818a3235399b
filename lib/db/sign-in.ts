/**
 * What sign-in needs to know. An e-mail is unique within an organisation only, so these few reads go over all
 * organisations: nobody is signed in yet. Nothing of what they return reaches a page before a secret was proved.
 */
import "server-only";
import { db } from "./client.ts";
import { normaliseEmail, type PersonRole } from "./people.ts";

export type SignInCandidate = {
  organisationId: string;
  organisationName: string;
  id: string;
  name: string;
  passwordHash: string | null;
  sessionVersion: number;
};

/** Everyone with this e-mail who is active and may sign in, over all organisations. */
export async function findSignInCandidates(email: string): Promise<SignInCandidate[]> {
  const rows = await db().person.findMany({
    where: { email: normaliseEmail(email), deactivatedAt: null, maySignIn: true },
    select: {
      organisationId: true,
      id: true,
      name: true,
      passwordHash: true,
      sessionVersion: true,
      organisation: { select: { name: true } },
    },
    orderBy: { organisationId: "asc" },
  });
  return rows.map(({ organisation, ...person }) => ({ ...person, organisationName: organisation.name }));
}

/** Notes when someone signed in. */
export async function noteSignIn(organisationId: string, personId: string, at: Date): Promise<void> {
  await db().person.updateMany({ where: { organisationId, id: personId }, data: { lastSignInAt: at } });
}

export type DemoPerson = {
  organisationId: string;
  organisationName: string;
  id: string;
  name: string;
  role: PersonRole;
  sessionVersion: number;
};

/** The people whom the demo lists on its sign-in page. Only for DEMO=on. */
export async function listDemoPeople(): Promise<DemoPerson[]> {
  const rows = await db().person.findMany({
    where: { isDemoLogin: true, deactivatedAt: null, maySignIn: true },
    select: {
      organisationId: true,
      id: true,
      name: true,
      role: true,
      sessionVersion: true,
      organisation: { select: { name: true } },
    },
    orderBy: { name: "asc" },
  });
  return rows.map(({ organisation, role, ...person }) => ({
    ...person,
    role: role as PersonRole,
    organisationName: organisation.name,
  }));
}
