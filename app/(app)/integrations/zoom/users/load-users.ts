/** What the Users tab and its API read, so that both show the same. */
import "server-only";
import { sightOf } from "#lib/access/permissions.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { readMappedPeople, readZoomUsers } from "#lib/integration/read-zoom-users.ts";
import type {
  MappedPeopleAsk,
  MappedPeopleView,
  ZoomUsersAsk,
  ZoomUsersView,
} from "#lib/integration/zoom-users-schema.ts";

/** A page of Zoom users. Who may not see everyone's activity is not told when and how much they did. */
export function loadZoomUsers(viewer: Viewer, ask: ZoomUsersAsk): Promise<ZoomUsersView> {
  const showsActivity = sightOf(viewer.role) === "everyone";
  return readZoomUsers(viewer.organisationId, ask, { showsActivity, now: new Date() });
}

/** A page of people with their Zoom users. */
export function loadMappedPeople(viewer: Viewer, ask: MappedPeopleAsk): Promise<MappedPeopleView> {
  return readMappedPeople(viewer.organisationId, ask, new Date());
}
