/**
 * next-auth: its cookies, its forgery protection and its single sign-on; who may come in is decided in `sign-in.ts`.
 * The session's token holds three claims and nothing about the person, so nothing in it can grow old.
 */
import "server-only";
import type { NextAuthOptions, User } from "next-auth";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { isSecureSite, SESSION_SECONDS, type SessionClaims, sessionClaimsSchema } from "./session-cookie.ts";
import { signInAsDemoPerson, signInBySso, signInWithPassword } from "./sign-in.ts";
import { writeRefusal } from "./sign-in-types.ts";
import { addressOf } from "./throttle.ts";

const passwordSchema = z.object({
  email: z.string().max(320),
  password: z.string().max(1000),
  organisationId: z.preprocess((value) => (value === "" ? undefined : value), z.uuid().optional()),
});
const demoSchema = z.object({ personId: z.uuid() });

function headersOf(headers: unknown): { get(name: string): string | null } {
  const bag = (headers ?? {}) as Record<string, string | undefined>;
  return { get: (name) => bag[name] ?? null };
}

function asUser(claims: SessionClaims): User & SessionClaims {
  return { id: claims.personId, ...claims };
}

const passwordProvider: CredentialsConfig = {
  id: "credentials",
  name: "E-mail and password",
  type: "credentials",
  credentials: {},
  async authorize(given, request) {
    const parsed = passwordSchema.safeParse(given);
    if (!parsed.success) throw new Error(writeRefusal({ kind: "wrong" }));
    const { organisationId, ...rest } = parsed.data;
    const address = addressOf(headersOf(request.headers));
    const chosen = organisationId === undefined ? {} : { organisationId };
    const result = await signInWithPassword({ ...rest, ...chosen, address }, new Date()).catch((error: unknown) => {
      log.error({ err: error }, "sign-in failed");
      throw new Error(writeRefusal({ kind: "failed" }));
    });
    if (result.kind === "signedIn") return asUser(result.claims);
    const refusal = result.kind === "tooMany" ? { ...result, retryAt: result.retryAt.toISOString() } : result;
    throw new Error(writeRefusal(refusal));
  },
};

const demoProvider: CredentialsConfig = {
  id: "demo",
  name: "Demo",
  type: "credentials",
  credentials: {},
  async authorize(given) {
    const parsed = demoSchema.safeParse(given);
    const claims = parsed.success ? await signInAsDemoPerson(parsed.data.personId, new Date()) : null;
    return claims === null ? null : asUser(claims);
  },
};

type SsoProfile = { sub: string; email?: string; email_verified?: boolean | string };

function ssoProvider(issuer: string, clientId: string, clientSecret: string): OAuthConfig<SsoProfile> {
  return {
    id: "sso",
    name: "Single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email" } },
    userinfo: {
      // Some providers put the e-mail into the id token, others only into userinfo; the client checks that both are of one person.
      async request({ tokens, client }) {
        const claims = "claims" in tokens && typeof tokens.claims === "function" ? tokens.claims() : {};
        if ("email" in claims && claims.email !== undefined) return claims;
        return client.userinfo(tokens as Parameters<typeof client.userinfo>[0]);
      },
    },
    profile: (profile) => ({ id: profile.sub }),
  };
}

function providersOf(settings: ReturnType<typeof env>): NextAuthOptions["providers"] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret } = settings;
  const hasSso = issuer !== undefined && id !== undefined && secret !== undefined;
  return [
    passwordProvider,
    ...(settings.DEMO === "on" ? [demoProvider] : []),
    ...(hasSso ? [ssoProvider(issuer, id, secret)] : []),
  ];
}

/** The options of next-auth under the settings of this process. */
export function authOptions(): NextAuthOptions {
  const settings = env();
  // next-auth reads its own address from here and nowhere else.
  process.env.NEXTAUTH_URL ||= settings.NEXTAUTH_URL ?? settings.APP_URL;
  return {
    secret: settings.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: isSecureSite(),
    pages: { signIn: "/signin", error: "/signin", signOut: "/signin" },
    providers: providersOf(settings),
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.type !== "oauth") return true;
        const result = await signInBySso(profile ?? {}, new Date());
        if (result.kind === "signedIn") return true;
        return `/signin?error=${writeRefusal({ kind: "sso", reason: result.kind })}`;
      },
      async jwt({ token, user, account, profile }) {
        if (account === null || account === undefined) return token;
        if (account.type !== "oauth") return { ...sessionClaimsSchema.parse(user) };
        const result = await signInBySso(profile ?? {}, new Date());
        if (result.kind !== "signedIn") throw new Error("The person may no longer sign in");
        return { ...result.claims };
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      error(code, metadata) {
        log.warn({ authCode: code, err: metadata instanceof Error ? metadata : metadata.error }, "sign-in problem");
      },
      warn: (code) => log.debug({ authCode: code }, "sign-in note"),
      debug: () => undefined,
    },
  };
}
