import { z } from "zod";
import { loadTimelineDays } from "#app/(app)/timeline/load-timeline.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { auditExport } from "#lib/activity/audit-export.ts";
import { timelineAsIcs } from "#lib/timeline/export-calendar.ts";
import { entriesOfDays, shownDays } from "#lib/timeline/export-entries.ts";
import { fileNameOf } from "#lib/timeline/export-name.ts";
import { timelineAsCsv } from "#lib/timeline/export-table.ts";
import { isLayersText, layersOfText } from "#lib/timeline/layers-text.ts";
import { daysInWords } from "#lib/timeline/words.ts";
import { readAsk, timelineAskSchema } from "../timeline-ask.ts";

const types = { csv: "text/csv; charset=utf-8; header=present", ics: "text/calendar; charset=utf-8" } as const;

const askSchema = timelineAskSchema.extend({
  format: z.enum(["csv", "ics"], { error: "must be csv or ics" }),
  q: z.string().max(200, { error: "must be at most 200 characters" }).default(""),
  products: z
    .string()
    .refine(isLayersText, { error: "must be none, or some of meetings, phone, webinars and calendar" })
    .transform(layersOfText)
    .optional(),
});

/**
 * GET ?format=csv|ics and the query of /api/timeline, with the search `q` and the layers `products` of the page: a file
 * of exactly what the page shows. Who took it, of which days and people, is in the audit trail before it leaves.
 */
export const GET = guardedRoute("timeline.view", async (request, { viewer }) => {
  const { format, q, products, person: personId, ...choice } = readAsk(askSchema, request);
  const now = new Date();
  const read = await loadTimelineDays(viewer, { ...choice, personId, now });
  // The page of one person has no search.
  const days = shownDays(read.days, { q: personId === undefined ? q : "", layers: products ?? null });
  const entries = entriesOfDays(days);
  const people = days[0]?.people ?? [];
  const text =
    format === "csv"
      ? timelineAsCsv(entries, now.getTime())
      : timelineAsIcs(entries, {
          name: `Timeline ${daysInWords(choice.day, choice.days)}`,
          now: now.getTime(),
          isOfOne: people.length === 1,
        });
  await auditExport(viewer, {
    format,
    days: days.map(({ day }) => day),
    personId,
    people: choice.people ?? "all",
    q: personId === undefined ? q : "",
    everyone: read.days[0]?.people ?? [],
    peopleCount: people.length,
  });
  return new Response(text, {
    headers: {
      "Content-Type": types[format],
      "Content-Disposition": `attachment; filename="${fileNameOf(choice.day, choice.days, format)}"`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
});
