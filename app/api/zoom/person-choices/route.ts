import { guardedRoute } from "#lib/access/guarded-route.ts";
import { searchPeople } from "#lib/integration/read-zoom-users.ts";
import { choicesAsk } from "#lib/integration/zoom-users-schema.ts";

/** People to map a Zoom user to, by a part of name or e-mail. */
export const GET = guardedRoute("zoom.map", async (request, { viewer }) => {
  const { find } = choicesAsk.parse({ find: new URL(request.url).searchParams.get("find")?.slice(0, 100) ?? "" });
  const choices = await searchPeople(viewer.organisationId, find);
  return Response.json(choices, { headers: { "Cache-Control": "private, no-store" } });
});
