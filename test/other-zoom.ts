/**
 * Another Zoom than the sandbox: its bodies have the forms that circulate in public (numbers as texts, fields missing,
 * null or empty, older names, refusals), so that the app does not lean on the habits of our own stand-in.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";

type Answer = { status?: number; json?: unknown };
export type OtherZoom = {
  url: string;
  /** "METHOD /path" of what was asked, in order. */
  asked: string[];
  /** By path below the base address, "" for what is left; a test may replace any. */
  routes: Record<string, (query: URLSearchParams, body: string) => Answer>;
};

export const ACCOUNT = "Zr7Yt0uLQHqk3mN9sVwXeg";
export const INES = "kP3vQ8a_TgWq1xYb2LmNcA";
export const TOM = "tG/7//x==";

/** When things happened: yesterday, so that every report has them. */
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
export const yesterday = (time: string) => new Date(`${day}T${time}Z`);

const refusal = (status: number, code: number | string, message = "No permission."): Answer => ({
  status,
  json: { code, message },
});
export const answers = { refusal };

const userRows = [
  // No status, a type as a text, a mail with capitals; the list ignores which status was asked for.
  { id: INES, first_name: "Ines", last_name: "Moreau", email: "Ines.Moreau@Northwind.test", type: "2", timezone: "" },
  { id: TOM, first_name: "Tom", last_name: null, display_name: "", email: "tom@northwind.test", type: 1, dept: null },
  { id: null, email: null },
  null,
];

const sessionRows = [
  {
    meeting_uuid: "/Abc//def+g==",
    meeting_id: "84512007733",
    type: "Meeting",
    host_email: "INES.MOREAU@northwind.test",
    topic: "Weekly planning",
    start_time: `${day} 09:01:12`,
    end_time: `${day} 09:46:40`,
    duration: "46",
    group: "Sales",
    participants: null,
  },
  {
    meeting_uuid: "d2ViaW5hcg==",
    meeting_id: 93310045512,
    type: "Webinar",
    host_email: "tom@northwind.test",
    topic: null,
    start_time: `${day}T13:00:00+02:00`,
    end_time: "",
  },
  { meeting_uuid: "bm9zdGFydA==", host_email: "tom@northwind.test", start_time: "", end_time: null },
  { host_email: "tom@northwind.test" },
];

function defaultRoutes(): OtherZoom["routes"] {
  return {
    // Neither scope nor api_url, the lifetime as a text.
    "/oauth/token": () => ({
      json: { access_token: "a.b.c", token_type: "Bearer", refresh_token: "r.e.f", expires_in: "3599" },
    }),
    "/oauth/revoke": () => ({ json: { status: "success" } }),
    "/v2/users/me": () => ({ json: { id: INES, account_id: ACCOUNT, email: "ines.moreau@northwind.test", type: 2 } }),
    "/v2/users": () => ({ json: { page_count: "1", page_size: 300, total_records: "2", users: userRows } }),
    "/v2/phone/users": () => refusal(400, 2013, "Zoom Phone has not been enabled for this account."),
    "/v2/phone/call_history": () => refusal(400, 2013, "Zoom Phone has not been enabled for this account."),
    "/v2/report/history_meetings": () => ({ json: { history_meetings: sessionRows } }),
    "": () => refusal(404, "2300", "This API endpoint is not recognized."),
  };
}

/** Starts it for a test file and points the app at it, by plain http on this machine. Call it after `useTestDatabase`. */
export function useOtherZoom(): OtherZoom {
  const zoom: OtherZoom = { url: "", asked: [], routes: defaultRoutes() };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    zoom.asked.push(`${request.method} ${pathname}`);
    const route = zoom.routes[pathname] ?? zoom.routes[""];
    const { status = 200, json = {} } = route?.(searchParams, Buffer.concat(chunks).toString()) ?? {};
    // Some gateways name no charset, or none at all.
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    zoom.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(process.env, { ZOOM_API_URL: `${zoom.url}/`, ZOOM_OAUTH_URL: zoom.url });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return zoom;
}
