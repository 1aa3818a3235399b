import { z } from "zod";
import { loadTimeline, loadTimelineDays } from "#app/(app)/timeline/load-timeline.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { AppError } from "#lib/errors.ts";
import { isDay } from "#lib/timeline/day.ts";
import { zoneChoices } from "#lib/timeline/timeline-types.ts";

const askSchema = z.object({
  day: z.string().refine(isDay, { error: "must be a date such as 2026-11-17" }),
  days: z.coerce.number().int().min(1).max(7, { error: "must be at most 7" }).default(1),
  person: z.uuid({ error: "must be a person’s id" }).optional(),
  people: z.union([z.enum(["all", "team"]), z.uuid()], "must be all, team or a manager’s id").optional(),
  only: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid()).max(100, "must be at most 100"))
    .optional(),
  zone: z.enum(zoneChoices, { error: "must be own, mine or organisation" }).optional(),
});

/**
 * GET ?day=YYYY-MM-DD[&days][&person][&people][&zone][&only]: the day of everyone the viewer may see, of a team or of
 * one of them; with `days` over 1 as many days in a row; with `only` just the rows of those who are named.
 */
export const GET = guardedRoute("timeline.view", async (request, { viewer }) => {
  const parsed = askSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError("invalid", `The address is not complete: ${issue?.path.join(".")} ${issue?.message}.`);
  }
  const { days, person: personId, ...choice } = parsed.data;
  const timeline =
    days === 1
      ? await loadTimeline(viewer, { ...choice, personId })
      : await loadTimelineDays(viewer, { ...choice, personId, days });
  return Response.json(timeline, { headers: { "Cache-Control": "private, no-store" } });
});
