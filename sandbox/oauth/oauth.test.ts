import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defaultSettings } from "../settings.ts";
import { type Json, startTestSandbox, type TestSandbox } from "../testing.ts";

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

const basic = `Basic ${Buffer.from(`${defaultSettings.clientId}:${defaultSettings.clientSecret}`).toString("base64")}`;
const verifier = "a-verifier-that-is-long-enough-for-anyone-0123456789";
const challenge = createHash("sha256").update(verifier).digest("base64url");

function question(changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    response_type: "code",
    client_id: defaultSettings.clientId,
    redirect_uri: sandbox.redirectUri,
    state: "some state/+",
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...changes,
  });
}

async function decide(
  decision: string,
  changes: Record<string, string> = {},
): Promise<{ status: number; back: URL | null; text: string }> {
  const body = question({ decision, ...changes });
  const response = await fetch(`${sandbox.url}/oauth/authorize`, { method: "POST", body, redirect: "manual" });
  const location = response.headers.get("location");
  return { status: response.status, back: location === null ? null : new URL(location), text: await response.text() };
}

async function post(
  path: string,
  fields: Record<string, string>,
  authorization = basic,
): Promise<{ status: number; body: Json }> {
  const headers = { Authorization: authorization };
  const response = await fetch(`${sandbox.url}${path}`, { method: "POST", headers, body: new URLSearchParams(fields) });
  return { status: response.status, body: (await response.json()) as Json };
}

async function newCode(changes: Record<string, string> = {}): Promise<string> {
  return (await decide("allow", changes)).back?.searchParams.get("code") ?? "";
}

const trade = (code: string, changes: Record<string, string> = {}) =>
  post("/oauth/token", {
    grant_type: "authorization_code",
    code,
    redirect_uri: sandbox.redirectUri,
    code_verifier: verifier,
    ...changes,
  });
const refresh = (token: string) => post("/oauth/token", { grant_type: "refresh_token", refresh_token: token });

describe("the consent page", () => {
  test("asks, names both accounts, and says that it is not Zoom", async () => {
    const response = await fetch(`${sandbox.url}/oauth/authorize?${question()}`);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain(">Allow</button>");
    expect(text).toContain(">Decline</button>");
    expect(text).toContain("stand-in for Zoom");
    expect(text).toContain("Halden Lab");
  });

  test.each([
    [{ client_id: "another" }, "4,702"],
    [{ redirect_uri: "http://localhost:3000/api/zoom/callback/" }, "4,700"],
    [{ response_type: "token" }, "4,706"],
    [{ code_challenge_method: "S512" }, "4,706"],
  ])("stays at Zoom when the question is wrong: %o", async (change, code) => {
    const response = await fetch(`${sandbox.url}/oauth/authorize?${question(change)}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(code);
  });

  test("brings state back unchanged with a code", async () => {
    const { status, back } = await decide("allow");
    expect(status).toBe(302);
    expect(back?.origin).toBe("http://localhost:3000");
    expect(back?.searchParams.get("state")).toBe("some state/+");
    expect(back?.searchParams.get("code")).toBeTruthy();
  });

  test("Decline comes back with access_denied", async () => {
    const { back } = await decide("decline");
    expect(back?.searchParams.get("error")).toBe("access_denied");
    expect(back?.searchParams.has("code")).toBe(false);
  });

  test.each([
    ["blocked", 403, "not approved"],
    ["not-admin", 403, "account admin"],
    ["stay", 200, "You declined"],
  ])("%s ends on a page of Zoom's own", async (decision, expected, words) => {
    const { status, back, text } = await decide(decision);
    expect(status).toBe(expected);
    expect(back).toBeNull();
    expect(text).toContain(words);
  });

  test("writes what it is given as text, never as markup", async () => {
    const response = await fetch(`${sandbox.url}/oauth/authorize?${question({ state: '"><script>x()</script>' })}`);
    expect(await response.text()).not.toContain("<script>x()");
  });
});

describe("trading the code", () => {
  test("gives an hour, both tokens and the scopes", async () => {
    const { status, body } = await trade(await newCode());
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "bearer", expires_in: 3599 });
    expect(String(body.scope).split(" ")).toContain("phone:read:call:admin");
    expect(String(body.access_token).length).toBeGreaterThan(600);
    expect(body).not.toHaveProperty("api_url");
  });

  test("a code works once", async () => {
    const code = await newCode();
    expect((await trade(code)).status).toBe(200);
    expect((await trade(code)).body).toEqual({ code: 4734, message: "Invalid authorization code." });
  });

  test("a code dies after five minutes", async () => {
    const code = await newCode();
    sandbox.setNow("2026-11-17T12:05:00Z");
    expect((await trade(code)).body.code).toBe(4733);
  });

  test("the way back must be the same", async () => {
    expect((await trade(await newCode(), { redirect_uri: "http://localhost:3000/" })).body.code).toBe(4709);
  });

  test("the verifier must fit, S256 and plain", async () => {
    expect((await trade(await newCode(), { code_verifier: "wrong" })).body.error).toBe("invalid_grant");
    const plain = { code_challenge: verifier, code_challenge_method: "plain" };
    expect((await trade(await newCode(plain))).status).toBe(200);
    expect((await trade(await newCode(plain), { code_verifier: "wrong" })).status).toBe(400);
  });

  test("the client must be the right one", async () => {
    const wrong = `Basic ${Buffer.from("sandbox-client:guess").toString("base64")}`;
    const answer = await post("/oauth/token", { grant_type: "authorization_code", code: await newCode() }, wrong);
    expect(answer).toMatchObject({ status: 401, body: { error: "invalid_client" } });
  });

  test("a scope can be missing, and the call that needs it says which", async () => {
    const withoutScope = "report:read:list_history_meetings:admin";
    const code = (await decide("allow-without", { withoutScope })).back?.searchParams.get("code") ?? "";
    const { body } = await trade(code);
    expect(String(body.scope)).not.toContain(withoutScope);
    const answer = await sandbox.get("/report/history_meetings?from=2026-11-16&to=2026-11-17", {
      accessToken: String(body.access_token),
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      code: 4711,
      message: `Invalid access token, does not contain scopes:[${withoutScope}].`,
    });
  });

  test("another account is another Zoom", async () => {
    const { body } = await trade(await newCode({ account: "lab" }));
    const me = await sandbox.get("/users/me", { accessToken: String(body.access_token) });
    expect(me.body).toMatchObject({ email: "alek.doyle@halden-lab.example", company: "Halden Lab", role_id: "0" });
  });
});

describe("refreshing and revoking", () => {
  test("a refresh token works once and is followed by a new one", async () => {
    const first = await trade(await newCode());
    const second = await refresh(String(first.body.refresh_token));
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
    expect((await refresh(String(first.body.refresh_token))).body).toEqual({
      reason: "Invalid Token!",
      error: "invalid_grant",
    });
    expect((await refresh(String(second.body.refresh_token))).status).toBe(200);
  });

  test("an access token lives an hour", async () => {
    const { body } = await trade(await newCode());
    const tokens = { accessToken: String(body.access_token) };
    sandbox.setNow("2026-11-17T12:59:59Z");
    expect((await sandbox.get("/users/me", tokens)).status).toBe(200);
    sandbox.setNow("2026-11-17T13:00:00Z");
    expect(await sandbox.get("/users/me", tokens)).toMatchObject({ status: 401, body: { code: 124 } });
  });

  test("a second authorization by the same admin ends the first", async () => {
    const first = await trade(await newCode());
    await trade(await newCode());
    expect((await refresh(String(first.body.refresh_token))).body.code).toBe(4741);
    expect((await sandbox.get("/users/me", { accessToken: String(first.body.access_token) })).status).toBe(401);
  });

  test("revoking ends both tokens", async () => {
    const { body } = await trade(await newCode());
    expect((await post("/oauth/revoke", { token: String(body.access_token) })).body).toEqual({ status: "success" });
    expect((await refresh(String(body.refresh_token))).body.error).toBe("invalid_grant");
    expect((await sandbox.get("/users/me", { accessToken: String(body.access_token) })).status).toBe(401);
  });

  test("a broken token fails at the next call and at the refresh", async () => {
    const { body } = await trade(await newCode());
    sandbox.control.breakToken({});
    expect((await sandbox.get("/users/me", { accessToken: String(body.access_token) })).status).toBe(401);
    expect((await refresh(String(body.refresh_token))).body.error).toBe("invalid_grant");
  });

  test("an expired token can be refreshed", async () => {
    const { body } = await trade(await newCode());
    sandbox.control.expireToken({});
    expect((await sandbox.get("/users/me", { accessToken: String(body.access_token) })).body.code).toBe(124);
    expect((await refresh(String(body.refresh_token))).status).toBe(200);
  });
});
