import { loadHeader } from "#app/(app)/integrations/zoom/load-zoom.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";

/** What stands over the tabs of the Zoom integration. */
export const GET = guardedRoute("zoom.view", async (_request, { viewer }) =>
  Response.json(await loadHeader(viewer), { headers: { "Cache-Control": "private, no-store" } }),
);
