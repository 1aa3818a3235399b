import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { ZoomError } from "#lib/errors.ts";
import { chooseApiUrl, readBaseUrl } from "./base-url.ts";
import { authorizeUrl, codeChallengeOf, exchangeCode, newCodeVerifier, refreshTokens, revokeToken } from "./oauth.ts";
import { startStandIn } from "./stand-in.ts";

const zoom = startStandIn();
const now = new Date("2026-03-10T12:00:00Z");
const redirectUri = "https://worksights.test/api/zoom/callback";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://localhost/unused",
    NEXTAUTH_SECRET: "x".repeat(32),
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
    // Zoom's ids contain characters that the OAuth standard would encode.
    ZOOM_CLIENT_ID: "client_id-1.~",
    ZOOM_CLIENT_SECRET: "secret_/+%",
    ZOOM_OAUTH_URL: zoom.url,
  });
});

const tokens = {
  access_token: "access-1",
  token_type: "bearer",
  refresh_token: "refresh-2",
  expires_in: 3599,
  scope: "user:read:user:admin report:read:user:admin",
  api_url: "https://api-eu.zoom.us",
};
const exchange = () => exchangeCode({ code: "c0de", codeVerifier: "verifier", redirectUri, now });
const failureOf = async (promise: Promise<unknown>): Promise<ZoomError> => {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ZoomError)) throw new Error(`Not a ZoomError: ${String(thrown)}`);
  return thrown;
};

describe("the way to Zoom", () => {
  it("names everything that Zoom needs, the challenge method, and no scope", async () => {
    const verifier = newCodeVerifier();
    const codeChallenge = await codeChallengeOf(verifier);
    expect(codeChallenge).toBe(createHash("sha256").update(verifier).digest("base64url"));
    expect(newCodeVerifier()).not.toBe(verifier);
    const url = authorizeUrl({ state: "st&te", codeChallenge, redirectUri });
    expect(`${url.origin}${url.pathname}`).toBe(`${zoom.url}/oauth/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: "code",
      client_id: "client_id-1.~",
      redirect_uri: redirectUri,
      state: "st&te",
      code_challenge: codeChallenge,
      code_challenge_method: "S256",
    });
  });
});

describe("tokens", () => {
  it("trades a code in the body of the request, id and secret as they are", async () => {
    zoom.answer({ json: tokens });
    expect(await exchange()).toEqual({
      accessToken: "access-1",
      refreshToken: "refresh-2",
      expiresAt: new Date("2026-03-10T12:59:59Z"),
      scopes: ["user:read:user:admin", "report:read:user:admin"],
      apiUrl: "https://api-eu.zoom.us",
    });
    const [asked] = zoom.asked;
    expect(asked).toMatchObject({ method: "POST", path: "/oauth/token" });
    expect([...(asked?.query ?? [])]).toEqual([]);
    expect(asked?.headers.get("authorization")).toBe(
      `Basic ${Buffer.from("client_id-1.~:secret_/+%").toString("base64")}`,
    );
    expect(asked?.headers.get("content-type")).toContain("application/x-www-form-urlencoded");
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      grant_type: "authorization_code",
      code: "c0de",
      redirect_uri: redirectUri,
      code_verifier: "verifier",
    });
  });

  it("trades a refresh token", async () => {
    zoom.answer({
      json: { ...tokens, token_type: "Bearer", expires_in: "3600", api_url: undefined, scope: undefined },
    });
    expect(await refreshTokens({ refreshToken: "refresh-1", now })).toMatchObject({
      refreshToken: "refresh-2",
      expiresAt: new Date("2026-03-10T13:00:00Z"),
      scopes: [],
      apiUrl: "https://api.zoom.us",
    });
    expect(zoom.asked[0]?.body).toBe("refresh_token=refresh-1&grant_type=refresh_token");
  });

  it("keeps the refresh token when Zoom gives no new one, and understands bodies of other forms", async () => {
    const { refresh_token: _token, scope: _scope, api_url: _url, ...bare } = tokens;
    zoom.answer({ json: { ...bare, expires_in: "3599", token_type: "Bearer" } });
    expect(await refreshTokens({ refreshToken: "refresh-1", now })).toMatchObject({
      refreshToken: "refresh-1",
      expiresAt: new Date("2026-03-10T12:59:59Z"),
      scopes: [],
    });
    zoom.answer({ json: bare });
    await expect(exchange()).rejects.toMatchObject({ kind: "contract" });
  });

  it("asks once and only once", async () => {
    zoom.answer({ status: 503, text: "<html>CANARY</html>" });
    expect(await failureOf(refreshTokens({ refreshToken: "r", now }))).toMatchObject({
      kind: "transient",
      status: 503,
    });
    expect(zoom.asked).toHaveLength(1);
  });

  it("revokes", async () => {
    zoom.answer({ json: { status: "success" } });
    await revokeToken("access-1");
    expect(zoom.asked[0]).toMatchObject({ path: "/oauth/revoke", body: "token=access-1" });
    zoom.answer({ status: 400, json: { reason: "Invalid Token!", error: "invalid_request" } });
    await expect(revokeToken("access-1")).rejects.toThrow(ZoomError);
  });

  it.each([
    [400, { reason: "Invalid Token!", error: "invalid_grant" }, "auth"],
    [401, { reason: "Invalid client_id or client_secret", error: "invalid_client" }, "configuration"],
    [400, { reason: "Bad", error: "invalid_request" }, "configuration"],
    [400, { code: 4734, message: "Invalid authorization code." }, "auth"],
    [400, { code: "4733", message: "The code is expired." }, "auth"],
    [400, { errorCode: 4735, errorMessage: "Owner of token does not exist." }, "auth"],
    [400, { code: 4737, message: "" }, "auth"],
    [400, { code: 4738, message: "" }, "auth"],
    [400, { code: 4741, message: "The token has been revoked." }, "auth"],
    [400, { code: 4711, message: "Scopes do not match" }, "auth"],
    [401, { code: 4702, message: "Invalid client." }, "configuration"],
    [400, { code: 4709, message: "Redirect URI mismatch." }, "configuration"],
    [400, { code: 4700, message: "Invalid redirect url" }, "configuration"],
    [401, { code: 4700, message: "Token cannot be empty." }, "auth"],
    [400, { code: 4717, message: "The app has been disabled." }, "configuration"],
    [200, { reason: "Invalid Token!", error: "invalid_grant" }, "auth"],
    [200, { code: 4741, message: "" }, "auth"],
    [401, {}, "configuration"],
    [400, {}, "contract"],
    [429, { code: 429, message: "Too many requests" }, "transient"],
    [500, { error: "server_error" }, "transient"],
    [302, {}, "contract"],
    [200, { access_token: "only" }, "contract"],
  ])("takes %d %j for %s", async (status, json, kind) => {
    zoom.answer({ status, json });
    const thrown = await failureOf(exchange());
    expect(thrown.kind).toBe(kind);
    expect(`${thrown.message}${JSON.stringify(thrown)}`).not.toMatch(/c0de|verifier|secret_|access-1|refresh-/);
  });
});

describe("the addresses that tokens are sent to", () => {
  it.each([
    ["https://api-eu.zoom.us", undefined, "https://api-eu.zoom.us"],
    ["https://api-us.zoom.us/", undefined, "https://api-us.zoom.us"],
    ["https://northwind.zoom.us/v2", undefined, "https://northwind.zoom.us"],
    ["http://api-eu.zoom.us", undefined, "https://api.zoom.us"],
    ["https://api.zoom.us.evil.test", undefined, "https://api.zoom.us"],
    ["https://evilzoom.us", undefined, "https://api.zoom.us"],
    ["https://user:pw@api.zoom.us", undefined, "https://api.zoom.us"],
    ["javascript:alert(1)", undefined, "https://api.zoom.us"],
    ["", undefined, "https://api.zoom.us"],
    [undefined, undefined, "https://api.zoom.us"],
    [7, undefined, "https://api.zoom.us"],
    ["https://api-eu.zoom.us", "http://localhost:4010", "http://localhost:4010"],
    [undefined, "http://localhost:4010/v2/", "http://localhost:4010"],
    [undefined, "https://stand-in.test/zoom/", "https://stand-in.test/zoom"],
  ])("%s with the setting %s is %s", (fromToken, setting, expected) => {
    expect(chooseApiUrl(fromToken, setting)).toBe(expected);
  });

  it("allows plain http on this machine only", () => {
    for (const url of ["http://localhost:4010", "http://127.0.0.1:1", "http://[::1]:2", "https://zoom.us"]) {
      expect(readBaseUrl(url)).toBe(url);
    }
    for (const url of [
      "http://zoom.us",
      "http://127.0.0.1.evil.test",
      "http://localhost.evil.test",
      "file:///x",
      "x",
    ]) {
      expect(() => readBaseUrl(url)).toThrow(ZoomError);
    }
  });
});
