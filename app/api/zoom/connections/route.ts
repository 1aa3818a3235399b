import { loadConnections } from "#app/(app)/integrations/zoom/load-zoom.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";

/** The Zoom connections and their log, as their page shows them. */
export const GET = guardedRoute("zoom.view", async (_request, { viewer }) =>
  Response.json(await loadConnections(viewer), { headers: { "Cache-Control": "private, no-store" } }),
);
