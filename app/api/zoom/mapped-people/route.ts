import { loadMappedPeople } from "#app/(app)/integrations/zoom/users/load-users.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { AppError } from "#lib/errors.ts";
import { mappedPeopleAsk } from "#lib/integration/zoom-users-schema.ts";

/** A page of people with the Zoom users that belong to them. */
export const GET = guardedRoute("zoom.view", async (request, { viewer }) => {
  const ask = mappedPeopleAsk.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!ask.success) throw new AppError("invalid", "The address of this list is not right. Open the page anew.");
  const view = await loadMappedPeople(viewer, ask.data);
  return Response.json(view, { headers: { "Cache-Control": "private, no-store" } });
});
