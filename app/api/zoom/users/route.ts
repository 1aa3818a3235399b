import { loadZoomUsers } from "#app/(app)/integrations/zoom/users/load-users.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { AppError } from "#lib/errors.ts";
import { zoomUsersAsk } from "#lib/integration/zoom-users-schema.ts";

/** A page of Zoom users with their mapping. */
export const GET = guardedRoute("zoom.view", async (request, { viewer }) => {
  const ask = zoomUsersAsk.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!ask.success) throw new AppError("invalid", "The address of this list is not right. Open the page anew.");
  const view = await loadZoomUsers(viewer, ask.data);
  return Response.json(view, { headers: { "Cache-Control": "private, no-store" } });
});
