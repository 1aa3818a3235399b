/** `GET /oauth/authorize` shows the question, `POST` takes the answer. */
import type { ZoomAccount } from "../company/directory.ts";
import { findUser } from "../company/directory.ts";
import { type Answer, type Ask, html } from "../http/exchange.ts";
import type { SandboxSettings } from "../settings.ts";
import { type AuthorizeFields, consentPage, refusalPage } from "./consent-page.ts";
import type { Grants } from "./grants.ts";
import { allScopes } from "./scopes.ts";

type Door = { settings: SandboxSettings; accounts: readonly ZoomAccount[]; grants: Grants };

type AuthorizeRequest = {
  redirectUri: string;
  state: string | null;
  challenge: { method: "S256" | "plain"; value: string } | null;
};

const fieldNames = [
  "response_type",
  "client_id",
  "redirect_uri",
  "state",
  "code_challenge",
  "code_challenge_method",
] as const;

/** Zoom's page with a number, when the request itself is wrong. */
function badRequest(code: string, sentence: string): Answer {
  const next = "This is a fault in how the app asks, not something you did. Nothing was allowed.";
  return html(400, refusalPage(`Zoom cannot go on (${code})`, sentence, next, null));
}

function readRequest(door: Door, fields: URLSearchParams): AuthorizeRequest | Answer {
  const redirectUri = fields.get("redirect_uri");
  if (fields.get("client_id") !== door.settings.clientId)
    return badRequest("4,702", "Invalid client: no app has this client id.");
  if (fields.get("response_type") !== "code")
    return badRequest("4,706", "Invalid request: response_type must be code.");
  if (redirectUri === null || !door.settings.redirectUris.includes(redirectUri)) {
    return badRequest("4,700", "Invalid redirect url: it is not in the app's list, byte for byte.");
  }
  const value = fields.get("code_challenge");
  // As at Zoom, a challenge without a method is a plain one.
  const method = fields.get("code_challenge_method") ?? "plain";
  if (value === null) return { redirectUri, state: fields.get("state"), challenge: null };
  if (method !== "S256" && method !== "plain")
    return badRequest("4,706", "Invalid request: code_challenge_method must be S256 or plain.");
  return { redirectUri, state: fields.get("state"), challenge: { method, value } };
}

function sendBack(request: AuthorizeRequest, values: Record<string, string>): Answer {
  const back = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(values)) back.searchParams.set(name, value);
  if (request.state !== null) back.searchParams.set("state", request.state);
  return { status: 302, headers: { Location: back.href }, body: "" };
}

/** The question. */
export function showConsent(door: Door, ask: Ask): Answer {
  const request = readRequest(door, ask.query);
  if ("status" in request) return request;
  const fields: AuthorizeFields = {};
  for (const name of fieldNames) {
    const value = ask.query.get(name);
    if (value !== null) fields[name] = value;
  }
  return html(200, consentPage(door.accounts, fields, new URL(request.redirectUri).host));
}

/** The answer. */
export function takeDecision(door: Door, ask: Ask): Answer {
  const form = new URLSearchParams(ask.body.toString());
  const request = readRequest(door, form);
  if ("status" in request) return request;
  const appUrl = new URL("/", request.redirectUri).href;
  switch (form.get("decision")) {
    case "allow":
      return allow(door, request, form, allScopes);
    case "allow-without":
      return allow(
        door,
        request,
        form,
        allScopes.filter((scope) => scope !== form.get("withoutScope")),
      );
    case "decline":
      return sendBack(request, { error: "access_denied", error_description: "The user declined the request" });
    case "blocked":
      return html(
        403,
        refusalPage(
          "This app is not approved by your account admin",
          "Your Zoom account lets people add only apps that an admin has pre-approved, and this one is not.",
          "Ask a Zoom admin to open Zoom App Marketplace, Manage, Requests, and to allow the app. Then start again from the app.",
          appUrl,
        ),
      );
    case "not-admin":
      return html(
        403,
        refusalPage(
          "You need to be an account admin",
          "This type of app is added for the whole account, and your Zoom role does not allow that.",
          "Ask a Zoom owner or admin to connect it.",
          appUrl,
        ),
      );
    case "stay":
      return html(
        200,
        refusalPage(
          "You declined",
          "Nothing was allowed. You can close this page.",
          "The app does not learn that you declined.",
          appUrl,
        ),
      );
    default:
      return badRequest("4,700", "The answer is neither allow nor decline.");
  }
}

function allow(door: Door, request: AuthorizeRequest, form: URLSearchParams, scopes: readonly string[]): Answer {
  const account = door.accounts.find((other) => other.key === form.get("account")) ?? door.accounts[0];
  const admin = account === undefined ? null : findUser(account, account.adminKey);
  if (account === undefined || admin === null || admin.id === null)
    return badRequest("4,735", "The signed-in user is not in the account any more.");
  const { redirectUri, challenge } = request;
  const code = door.grants.issueCode({
    accountId: account.id,
    userId: admin.id,
    clientId: door.settings.clientId,
    scopes: [...scopes],
    redirectUri,
    challenge,
  });
  return sendBack(request, { code });
}
