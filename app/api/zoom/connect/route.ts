import { z } from "zod";
import { answerAsPage, goTo } from "#app/api/zoom/answer-as-page.ts";
import { keepBrowserKey } from "#app/api/zoom/browser-key.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { historyChoices } from "#lib/db/connection-types.ts";
import { AppError } from "#lib/errors.ts";
import { beginConnect } from "#lib/integration/connect.ts";

const askSchema = z.object({
  historyDays: z.coerce
    .number()
    .pipe(z.literal([...historyChoices]))
    .default(30),
  /** The connection to authorise anew. */
  connection: z.uuid().optional(),
});

async function begin(fields: Record<string, unknown>, viewer: Viewer): Promise<Response> {
  const ask = askSchema.safeParse(fields);
  if (!ask.success) throw new AppError("invalid", "Choose none, 7, 30 or 180 days of history.");
  const begun = await beginConnect({
    organisationId: viewer.organisationId,
    personId: viewer.personId,
    historyDays: ask.data.historyDays,
    ...(ask.data.connection === undefined ? {} : { connectionId: ask.data.connection }),
    now: new Date(),
  });
  if (begun.kind === "notConfigured") return goTo("/services/zoom?outcome=notConfigured");
  const response = goTo(begun.url);
  response.headers.append("Set-Cookie", keepBrowserKey(begun.browserKey));
  return response;
}

/** Sends the browser to Zoom. `historyDays` is 0, 7, 30 or 180; `connection` names one to authorise anew. */
export const GET = answerAsPage(
  guardedRoute("zoom.connect", async (request, { viewer }) => {
    // Another site must not be able to replace a way to Zoom that is under way.
    if (request.headers.get("sec-fetch-site") === "cross-site") return goTo("/services/zoom");
    return begin(Object.fromEntries(new URL(request.url).searchParams), viewer);
  }),
);

/** The same from a form. */
export const POST = answerAsPage(
  guardedRoute("zoom.connect", async (request, { viewer }) => {
    const form = await request.formData().catch(() => null);
    if (form === null) throw new AppError("invalid", "Send the form of the page before Zoom.");
    return begin(Object.fromEntries(form), viewer);
  }),
);
