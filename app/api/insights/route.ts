import { z } from "zod";
import { loadInsights } from "#app/(app)/insights/load-insights.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { AppError } from "#lib/errors.ts";
import { isDay } from "#lib/timeline/day.ts";
import { mostWeeks } from "#lib/timeline/insights-types.ts";

const askSchema = z.object({
  from: z.string("must be a date such as 2026-11-16").refine(isDay, { error: "must be a date such as 2026-11-16" }),
  weeks: z.coerce
    .number(`must be 1 to ${mostWeeks}`)
    .int(`must be 1 to ${mostWeeks}`)
    .min(1, `must be 1 to ${mostWeeks}`)
    .max(mostWeeks, `must be 1 to ${mostWeeks}`)
    .default(1),
  person: z.uuid({ error: "must be a person’s id" }).optional(),
  people: z.union([z.enum(["all", "team"]), z.uuid({ error: "must be all, team or a manager’s id" })]).optional(),
});

/**
 * GET ?from=YYYY-MM-DD[&weeks][&person][&people]: time in sessions by day and by hour, and what was planned, of everyone
 * the viewer may see, of a team or of one of them, in the weeks from the Monday of `from` on.
 */
export const GET = guardedRoute("timeline.view", async (request, { viewer }) => {
  const parsed = askSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError("invalid", `The address is not complete: ${issue?.path.join(".")} ${issue?.message}.`);
  }
  const { person: personId, ...choice } = parsed.data;
  const insights = await loadInsights(viewer, { ...choice, personId });
  return Response.json(insights, { headers: { "Cache-Control": "private, no-store" } });
});
