import { z } from "zod";
import { answerAsPage, goTo } from "#app/api/zoom/answer-as-page.ts";
import { forgetBrowserKey, readBrowserKey } from "#app/api/zoom/browser-key.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { pathOfOutcome } from "#lib/integration/connect-outcome-types.ts";
import { finishConnect } from "#lib/integration/finish-connect.ts";

const text = z.string().min(1).max(4096).nullable().catch(null);
const backSchema = z.object({
  code: text,
  state: text,
  // Zoom documents none of these; other vendors' callbacks see any of them.
  error: text,
  error_code: text,
  error_reason: text,
  error_description: text,
});

/** Where Zoom sends the browser back to. Always ends on a page that says what happened. */
export const GET = answerAsPage(
  guardedRoute("zoom.connect", async (request, { viewer }) => {
    const { searchParams } = new URL(request.url);
    const names = Object.keys(backSchema.shape);
    const back = backSchema.parse(Object.fromEntries(names.map((name) => [name, searchParams.get(name)])));
    const outcome = await finishConnect(
      viewer,
      {
        code: back.code,
        state: back.state,
        error: back.error ?? back.error_code ?? back.error_reason ?? back.error_description,
        browserKey: readBrowserKey(request),
      },
      new Date(),
    );
    const response = goTo(pathOfOutcome(outcome));
    response.headers.append("Set-Cookie", forgetBrowserKey());
    return response;
  }),
);
