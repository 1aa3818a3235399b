import { loadOverview } from "#app/(app)/integrations/zoom/load-zoom.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";

/** The overview of the Zoom integration, as its page shows it. */
export const GET = guardedRoute("zoom.view", async (_request, { viewer }) =>
  Response.json(await loadOverview(viewer), { headers: { "Cache-Control": "private, no-store" } }),
);
