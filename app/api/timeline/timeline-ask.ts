/** What the addresses under /api/timeline may ask for; both doors read it the same way. */
import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { isDay } from "#lib/timeline/day.ts";
import { zoneChoices } from "#lib/timeline/timeline-types.ts";

export const timelineAskSchema = z.object({
  day: z.string().refine(isDay, { error: "must be a date such as 2026-11-17" }),
  days: z.coerce.number().int().min(1).max(7, { error: "must be at most 7" }).default(1),
  person: z.uuid({ error: "must be a person’s id" }).optional(),
  people: z.union([z.enum(["all", "team"]), z.uuid({ error: "must be all, team or a manager’s id" })]).optional(),
  only: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid()).max(100, "must be at most 100"))
    .optional(),
  zone: z.enum(zoneChoices, { error: "must be own, mine or organisation" }).optional(),
});

/** The query of a request as the schema has it; says what is wrong with it otherwise. */
export function readAsk<T extends z.ZodType>(schema: T, request: Request): z.output<T> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError("invalid", `The address is not complete: ${issue?.path.join(".")} ${issue?.message}.`);
}
