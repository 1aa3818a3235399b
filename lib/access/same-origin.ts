/** Refuses requests that another site makes a browser send. */
import "server-only";
import { env } from "#lib/env.ts";

const readOnly = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may change something here: reads always; else the browser must say that it comes from our own
 * pages. A request that says nothing is refused, since every browser sends `Origin` with a change.
 */
export function isSameOrigin(request: Request): boolean {
  if (readOnly.has(request.method)) return true;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const { origin: asked, host } = new URL(origin);
  return asked === new URL(env().APP_URL).origin || host === request.headers.get("host");
}
