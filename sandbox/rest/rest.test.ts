import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { IssuedTokens } from "../oauth/grants.ts";
import { type Json, rowsOf, startTestSandbox, type TestSandbox } from "../testing.ts";

// A month of history is made up on the spot, which takes seconds where other work shares the processor.
vi.setConfig({ testTimeout: 30_000 });

let sandbox: TestSandbox;
let tokens: IssuedTokens;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  tokens = sandbox.control.connect();
});
afterEach(() => sandbox.close());

const get = (path: string) => sandbox.get(path, tokens);
const twice = (uuid: unknown) => encodeURIComponent(encodeURIComponent(String(uuid)));

/** Follows the pages to the end. */
async function readAll(path: string, list: string): Promise<Json[]> {
  const rows: Json[] = [];
  let token = "";
  do {
    const { status, body } = await get(`${path}&next_page_token=${encodeURIComponent(token)}`);
    expect(status).toBe(200);
    rows.push(...rowsOf(body, list));
    token = String(body.next_page_token);
  } while (token !== "");
  return rows;
}

describe("users", () => {
  test("me is the admin, in the right account", async () => {
    const { body, headers } = await get("/users/me");
    expect(body).toMatchObject({ email: "rosa.martens@halden.example", role_id: "1", status: "active" });
    expect(body.account_id).toBe(sandbox.control.state().accounts[0]?.id);
    expect(headers.get("x-zm-trackingid")).toBeTruthy();
    expect(headers.get("x-ratelimit-category")).toBe("Light");
  });

  test("all pages together are everyone once, and people who have not accepted have no id", async () => {
    const active = await readAll("/users?status=active&page_size=100", "users");
    const inactive = await readAll("/users?status=inactive&page_size=100", "users");
    const pending = await readAll("/users?status=pending&page_size=2", "users");
    expect(active.length + inactive.length + pending.length).toBe(242);
    expect(new Set(active.map((user) => user.id)).size).toBe(active.length);
    expect(pending.every((user) => !("id" in user))).toBe(true);
  });

  test("is found by e-mail in any case, and else unknown", async () => {
    expect((await get("/users/AMARA.OKAFOR@halden.example")).body).toMatchObject({ display_name: "Amara Okafor" });
    expect(await get("/users/nobody@halden.example")).toMatchObject({ status: 404, body: { code: 1001 } });
  });
});

describe("pages", () => {
  const list = "/report/history_meetings?from=2026-11-16&to=2026-11-17&meeting_type=all&page_size=30";

  test("a token belongs to its question", async () => {
    const token = encodeURIComponent(String((await get(list)).body.next_page_token));
    const other = list.replace("page_size=30", "page_size=31");
    expect(await get(`${other}&next_page_token=${token}`)).toMatchObject({ status: 400, body: { code: 300 } });
    expect((await get(`${list}&next_page_token=${token}`)).status).toBe(200);
  });

  test("a token lives 15 minutes", async () => {
    const token = encodeURIComponent(String((await get(list)).body.next_page_token));
    sandbox.setNow("2026-11-17T12:15:00Z");
    expect(await get(`${list}&next_page_token=${token}`)).toMatchObject({ status: 400, body: { code: 300 } });
  });

  test("what happens meanwhile does not move rows between pages", async () => {
    const first = rowsOf((await get(list)).body, "history_meetings");
    const rest = await readAll(list, "history_meetings");
    expect(new Set(rest.map((row) => row.meeting_uuid)).size).toBe(rest.length);
    expect(rest.slice(0, 30)).toEqual(first);
  });

  test("phone says code 400 to a wrong token", async () => {
    const wrong = "/phone/call_history?from=2026-11-16&to=2026-11-17&next_page_token=wrong";
    expect(await get(wrong)).toMatchObject({ status: 400, body: { code: 400 } });
  });
});

describe("windows", () => {
  test.each([
    ["from=2026-10-01&to=2026-11-02", 400],
    ["from=2026-10-01&to=2026-11-01", 200],
    ["from=2026-05-01&to=2026-05-10", 400],
    ["from=2026-05-18&to=2026-05-20", 200],
    ["from=2026-11-17&to=2026-11-16", 400],
    ["from=17.11.2026&to=2026-11-17", 400],
    ["", 400],
  ])("of reports: %s → %i", async (query, expected) => {
    const { status, body } = await get(`/report/history_meetings?${query}`);
    expect(status).toBe(expected);
    if (expected === 400) expect(body.code).toBe(300);
  });

  test("of calls: instants, dates, or the last day", async () => {
    const hour = await readAll(
      "/phone/call_history?from=2026-11-17T09:00:00Z&to=2026-11-17T10:00:00Z&page_size=300",
      "call_history",
    );
    expect(hour.length).toBeGreaterThan(5);
    expect(
      hour.every(
        (call) => String(call.start_time).startsWith("2026-11-17T09") || call.start_time === "2026-11-17T10:00:00Z",
      ),
    ).toBe(true);
    expect((await get("/phone/call_history")).status).toBe(200);
    expect((await get("/phone/call_history?from=2026-11-17")).status).toBe(400);
    expect((await get("/phone/call_history?from=2026-11-17T09:00:00Z&to=2026-11-17")).status).toBe(400);
  });
});

describe("reports", () => {
  test("the account's list and the lists of its hosts tell the same story", async () => {
    const window = "from=2026-11-16&to=2026-11-16&page_size=300";
    const account = await readAll(`/report/history_meetings?${window}&meeting_type=all`, "history_meetings");
    const hosts = await readAll(`/report/users?${window}`, "users");
    const keys: unknown[] = [];
    for (const host of hosts.slice(0, 12)) {
      const past = await readAll(`/report/users/${host.id}/meetings?${window}`, "meetings");
      const alone = await readAll(`/report/users/${host.id}/meetings?${window}&type=pastOne`, "meetings");
      expect(past.length + alone.length).toBe(host.meetings);
      keys.push(...[...past, ...alone].map((row) => row.uuid));
    }
    expect(account.map((row) => row.meeting_uuid)).toEqual(expect.arrayContaining(keys));
    expect(account[0]?.start_time).toMatch(/^2026-11-16 \d\d:\d\d:\d\d$/);
  });

  test("a session alone is in pastOne only", async () => {
    const made = {
      person: "amara-okafor",
      startAt: "2026-11-17T10:00:00Z",
      endAt: "2026-11-17T10:00:06Z",
      participants: 1,
    };
    const { uuid } = sandbox.control.startSession(made);
    const window = "from=2026-11-17&to=2026-11-17&page_size=300";
    const path = `/report/users/amara.okafor@halden.example/meetings?${window}`;
    expect((await readAll(path, "meetings")).map((row) => row.uuid)).not.toContain(uuid);
    const alone = await readAll(`${path}&type=pastOne`, "meetings");
    expect(alone.find((row) => row.uuid === uuid)).toMatchObject({ duration: 1 });
  });

  test("webinars can be asked for alone", async () => {
    const rows = await readAll(
      "/report/history_meetings?from=2026-11-02&to=2026-11-16&meeting_type=webinar&page_size=300",
      "history_meetings",
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.every((row) => row.type === "Webinar")).toBe(true);
  });

  test("keeps the e-mail that the host had then", async () => {
    sandbox.control.changeEmail({ person: "amara-okafor", email: "amara.new@halden.example" });
    sandbox.setNow("2026-11-17T12:30:00Z");
    sandbox.control.startSession({
      person: "amara-okafor",
      topic: "After",
      startAt: "2026-11-17T12:10:00Z",
      endAt: "2026-11-17T12:20:00Z",
    });
    const rows = await readAll(
      "/report/history_meetings?from=2026-11-10&to=2026-11-17&page_size=300",
      "history_meetings",
    );
    const hers = rows.filter((row) => row.host_display_name === "Amara Okafor");
    expect(hers.find((row) => row.topic === "After")?.host_email).toBe("amara.new@halden.example");
    expect(hers.some((row) => row.host_email === "amara.okafor@halden.example")).toBe(true);
  });
});

describe("one session", () => {
  test("is found by its uuid, encoded twice where it must be", async () => {
    const rows = await readAll(
      "/report/history_meetings?from=2026-11-10&to=2026-11-16&page_size=300&meeting_type=meeting",
      "history_meetings",
    );
    const slashed = rows.filter((row) => String(row.meeting_uuid).startsWith("/"));
    expect(slashed.length).toBeGreaterThan(0);
    for (const row of [...slashed.slice(0, 3), ...rows.slice(0, 3)]) {
      const { status, body } = await get(`/past_meetings/${twice(row.meeting_uuid)}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ uuid: row.meeting_uuid, topic: row.topic, user_email: row.host_email });
    }
    const once = encodeURIComponent(String(slashed[0]?.meeting_uuid));
    expect(await get(`/past_meetings/${once}`)).toMatchObject({ status: 404, body: { code: 3001 } });
  });

  test("is unknown while it runs, and known once it has ended", async () => {
    const { uuid, hostId } = sandbox.control.startSession({ person: "ben-ashworth", topic: "Now" });
    expect(await get(`/past_meetings/${twice(uuid)}`)).toMatchObject({ status: 404, body: { code: 3001 } });
    sandbox.setNow("2026-11-17T12:30:00Z");
    sandbox.control.endSession({ uuid });
    const { body } = await get(`/past_meetings/${twice(uuid)}`);
    expect(body).toMatchObject({
      host_id: hostId,
      start_time: "2026-11-17T12:00:00Z",
      end_time: "2026-11-17T12:30:00Z",
      duration: 30,
    });
  });
});

describe("refusals", () => {
  const reports = "/report/history_meetings?from=2026-11-17&to=2026-11-17";

  test("the second account has no Zoom Phone, and writes ISO times", async () => {
    const lab = sandbox.control.connect({ account: "lab" });
    expect(await sandbox.get("/phone/users", lab)).toMatchObject({ status: 400, body: { code: 2031 } });
    const { body } = await sandbox.get("/report/history_meetings?from=2026-11-10&to=2026-11-17", lab);
    expect(rowsOf(body, "history_meetings")[0]?.start_time).toMatch(/T.*Z$/);
  });

  test("a role without rights loses one product only", async () => {
    sandbox.control.setFaults({ refusesReports: true });
    expect(await get(reports)).toMatchObject({ status: 400, body: { code: 200, message: "No permission." } });
    expect((await get("/phone/users")).status).toBe(200);
    sandbox.control.setFaults({ refusesReports: false, refusesPhone: true });
    expect(await get("/phone/users")).toMatchObject({ status: 400, body: { code: 200 } });
    expect((await get(reports)).status).toBe(200);
  });

  test("phone names a missing scope with a code of its own", async () => {
    const poor = sandbox.control.connect({ withoutScopes: ["phone:read:list_users:admin"] });
    const { status, body } = await sandbox.get("/phone/users", poor);
    expect({ status, body }).toEqual({
      status: 400,
      body: { code: 104, message: "Invalid access token, does not contain scopes:[phone:read:list_users:admin]." },
    });
  });

  test("unknown addresses, methods and tokens", async () => {
    expect(await get("/nothing")).toMatchObject({ status: 404, body: { code: 2300 } });
    expect(await sandbox.get("/users/me", { accessToken: "made-up" })).toMatchObject({
      status: 401,
      body: { code: 124 },
    });
  });

  test("a storm of 429s and an outage", async () => {
    sandbox.control.setFaults({ isStorm: true });
    const storm = await get("/users/me");
    expect(storm).toMatchObject({ status: 429, body: { code: 429 } });
    expect(storm.headers.get("x-ratelimit-type")).toBe("QPS");
    sandbox.control.setFaults({ isStorm: false, isBroken: true });
    const response = await fetch(`${sandbox.url}/v2/users/me`, {
      headers: { Authorization: `Bearer ${tokens.accessToken}` },
    });
    expect(response.status).toBe(503);
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  test("too many calls in a second, for this account only", async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => get(`${reports}&page_size=1`)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    const lab = sandbox.control.connect({ account: "lab" });
    expect((await sandbox.get("/users/me", lab)).status).toBe(200);
  });
});
