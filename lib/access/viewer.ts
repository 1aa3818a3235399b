/**
 * Who is asking. The cookie names a person and the session version at sign-in; the person's row decides at every
 * request whether that still holds and which role they have now.
 */
import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
// biome-ignore lint/style/noRestrictedImports: cache is the memory of one request, nothing is drawn
import { cache } from "react";
import { findSessionPerson, listNamesByRoles } from "#lib/db/people.ts";
import { AppError } from "#lib/errors.ts";
import { may, type Permission, permissions } from "./permissions.ts";
import { cookieOf, readSessionToken, sessionCookieName } from "./session-cookie.ts";
import type { Viewer } from "./viewer-types.ts";

export type { Viewer } from "./viewer-types.ts";

/** Set by `proxy.ts`: the path and query of the page that is asked for. */
export const PATH_HEADER = "x-worksights-path";
const MOST_NAMES = 5;

async function viewerOfToken(token: string | undefined): Promise<Viewer | null> {
  const claims = await readSessionToken(token);
  if (claims === null) return null;
  const person = await findSessionPerson(claims.organisationId, claims.personId, claims.sessionVersion);
  if (person === null) return null;
  const { id, ...rest } = person;
  return { ...rest, personId: id };
}

/** The person of the session of this request, or null. Asks the database once a request. */
export const currentViewer: () => Promise<Viewer | null> = cache(async () => {
  const store = await cookies();
  return viewerOfToken(store.get(sessionCookieName())?.value);
});

/** The same for a route handler, from the request itself. */
export function viewerOfRequest(request: Request): Promise<Viewer | null> {
  return viewerOfToken(cookieOf(request.headers.get("cookie"), sessionCookieName()));
}

/** Whether the session still counts and the role is the same: a live stream asks this now and then, and ends if not. */
export async function isSessionAlive(viewer: Viewer): Promise<boolean> {
  const person = await findSessionPerson(viewer.organisationId, viewer.personId, viewer.sessionVersion);
  return person !== null && person.role === viewer.role;
}

async function signedInViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer !== null) return viewer;
  const path = (await headers()).get(PATH_HEADER);
  redirect(path === null || path === "/" ? "/signin" : `/signin?next=${encodeURIComponent(path)}`);
}

/**
 * The person of the session, for pages. Leads to the sign-in page when nobody is signed in; throws
 * `AppError("not-allowed")` when they lack the permission.
 */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await signedInViewer();
  if (!may(viewer.role, permission)) throw new AppError("not-allowed", "You may not see this page.");
  return viewer;
}

/** The same for pages that show a face of their own to those who may not; `whoMay` are names to ask. */
export async function pageViewer(
  permission: Permission,
): Promise<{ kind: "allowed"; viewer: Viewer } | { kind: "notAllowed"; viewer: Viewer; whoMay: string[] }> {
  const viewer = await signedInViewer();
  if (may(viewer.role, permission)) return { kind: "allowed", viewer };
  const whoMay = await listNamesByRoles(viewer.organisationId, permissions[permission], MOST_NAMES);
  return { kind: "notAllowed", viewer, whoMay };
}
