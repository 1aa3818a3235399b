/** Everything below "/v2": token, limits, scopes, then the endpoint. */
import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Company } from "../company/company.ts";
import type { Faults } from "../faults.ts";
import { type Answer, type Ask, html, json } from "../http/exchange.ts";
import type { Grant, Grants } from "../oauth/grants.ts";
import type { Endpoint } from "./call.ts";
import { makePageTokens, type PageTokens } from "./paging.ts";
import { pastMeetingEndpoints } from "./past-meeting.ts";
import { phoneEndpoints } from "./phone.ts";
import { makeRateKeeper, type RateKeeper } from "./rate.ts";
import { Refusal } from "./refusal.ts";
import { reportEndpoints } from "./reports.ts";
import { userEndpoints } from "./users.ts";

const endpoints: readonly Endpoint[] = [
  ...userEndpoints,
  ...reportEndpoints,
  ...pastMeetingEndpoints,
  ...phoneEndpoints,
];

export type RestDoor = {
  grants: Grants;
  companies: ReadonlyMap<string, Company>;
  faults: Faults;
  now: Clock;
  reportDelayMs: number;
  rate: RateKeeper;
  pages: PageTokens;
};

/** Limits and page tokens of one sandbox. */
export function makeRestDoor(door: Omit<RestDoor, "rate" | "pages">, otherShare: number): RestDoor {
  const rate = makeRateKeeper({ otherShare: () => (door.faults.hasOtherProgram ? otherShare : 0) });
  return { ...door, rate, pages: makePageTokens() };
}

/** Answers a REST call; whatever goes wrong has Zoom's shape. */
export function answerRest(door: RestDoor, ask: Ask): Answer {
  const tracking = { "x-zm-trackingid": `v=2.0;clid=sandbox;rid=WEB_${randomUUID().replaceAll("-", "").slice(0, 24)}` };
  if (door.faults.isBroken) return html(503, "<html><body><h1>503 Service Unavailable</h1></body></html>");
  try {
    const { body, headers } = answerCall(door, ask);
    return json(200, body, { ...tracking, ...headers });
  } catch (error) {
    if (error instanceof Refusal) return json(error.status, error.body(), { ...tracking, ...error.headers });
    if (error instanceof URIError) return json(400, { code: 300, message: "Invalid path." }, tracking);
    throw error;
  }
}

function answerCall(door: RestDoor, ask: Ask): { body: unknown; headers: Record<string, string> } {
  const grant = readGrant(door, ask);
  const company = door.companies.get(grant.accountId);
  if (!company) throw new Refusal(404, 2001, "Account does not exist.");
  const path = ask.path.replace(/^\/v2/, "");
  for (const endpoint of endpoints) {
    const match = endpoint.path.exec(path);
    if (match === null || ask.method !== "GET") continue;
    if (door.faults.isStorm) throw door.rate.storm(company.account, endpoint.label);
    const headers = door.rate.spend(company.account, endpoint.label, door.now());
    requireScope(endpoint, grant);
    const params = match.slice(1).map((part) => decodeURIComponent(part));
    const call = { ...door, ask, params, account: company.account, company, grant, now: door.now() };
    return { body: endpoint.answer(call), headers };
  }
  throw new Refusal(404, 2300, "This API endpoint is not recognized.");
}

function readGrant(door: RestDoor, ask: Ask): Grant {
  const token = /^Bearer (.+)$/i.exec(ask.headers.authorization ?? "")?.[1] ?? "";
  const outcome = door.grants.readAccess(token);
  if (outcome.kind === "valid") return outcome.grant;
  throw new Refusal(401, 124, outcome.kind === "expired" ? "Access token is expired." : "Invalid access token.");
}

function requireScope(endpoint: Endpoint, grant: Grant): void {
  if (grant.scopes.includes(endpoint.scope)) return;
  const isPhone = endpoint.label.startsWith("Phone-");
  throw new Refusal(400, isPhone ? 104 : 4711, `Invalid access token, does not contain scopes:[${endpoint.scope}].`);
}
