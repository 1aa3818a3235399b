import { guardedRoute } from "#lib/access/guarded-route.ts";
import { openLiveStream } from "./live-stream.ts";

export const dynamic = "force-dynamic";

/** Server-sent events: what changed, so that open pages fetch it anew. */
export const GET = guardedRoute("timeline.view", async (request, { viewer }) => {
  return new Response(openLiveStream(viewer, request.signal), {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      // Proxies such as nginx would hold events back.
      "X-Accel-Buffering": "no",
    },
  });
});
