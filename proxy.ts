/** Tells pages which path was asked for, so that signing in leads back there. */
import { type NextRequest, NextResponse } from "next/server";

export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  // The same name as in lib/access/viewer.ts; whatever a client sent under it is replaced here.
  headers.set("x-worksights-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.next({ request: { headers } });
}

export const config = {
  matcher: ["/((?!api/|_next/|.*\\.[a-z0-9]+$).*)"],
};
