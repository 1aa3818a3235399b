/** What the address of a timeline page asks of the server; anything unreadable counts as not said. */
import { z } from "zod";
import { isDay } from "#lib/timeline/day.ts";
import { zoneChoices } from "#lib/timeline/timeline-types.ts";

const addressSchema = z.object({
  day: z.string().refine(isDay).optional().catch(undefined),
  range: z.enum(["day", "week"]).catch("day"),
  people: z.union([z.enum(["all", "team"]), z.uuid()]).catch("all"),
  zone: z.enum(zoneChoices).catch("own"),
});

/** The parts of an address that the server needs. */
export function choiceOfAddress(searchParams: Record<string, unknown>) {
  return addressSchema.parse(searchParams);
}
