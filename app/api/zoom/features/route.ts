import { guardedRoute } from "#lib/access/guarded-route.ts";
import { readFeaturesPage } from "#lib/integration/read-features.ts";

/** The controls of the products, as the Features tab shows them. */
export const GET = guardedRoute("zoom.view", async (_request, { viewer }) =>
  Response.json(await readFeaturesPage(viewer.organisationId, new Date()), {
    headers: { "Cache-Control": "private, no-store" },
  }),
);
