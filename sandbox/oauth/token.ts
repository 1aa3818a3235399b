/** `POST /oauth/token` and `POST /oauth/revoke`, with both shapes of Zoom's errors. */
import { createHash, timingSafeEqual } from "node:crypto";
import { type Answer, type Ask, json } from "../http/exchange.ts";
import type { SandboxSettings } from "../settings.ts";
import type { Grants, IssuedTokens } from "./grants.ts";

type Door = { settings: SandboxSettings; grants: Grants; apiUrl: string | null };

const oldShape = (status: number, error: string, reason: string) => json(status, { reason, error });
const newShape = (status: number, code: number, message: string) => json(status, { code, message });

/** Zoom takes the fields from the form body and, as its older guides show, from the query. */
function readFields(ask: Ask): URLSearchParams {
  const isForm = ask.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  return new URLSearchParams([...ask.query, ...(isForm ? new URLSearchParams(ask.body.toString()) : [])]);
}

function isOurClient(settings: SandboxSettings, authorization: string | undefined): boolean {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return false;
  const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString().split(":").map(decodePart);
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(`${id}:${secret}`), digest(`${settings.clientId}:${settings.clientSecret}`));
}

/** OAuth clients may write "-" as "%2D" here. */
function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Answers a token request. */
export function answerToken(door: Door, ask: Ask): Answer {
  if (!isOurClient(door.settings, ask.headers.authorization))
    return oldShape(401, "invalid_client", "Invalid client_id or client_secret");
  const fields = readFields(ask);
  switch (fields.get("grant_type")) {
    case "authorization_code":
      return tradeCode(door, fields);
    case "refresh_token":
      return refresh(door, fields);
    default:
      return oldShape(400, "unsupported_grant_type", "unsupported grant type");
  }
}

function tradeCode(door: Door, fields: URLSearchParams): Answer {
  const outcome = door.grants.spendCode(fields.get("code") ?? "");
  if (outcome.kind !== "found") {
    return outcome.kind === "expired"
      ? newShape(400, 4733, "Authorization code expired.")
      : newShape(400, 4734, "Invalid authorization code.");
  }
  const { request } = outcome;
  if (fields.get("redirect_uri") !== request.redirectUri) return newShape(400, 4709, "Redirect URI mismatch.");
  if (request.challenge !== null && !fitsChallenge(request.challenge, fields.get("code_verifier"))) {
    return oldShape(400, "invalid_grant", "Invalid code verifier");
  }
  return tokenAnswer(door, door.grants.open(request));
}

function fitsChallenge(challenge: { method: "S256" | "plain"; value: string }, verifier: string | null): boolean {
  if (verifier === null) return false;
  const made = challenge.method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");
  return made === challenge.value;
}

function refresh(door: Door, fields: URLSearchParams): Answer {
  const outcome = door.grants.refresh(fields.get("refresh_token") ?? "");
  if (outcome.kind !== "issued") {
    return outcome.kind === "replaced"
      ? newShape(400, 4741, "The token was replaced by a newer authorization.")
      : oldShape(400, "invalid_grant", "Invalid Token!");
  }
  return tokenAnswer(door, outcome.tokens);
}

function tokenAnswer(door: Door, tokens: IssuedTokens): Answer {
  return json(200, {
    access_token: tokens.accessToken,
    token_type: "bearer",
    refresh_token: tokens.refreshToken,
    expires_in: tokens.expiresIn,
    scope: tokens.scopes.toSorted().join(" "),
    ...(door.apiUrl === null ? {} : { api_url: door.apiUrl }),
  });
}

/** Answers a revocation: access and refresh token of the grant end together. */
export function answerRevoke(door: Omit<Door, "apiUrl">, ask: Ask): Answer {
  if (!isOurClient(door.settings, ask.headers.authorization))
    return oldShape(401, "invalid_client", "Invalid client_id or client_secret");
  const token = readFields(ask).get("token") ?? "";
  return door.grants.revoke(token)
    ? json(200, { status: "success" })
    : oldShape(400, "invalid_request", "Invalid Token!");
}
