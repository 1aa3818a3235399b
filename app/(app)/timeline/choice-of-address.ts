/** What the address of a timeline page asks of the server; anything unreadable counts as not said. */
import { z } from "zod";
import { isDay } from "#lib/timeline/day.ts";
import { layersOfText } from "#lib/timeline/layers-text.ts";
import { zoneChoices } from "#lib/timeline/timeline-types.ts";

const addressSchema = z.object({
  day: z.string().refine(isDay).optional().catch(undefined),
  range: z.enum(["day", "week"]).catch("day"),
  people: z.union([z.enum(["all", "team"]), z.uuid()]).catch("all"),
  zone: z.enum(zoneChoices).catch("own"),
});

/** What a browser only shows less by, and paper does so on the server. */
const narrowedSchema = addressSchema.extend({
  // Unreadable is not the same as not said: that would show everyone.
  person: z.string().optional().catch("unreadable"),
  q: z.string().catch(""),
  products: z.string().transform(layersOfText).nullable().catch(null),
});

/** The parts of an address that the server needs. */
export function choiceOfAddress(searchParams: Record<string, unknown>) {
  return addressSchema.parse(searchParams);
}

/** All that the address of the print view says. */
export function wholeAddress(searchParams: Record<string, unknown>) {
  return narrowedSchema.parse(searchParams);
}
