/** Our side of Zoom against the local Zoom: sign-in, directory, history and deliveries, all in one company's day. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSettings } from "#sandbox/settings.ts";
import { startTestSandbox, type TestSandbox } from "#sandbox/testing.ts";
import { readMe } from "./account.ts";
import { readCallDetail, readCallHistory } from "./call-history.ts";
import { readHistoryMeetings } from "./history-meetings.ts";
import { authorizeUrl, codeChallengeOf, exchangeCode, newCodeVerifier, refreshTokens, revokeToken } from "./oauth.ts";
import { readPastMeeting } from "./past-meeting.ts";
import { readPhoneUsers } from "./phone-users.ts";
import { missingScopes } from "./scopes.ts";
import { collect, testClient } from "./stand-in.ts";
import { readUserCalls } from "./user-calls.ts";
import { readUserMeetings } from "./user-meetings.ts";
import { readUsers } from "./users.ts";
import { readWebhook } from "./webhook-events.ts";
import { verifyWebhook } from "./webhook-signature.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://localhost/unused",
    NEXTAUTH_SECRET: "x".repeat(32),
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
    ZOOM_CLIENT_ID: defaultSettings.clientId,
    ZOOM_CLIENT_SECRET: defaultSettings.clientSecret,
    ZOOM_OAUTH_URL: sandbox.url,
    ZOOM_API_URL: sandbox.url,
  });
});
afterAll(() => sandbox.close());

const now = new Date("2026-11-17T12:00:00Z");
const window = { startAt: new Date("2026-11-15T00:00:00Z"), endAt: now };
const FORBIDDEN = /canary|pwd=|\+\d{7,}/i;

function client() {
  const { accessToken } = sandbox.control.connect();
  return testClient(sandbox.url, { getAccessToken: async () => accessToken, now: () => now });
}

describe("our side and the local Zoom", () => {
  it("connects, refreshes, reads who authorised and revokes", async () => {
    const codeVerifier = newCodeVerifier();
    const { redirectUri } = sandbox;
    const url = authorizeUrl({ state: "s1", codeChallenge: await codeChallengeOf(codeVerifier), redirectUri });
    const body = new URLSearchParams([...url.searchParams, ["decision", "allow"]]);
    const answer = await fetch(`${url.origin}${url.pathname}`, { method: "POST", body, redirect: "manual" });
    const code = new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const first = await exchangeCode({ code, codeVerifier, redirectUri, now });
    expect(missingScopes(first.scopes)).toEqual([]);
    await expect(exchangeCode({ code, codeVerifier, redirectUri, now })).rejects.toMatchObject({ kind: "auth" });

    const second = await refreshTokens({ refreshToken: first.refreshToken, now });
    await expect(refreshTokens({ refreshToken: first.refreshToken, now })).rejects.toMatchObject({ kind: "auth" });
    const asking = testClient(second.apiUrl, { getAccessToken: async () => second.accessToken });
    expect(await readMe(asking)).toMatchObject({ accountId: expect.any(String), email: expect.stringContaining("@") });
    await revokeToken(second.accessToken);
    await expect(readMe(asking)).rejects.toMatchObject({ kind: "auth" });
  });

  it("reads the whole directory", async () => {
    const zoom = client();
    const active = await collect(readUsers(zoom, "active"));
    const pending = await collect(readUsers(zoom, "pending"));
    const phones = await collect(readPhoneUsers(zoom));
    expect(active.items.length).toBeGreaterThan(100);
    expect(pending.items.every((user) => user.zoomUserId === null)).toBe(true);
    expect(phones.pages).toBeGreaterThan(1);
    expect([active.skipped, pending.skipped, phones.skipped]).toEqual([0, 0, 0]);
    expect(JSON.stringify([active, pending, phones])).not.toMatch(FORBIDDEN);
  });

  it("reads the history of the account and of one host alike", async () => {
    const zoom = client();
    const history = await collect(readHistoryMeetings(zoom, window));
    expect(history.items.length).toBeGreaterThan(20);
    expect(JSON.stringify(history)).not.toMatch(FORBIDDEN);
    const [session] = history.items;
    if (session === undefined || !("email" in session.host)) throw new Error("The first session has no host");
    const run = await readPastMeeting(zoom, { key: session.key, product: session.product });
    expect(run).toMatchObject({ key: session.key, startAt: session.startAt, endAt: session.endAt });
    const { email } = session.host;
    const users = await collect(readUsers(zoom, "active"));
    const zoomUserId = users.items.find((user) => user.email === email)?.zoomUserId ?? "";
    const own = await collect(readUserMeetings(zoom, { zoomUserId, window }));
    expect(own.items.map(({ key }) => key)).toContain(session.key);
  });

  it("reads calls, and who took the calls of queues", async () => {
    const zoom = client();
    const calls = await collect(readCallHistory(zoom, window));
    expect(calls.items.length).toBeGreaterThan(20);
    expect(calls.lookUp.length).toBeGreaterThan(0);
    const detail = await readCallDetail(zoom, calls.lookUp[0] ?? "");
    expect(detail?.skipped).toBe(0);
    const known = calls.items.find(({ zoomUser }) => "extensionId" in zoomUser && zoomUser.extensionId !== null);
    if (known === undefined || !("extensionId" in known.zoomUser)) throw new Error("No call names an extension");
    const { extensionId } = known.zoomUser;
    const phones = await collect(readPhoneUsers(zoom));
    const user = phones.items.find((phone) => phone.extensionId === extensionId);
    const legs = await collect(
      readUserCalls(zoom, { zoomUserId: user?.zoomUserId ?? "", extensionId, email: user?.email ?? null, window }),
    );
    expect(legs.items.find(({ callKey }) => callKey === known.callKey)).toMatchObject({ direction: known.direction });
    expect(JSON.stringify([calls, detail, legs])).not.toMatch(FORBIDDEN);
  });

  it("verifies and reads its deliveries", async () => {
    sandbox.control.setFaults({});
    const users = await collect(readUsers(client(), "active"));
    const zoomUserId = users.items.find(({ licence, email }) => licence === "licensed" && email !== null)?.zoomUserId;
    sandbox.control.startSession({ person: zoomUserId ?? "", topic: "Launch 🎉 Größe" });
    await sandbox.control.settled();
    expect(sandbox.received.length).toBeGreaterThan(0);
    for (const { body, headers, event } of sandbox.received) {
      const rawBody = Buffer.from(body);
      const verdict = verifyWebhook({
        rawBody,
        headers: new Headers(headers as Record<string, string>),
        secrets: [defaultSettings.webhookSecret],
        now,
      });
      expect(verdict).toEqual({ kind: "verified", secretIndex: 0 });
      const reading = readWebhook(rawBody);
      expect(reading).toMatchObject({ kind: "observations", event, skipped: 0 });
      expect(JSON.stringify(reading)).not.toMatch(FORBIDDEN);
    }
  });
});
