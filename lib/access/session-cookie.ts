/**
 * The session in its cookie: an encrypted token of next-auth that holds who signed in and the session version of that
 * moment, nothing else. Whether it still counts is decided by the person's row at every request.
 */
import "server-only";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "#lib/env.ts";

/** A session ends after this long, however busy. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

export const sessionClaimsSchema = z.object({
  organisationId: z.uuid(),
  personId: z.uuid(),
  sessionVersion: z.number().int(),
});
export type SessionClaims = z.infer<typeof sessionClaimsSchema>;

/** Whether cookies must only travel over https. */
export function isSecureSite(): boolean {
  return env().APP_URL.startsWith("https:");
}

/** The cookie's name; the prefix makes browsers refuse it over plain http. */
export function sessionCookieName(): string {
  return isSecureSite() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** What a session cookie's value says, or null when it is absent, expired or not ours. */
export async function readSessionToken(token: string | undefined): Promise<SessionClaims | null> {
  if (token === undefined || token === "") return null;
  try {
    const parsed = sessionClaimsSchema.safeParse(await decode({ token, secret: env().NEXTAUTH_SECRET }));
    return parsed.success ? parsed.data : null;
  } catch {
    // Anything that does not decrypt with our secret is no session.
    return null;
  }
}

/** The value of a session cookie. Sign-in itself goes through next-auth; this serves after set-up, links and tests. */
export async function makeSessionToken(claims: SessionClaims): Promise<string> {
  return encode({ token: claims, secret: env().NEXTAUTH_SECRET, maxAge: SESSION_SECONDS });
}

/** The value of one cookie in a `Cookie` header. */
export function cookieOf(header: string | null, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
