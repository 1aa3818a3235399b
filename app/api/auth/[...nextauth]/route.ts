/** next-auth's own addresses: sign-in, its callbacks, sign-out. */
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/access/auth-options.ts";
import { withRequestLog } from "#lib/access/guarded-route.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  // next-auth would write whatever a stranger sends there into our log.
  if (nextauth[0] === "_log") return new Response(null, { status: 404 });
  return withRequestLog(request, () => NextAuth(request, context, authOptions()));
}

export { handle as GET, handle as POST };
