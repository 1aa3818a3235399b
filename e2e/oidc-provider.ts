/**
 * A real OpenID provider over loopback http, for tests: it lists its accounts as buttons instead of asking for
 * passwords, and lets one cancel. Claims travel as the standard says: the e-mail by userinfo, unless told otherwise.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider, { type Configuration } from "oidc-provider";

export type OidcAccount = { sub: string; email?: string; emailVerified?: boolean };

export type OidcSettings = {
  accounts: readonly OidcAccount[];
  /** The app's callback, such as http://localhost:3000/api/auth/callback/sso. */
  redirectUri: string;
  clientId?: string;
  clientSecret?: string;
  port?: number;
  /** Puts the e-mail into the id token too, as many providers do. */
  hasEmailInIdToken?: boolean;
};

export type RunningOidcProvider = {
  /** For OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET of the app. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  close: () => Promise<void>;
};

function configuration(settings: OidcSettings, clientId: string, clientSecret: string): Configuration {
  const find = (sub: string) => settings.accounts.find((account) => account.sub === sub);
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [settings.redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: settings.hasEmailInIdToken !== true,
    cookies: { keys: [randomBytes(16).toString("hex")] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => {
      const account = find(sub);
      if (account === undefined) return undefined;
      const { email, emailVerified } = account;
      const claims = {
        sub,
        ...(email === undefined ? {} : { email }),
        ...(emailVerified === undefined ? {} : { email_verified: emailVerified }),
      };
      return { accountId: sub, claims: async () => claims };
    },
    // Whoever signs in agrees: there is nothing to ask in a test.
    loadExistingGrant: async (context) => {
      const { client, provider, session } = context.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return new URLSearchParams(body);
}

function page(accounts: readonly OidcAccount[]): string {
  const buttons = accounts.map(
    ({ sub, email }) => `<button name="sub" value="${sub}">Continue as ${email ?? sub}</button>`,
  );
  return `<!doctype html><html lang="en"><title>Identity provider</title><form method="post">${buttons.join("")}
    <button name="cancel" value="yes">Cancel</button></form></html>`;
}

async function interact(
  provider: Provider,
  accounts: readonly OidcAccount[],
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (request.method !== "POST") {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(page(accounts));
    return;
  }
  const form = await readForm(request);
  const result = form.has("cancel")
    ? { error: "access_denied", error_description: "The person pressed Cancel" }
    : { login: { accountId: form.get("sub") ?? "" } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** Starts the provider on 127.0.0.1; its issuer is an http address there. */
export async function startOidcProvider(settings: OidcSettings): Promise<RunningOidcProvider> {
  const clientId = settings.clientId ?? "worksights";
  const clientSecret = settings.clientSecret ?? "a client secret for tests, long enough";
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((done) => server.listen(settings.port ?? 0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configuration(settings, clientId, clientSecret));
  const answer = provider.callback();
  handle = (request, response) => {
    const isInteraction = request.url?.startsWith("/interaction/") === true;
    if (!isInteraction) return void answer(request, response);
    interact(provider, settings.accounts, request, response).catch(() => {
      response.statusCode = 500;
      response.end();
    });
  };
  return {
    issuer,
    clientId,
    clientSecret,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
