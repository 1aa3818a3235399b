"use server";

import { guardedAction } from "#lib/access/guarded-action.ts";
import { importAgain } from "#lib/integration/manage-connection.ts";
import { ignoreZoomUsers, includeZoomUsers, mapZoomUsers, unmapZoomUsers } from "#lib/integration/map.ts";
import { ignoreInput, importInput, includeInput, mapInput, unmapInput } from "#lib/integration/zoom-users-schema.ts";

/** Maps Zoom users to people; also how suggestions are confirmed. */
export const mapAction = guardedAction("zoom.map", mapInput, ({ asks }, viewer) => mapZoomUsers(viewer, asks));

/** Takes Zoom users from their people. */
export const unmapAction = guardedAction("zoom.map", unmapInput, ({ ids }, viewer) => unmapZoomUsers(viewer, ids));

/** Notes that nobody belongs to Zoom users, or takes that back. */
export const ignoreAction = guardedAction("zoom.map", ignoreInput, ({ ids, isIgnored }, viewer) =>
  ignoreZoomUsers(viewer, ids, isIgnored),
);

/** Stops or resumes storing the activity of mapped Zoom users. */
export const includeAction = guardedAction("zoom.map", includeInput, ({ ids, isIncluded }, viewer) =>
  includeZoomUsers(viewer, ids, isIncluded),
);

/** Reads the Zoom users of connections again. */
export const importAction = guardedAction("zoom.map", importInput, async ({ connectionIds }, viewer) => {
  for (const connectionId of connectionIds) await importAgain(viewer, connectionId);
});
