import { loadTimeline, loadTimelineDays } from "#app/(app)/timeline/load-timeline.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { readAsk, timelineAskSchema } from "./timeline-ask.ts";

/**
 * GET ?day=YYYY-MM-DD[&days][&person][&people][&zone][&only]: the day of everyone the viewer may see, of a team or of
 * one of them; with `days` over 1 as many days in a row; with `only` just the rows of those who are named.
 */
export const GET = guardedRoute("timeline.view", async (request, { viewer }) => {
  const { days, person: personId, ...choice } = readAsk(timelineAskSchema, request);
  const timeline =
    days === 1
      ? await loadTimeline(viewer, { ...choice, personId })
      : await loadTimelineDays(viewer, { ...choice, personId, days });
  return Response.json(timeline, { headers: { "Cache-Control": "private, no-store" } });
});
