/**
 * Zoom's OAuth: authorization code with PKCE, rotating refresh tokens, revocation. Nothing is tried twice in here: codes
 * and refresh tokens are for one use, and only the caller knows whether another process was faster.
 */
import "server-only";
import * as oauth from "oauth4webapi";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { ZoomError } from "#lib/errors.ts";
import { chooseApiUrl, readBaseUrl } from "./base-url.ts";
import { oauthFailure } from "./oauth-failure.ts";
import { parseJson } from "./parse-json.ts";

export type ZoomTokens = {
  accessToken: string;
  refreshToken: string;
  expiresAt: Date;
  /** Empty when Zoom named none. */
  scopes: string[];
  /** Region host of the account without "/v2": give it to `zoomClient`. */
  apiUrl: string;
};

const TIMEOUT_MS = 15_000;
/** What Zoom's guides say; recorded answers say one second less. */
const DEFAULT_LIFETIME_S = 3_600;

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  /** A refresh may answer without a new one: the old one stays good then. */
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive().catch(DEFAULT_LIFETIME_S),
  scope: z.string().catch(""),
  api_url: z.unknown().optional(),
});

/** A new PKCE verifier. */
export function newCodeVerifier(): string {
  return oauth.generateRandomCodeVerifier();
}

/** The S256 challenge of a PKCE verifier. */
export async function codeChallengeOf(codeVerifier: string): Promise<string> {
  return oauth.calculatePKCECodeChallenge(codeVerifier);
}

/**
 * The address of Zoom's consent page. It names the challenge method, because Zoom takes "plain" without it, and no
 * scope: the scopes come from the app's own page, and naming them has broken logins. Throws `ZoomError` configuration.
 */
export function authorizeUrl(request: { state: string; codeChallenge: string; redirectUri: string }): URL {
  const { clientId, base } = readClient();
  const url = new URL(`${base}/oauth/authorize`);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: request.redirectUri,
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: "S256",
  }).toString();
  return url;
}

/**
 * Trades the code for tokens; Zoom's codes live five minutes. `redirectUri` must be the one of the consent page. Throws
 * `ZoomError`: auth (code expired, used or invalid), configuration, transient, contract.
 */
export async function exchangeCode(grant: {
  code: string;
  codeVerifier: string;
  redirectUri: string;
  now: Date;
}): Promise<ZoomTokens> {
  const { code, codeVerifier, redirectUri, now } = grant;
  const parameters = { code, redirect_uri: redirectUri, code_verifier: codeVerifier };
  return askForTokens("authorization_code", parameters, now);
}

/**
 * Trades the refresh token, which is for one use: store the new pair before using it. Throws `ZoomError`: auth,
 * configuration, contract, transient. After transient the outcome is unknown; the same token may be tried once more.
 */
export async function refreshTokens(grant: { refreshToken: string; now: Date }): Promise<ZoomTokens> {
  return askForTokens("refresh_token", { refresh_token: grant.refreshToken }, grant.now);
}

/** Revokes access and refresh token at Zoom. Refresh first when the access token has expired. Throws `ZoomError`. */
export async function revokeToken(accessToken: string): Promise<void> {
  const { server, client, authenticate, options } = readClient();
  await send(() => oauth.revocationRequest(server, client, authenticate, accessToken, options()));
}

async function askForTokens(grantType: string, parameters: Record<string, string>, now: Date): Promise<ZoomTokens> {
  const { server, client, authenticate, options } = readClient();
  const answer = await send(() =>
    oauth.genericTokenEndpointRequest(server, client, authenticate, grantType, parameters, options()),
  );
  const tokens = tokenAnswer.safeParse(answer).data;
  const refreshToken = tokens?.refresh_token ?? parameters.refresh_token;
  if (tokens === undefined || refreshToken === undefined)
    throw new ZoomError("contract", "Zoom's answer has no tokens in it");
  return {
    accessToken: tokens.access_token,
    refreshToken,
    expiresAt: new Date(now.getTime() + tokens.expires_in * 1000),
    scopes: tokens.scope.split(/[\s,]+/).filter((scope) => scope !== ""),
    apiUrl: chooseApiUrl(tokens.api_url, env().ZOOM_API_URL),
  };
}

/** Sends a request and gives the parsed answer. Zoom's two error bodies may come with any status, 200 included. */
async function send(request: () => Promise<Response>): Promise<unknown> {
  let status: number;
  let text: string;
  try {
    const response = await request();
    status = response.status;
    text = await response.text();
  } catch (cause) {
    throw new ZoomError("transient", "Zoom's sign-in did not answer", { cause });
  }
  let answer: unknown;
  try {
    answer = parseJson(text);
  } catch {
    answer = undefined;
  }
  const failure = oauthFailure(status, answer);
  if (failure !== null) throw failure;
  return answer;
}

function readClient() {
  const { ZOOM_CLIENT_ID: clientId, ZOOM_CLIENT_SECRET: clientSecret, ZOOM_OAUTH_URL } = env();
  if (clientId === undefined || clientSecret === undefined) {
    throw new ZoomError("configuration", "ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET are not set");
  }
  const base = readBaseUrl(ZOOM_OAUTH_URL);
  const server: oauth.AuthorizationServer = {
    issuer: base,
    token_endpoint: `${base}/oauth/token`,
    revocation_endpoint: `${base}/oauth/revoke`,
  };
  // The OAuth standard encodes id and secret before they are joined; Zoom wants them as they are.
  const authenticate: oauth.ClientAuth = (_server, _client, _body, headers) => {
    headers.set("authorization", `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`);
  };
  const options = () => ({
    signal: AbortSignal.timeout(TIMEOUT_MS),
    // Plain http only ever to this machine: `readBaseUrl` has refused everything else.
    [oauth.allowInsecureRequests]: base.startsWith("http://"),
  });
  return { clientId, base, server, client: { client_id: clientId }, authenticate, options };
}
