import "server-only";
import { env } from "#lib/env.ts";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * A route that people reach with their browser answers with a page: without a session they are led to sign-in, without
 * the permission to the services, where it says whom to ask. Programs keep getting the plain answer.
 */
export function answerAsPage(handler: Handler): Handler {
  return async (request, context) => {
    const response = await handler(request, context);
    if (!(request.headers.get("accept") ?? "").includes("text/html")) return response;
    if (response.status === 401) return goTo(`/signin?next=${encodeURIComponent("/services/zoom")}`);
    if (response.status === 403 || response.status === 404) return goTo("/services");
    if (response.status >= 500) return goTo("/services/zoom?outcome=notUnderstood");
    return response;
  };
}

/** Sends the browser to a page of ours, or to an address that we made. Always a GET, whatever was asked. */
export function goTo(address: string | URL): Response {
  const url = new URL(address, env().APP_URL);
  return new Response(null, { status: 303, headers: { Location: url.href, "Cache-Control": "no-store" } });
}
