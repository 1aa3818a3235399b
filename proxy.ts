/** Before every page: which path was asked for, so that signing in leads back there, and the headers of safety. */
import { type NextRequest, NextResponse } from "next/server";
import { pagePolicy, transportSecurity } from "#app/security-headers.ts";
import { env } from "#lib/env.ts";

export function proxy(request: NextRequest): NextResponse {
  const settings = env();
  const policy = pagePolicy(btoa(crypto.randomUUID()), {
    isDevelopment: settings.NODE_ENV === "development",
    formTargets: [settings.ZOOM_OAUTH_URL, settings.OIDC_ISSUER].filter((address) => address !== undefined),
  });
  const headers = new Headers(request.headers);
  // The same name as in lib/access/viewer.ts; whatever a client sent under it is replaced here.
  headers.set("x-worksights-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next reads the nonce from here and puts it on every script of the page.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  const transport = transportSecurity(settings.APP_URL);
  if (transport !== null) response.headers.set("strict-transport-security", transport);
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/|.*\\.[a-z0-9]+$).*)"],
};
