import { z } from "zod";
import { loadTimeline } from "#app/(app)/timeline/load-timeline.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { AppError } from "#lib/errors.ts";
import { isDay } from "#lib/timeline/day.ts";

const askSchema = z.object({
  day: z.string().refine(isDay, { error: "must be a date such as 2026-11-17" }),
  person: z.uuid({ error: "must be a person’s id" }).optional(),
});

/** GET ?day=YYYY-MM-DD[&person=id]: the day of everyone the viewer may see, or of one of them. */
export const GET = guardedRoute("timeline.view", async (request, { viewer }) => {
  const parsed = askSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError("invalid", `The address is not complete: ${issue?.path.join(".")} ${issue?.message}.`);
  }
  const { day, person } = parsed.data;
  const timeline = await loadTimeline(viewer, { day, ...(person === undefined ? {} : { personId: person }) });
  return Response.json(timeline, { headers: { "Cache-Control": "private, no-store" } });
});
