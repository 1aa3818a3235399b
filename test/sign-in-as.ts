/** For tests: people in the database, and the cookie of someone who is signed in. */

import type { Role } from "#lib/access/permissions.ts";
import { makeSessionToken, sessionCookieName } from "#lib/access/session-cookie.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { db, transaction } from "#lib/db/client.ts";
import { insertOrganisation } from "#lib/db/organisations.ts";
import { insertPerson, type PersonFields } from "#lib/db/people-changes.ts";

/** Makes an organisation. */
export function addOrganisation(name = "Halden Group", timeZone = "UTC"): Promise<string> {
  return transaction((tx) => insertOrganisation(tx, name, timeZone));
}

let counter = 0;

/** Makes a person, a member unless told otherwise, and returns them as the viewer they would be. */
export async function addTestPerson(
  organisationId: string,
  fields: Partial<PersonFields> & { role?: Role } = {},
): Promise<Viewer> {
  counter += 1;
  const named = { name: `Person ${counter}`, email: `person${counter}@halden.example`, ...fields };
  const id = await transaction((tx) => insertPerson(tx, organisationId, named));
  return viewerOf(organisationId, id);
}

/** The viewer that this person would be now. */
export async function viewerOf(organisationId: string, personId: string): Promise<Viewer> {
  const row = await db().person.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: personId } },
    include: { organisation: { select: { name: true, timeZone: true } } },
  });
  return {
    organisationId,
    organisationName: row.organisation.name,
    personId,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    timeZone: row.timeZone,
    singleKeys: row.singleKeys,
    organisationZone: row.organisation.timeZone,
    hourCycle: row.hourCycle === "12h" ? "12h" : "24h",
    sessionVersion: row.sessionVersion,
  };
}

/** A `Cookie` header of a browser in which the viewer is signed in. */
export async function cookieFor(viewer: Viewer): Promise<string> {
  const { organisationId, personId, sessionVersion } = viewer;
  return `${sessionCookieName()}=${await makeSessionToken({ organisationId, personId, sessionVersion })}`;
}
