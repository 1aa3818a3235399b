/** What the address of an insights page asks of the server; anything unreadable counts as not said. */
import { z } from "zod";
import { isDay } from "#lib/timeline/day.ts";
import { periods, usualPeriod } from "#lib/timeline/insight-period.ts";

const addressSchema = z.object({
  period: z.enum(periods).catch(usualPeriod),
  from: z.string().refine(isDay).nullable().default(null).catch(null),
  weeks: z.coerce.number().int().nullable().default(null).catch(null),
  people: z.union([z.enum(["all", "team"]), z.uuid()]).catch("all"),
});

/** The parts of an address that the server needs. */
export function choiceOfAddress(searchParams: Record<string, unknown>) {
  return addressSchema.parse(searchParams);
}
