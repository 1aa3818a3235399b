import { guardedRoute } from "#lib/access/guarded-route.ts";
import { searchZoomUsers } from "#lib/integration/read-zoom-users.ts";
import { choicesAsk } from "#lib/integration/zoom-users-schema.ts";

/** Zoom users to give to a person, by a part of name or e-mail. */
export const GET = guardedRoute("zoom.map", async (request, { viewer }) => {
  const { find } = choicesAsk.parse({ find: new URL(request.url).searchParams.get("find")?.slice(0, 100) ?? "" });
  const choices = await searchZoomUsers(viewer.organisationId, find);
  return Response.json(choices, { headers: { "Cache-Control": "private, no-store" } });
});
