import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { ZoomError } from "#lib/errors.ts";
import { freeLimiter, startStandIn, testClient, testNow } from "./stand-in.ts";

const zoom = startStandIn();
const listSchema = z.object({ users: z.array(z.unknown()) });
const ok = { json: { users: [] } };
const error = (status: number, code: number, message = "CANARY someone@x.test") => ({
  status,
  headers: { "x-zm-trackingid": "track-1" },
  json: { code, message },
});

const get = (path = "/users", options = {}, query = {}) =>
  testClient(zoom.url, options).get(path, query, listSchema, "medium");
async function failure(promise: Promise<unknown>): Promise<ZoomError> {
  const thrown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof ZoomError)) throw new Error(`Not a ZoomError: ${String(thrown)}`);
  return thrown;
}

describe("zoomClient", () => {
  it("asks below /v2 with the token in the header and every parameter that has a value", async () => {
    zoom.answer(ok);
    await get("/users", {}, { status: "active", page_size: 300, next_page_token: null, x: undefined, t: "a+b/c=&d" });
    const [asked] = zoom.asked;
    expect(asked).toMatchObject({ method: "GET", path: "/v2/users" });
    expect(asked?.headers.get("authorization")).toBe("Bearer test-token");
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({ status: "active", page_size: "300", t: "a+b/c=&d" });
  });

  it("takes a base address with a slash or with /v2", async () => {
    zoom.answer(ok);
    for (const apiUrl of [`${zoom.url}/`, `${zoom.url}/v2`, `${zoom.url}/v2/`]) await get("/users", { apiUrl });
    expect(zoom.asked.map(({ path }) => path)).toEqual(["/v2/users", "/v2/users", "/v2/users"]);
  });

  it("never sends a token over plain http to another machine", () => {
    for (const apiUrl of ["http://api.zoom.us", "http://127.0.0.1.evil.test", "ftp://zoom.us", "zoom"]) {
      expect(() => testClient(apiUrl)).toThrow(ZoomError);
    }
  });

  it("keeps long numbers as they were sent", async () => {
    zoom.answer({ text: '{"users":[{"id":9223372036854775807}]}' });
    expect(await get()).toEqual({ users: [{ id: "9223372036854775807" }] });
  });

  it("refreshes the token once and tries once more", async () => {
    const getAccessToken = vi.fn(async (options?: { forceRefresh?: boolean }) =>
      options?.forceRefresh ? "new" : "old",
    );
    zoom.answer(error(401, 124), ok);
    await get("/users", { getAccessToken });
    expect(zoom.asked.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer old", "Bearer new"]);

    zoom.answer(error(400, 124));
    expect(await failure(get("/users", { getAccessToken }))).toMatchObject({
      kind: "auth",
      status: 400,
      zoomCode: 124,
    });
    expect(getAccessToken.mock.calls.filter(([options]) => options?.forceRefresh)).toHaveLength(2);
  });

  it("takes 124 on the phone lists for a refusal of the site, with no new token", async () => {
    const getAccessToken = vi.fn(async () => "token");
    zoom.answer(error(400, 124));
    expect(await failure(get("/phone/users", { getAccessToken }))).toMatchObject({ kind: "refused" });
    expect(getAccessToken).toHaveBeenCalledTimes(1);
    zoom.answer(error(401, 124), ok);
    await get("/phone/users", { getAccessToken });
    expect(getAccessToken).toHaveBeenLastCalledWith({ forceRefresh: true });
  });

  it("tries again after a failure of Zoom's or of the line, a few times", async () => {
    zoom.answer({ status: 502, text: "<html>Bad gateway CANARY</html>" }, error(500, 500), ok);
    expect(await get()).toEqual({ users: [] });
    zoom.answer({ status: 503, text: "<html>CANARY</html>" });
    expect(await failure(get())).toMatchObject({ kind: "transient", status: 503 });
    expect(zoom.asked).toHaveLength(6);
    expect(await failure(get("/users", { apiUrl: "http://127.0.0.1:9" }))).toMatchObject({ kind: "transient" });
  });

  it("does not wait for ever", async () => {
    // A door of its own: what still arrives there late must not take another test's answer.
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    expect(await failure(get("/users", { apiUrl, timeoutMs: 20 }))).toMatchObject({ kind: "transient" });
    silent.close();
  });

  it("stops with the reason of an abort", async () => {
    const stop = new AbortController();
    zoom.answer(() => {
      stop.abort(new Error("stopping"));
      return { hangs: true };
    });
    await expect(get("/users", { signal: stop.signal })).rejects.toThrow("stopping");
    expect(zoom.asked).toHaveLength(1);
  });

  it("tells the limiter of every 429 and gives up after five", async () => {
    const { limiter, noted } = freeLimiter();
    const daily = { ...error(429, 429, "CANARY"), headers: { "retry-after": "2026-03-11T00:00:00Z" } };
    zoom.answer(daily, ok);
    await get("/users", { limiter });
    expect(noted).toEqual({ taken: ["medium", "medium"], refused: ["2026-03-11T00:00:00Z"] });
    zoom.answer(daily);
    const thrown = await failure(get("/users", { limiter }));
    expect(thrown).toMatchObject({ kind: "rateLimit", retryAt: new Date("2026-03-11T00:00:00Z") });
    expect(zoom.asked).toHaveLength(2 + 5);
    zoom.answer({ status: 429, text: "slow down" });
    expect((await failure(get())).retryAt?.getTime()).toBe(testNow.getTime() + 60_000);
  });

  it.each([
    ["HTTP 429 with Zoom's own number", { status: 429, json: { code: 4001, message: "Try again later." } }],
    ["HTTP 429 and no JSON", { status: 429, text: "<html>slow down</html>" }],
    ["HTTP 200 and the body of a refusal", { json: { code: 429, message: "You have reached the maximum." } }],
    ["HTTP 400 with the number", { status: 400, json: { code: "4001", message: "Too many concurrent requests" } }],
  ])("takes %s for a rate limit", async (_form, refusal) => {
    const { limiter, noted } = freeLimiter();
    zoom.answer(refusal, ok);
    await get("/users", { limiter });
    expect(noted.refused).toHaveLength(1);
  });

  it("never follows a redirect with the token", async () => {
    zoom.answer({ status: 302, headers: { location: `${zoom.url}/elsewhere` }, text: "" });
    expect(await failure(get())).toMatchObject({ kind: "contract", status: 302 });
    expect(zoom.asked).toHaveLength(1);
  });

  it("finds an error body behind HTTP 200", async () => {
    zoom.answer({ json: { code: 200, message: "No permission." } });
    expect(await failure(get())).toMatchObject({ kind: "refused", status: 200, zoomCode: 200 });
    zoom.answer({ json: { code: "3001", message: "Meeting does not exist." } });
    expect(await failure(get())).toMatchObject({ kind: "missing", zoomCode: 3001 });
  });

  it("says where an answer has another form than agreed", async () => {
    zoom.answer({ json: { user: "CANARY" } });
    const thrown = await failure(get());
    expect(thrown).toMatchObject({ kind: "contract" });
    expect(thrown.message).toContain("users");
    zoom.answer({ text: "<html>CANARY</html>" });
    expect(await failure(get())).toMatchObject({ kind: "contract", status: 200 });
  });

  it("carries codes and the tracking id in its errors, and nothing that Zoom wrote", async () => {
    zoom.answer(error(404, 1001));
    const thrown = await failure(get("/users/kP3v/settings", {}, { email: "someone@x.test" }));
    expect(thrown).toMatchObject({ status: 404, zoomCode: 1001, trackingId: "track-1" });
    expect(`${thrown.message}${thrown.stack}${JSON.stringify(thrown)}`).not.toMatch(
      /CANARY|someone@x\.test|test-token/,
    );
  });
});

describe("what a failure means", () => {
  const scopes = "Invalid access token, does not contain scopes:[report:read:list_history_meetings:admin].";
  it.each([
    [400, 4711, "/report/history_meetings", scopes, "missingScope"],
    [401, 4711, "/report/history_meetings", scopes, "missingScope"],
    [400, 4700, "/users", scopes, "missingScope"],
    [400, 104, "/phone/call_history", scopes, "missingScope"],
    [401, 4700, "/users", "Token is missing", "auth"],
    [401, 124, "/users", "Invalid access token.", "auth"],
    [401, 4735, "/users", "", "auth"],
    [400, 200, "/report/users/x/meetings", "No permission.", "refused"],
    [400, 200, "/past_meetings/x", "Only available for paid account", "refused"],
    [400, 2013, "/phone/call_history", "", "refused"],
    [400, 2031, "/phone/users", "", "refused"],
    [404, 2001, "/phone/users", "Account does not exist.", "refused"],
    [400, 3161, "/users/x/meetings", "", "refused"],
    [403, 12703, "/report/history_meetings", "", "refused"],
    [403, 0, "/users", "", "refused"],
    [404, 1001, "/users/x", "User does not exist", "missing"],
    [400, 1010, "/report/users/x/meetings", "", "missing"],
    [404, 300, "/phone/users/x/call_history", "User does not exist", "missing"],
    [404, 3001, "/past_meetings/x", "", "missing"],
    [400, 300, "/past_meetings/x", "Cannot access meeting information", "missing"],
    [400, 12702, "/past_meetings/x", "", "missing"],
    [400, 300, "/report/history_meetings", "The next page token is invalid or expired.", "contract"],
    [400, 400, "/phone/users", "The next page token is invalid or expired.", "contract"],
    [400, 301, "/phone/users/x/call_history", "", "contract"],
    [404, 2300, "/users", "", "contract"],
    [404, 2300, "/report/history_meetings", "This API endpoint is not recognized.", "refused"],
    [404, 0, "/phone/users", "", "refused"],
    [429, 4001, "/users", "", "rateLimit"],
  ])("%d with code %d on %s (%s) is %s", async (status, code, path, message, kind) => {
    zoom.answer(error(status, code, message));
    const thrown = await failure(get(path));
    expect(thrown.kind).toBe(kind);
    if (kind === "missingScope") expect(thrown.scopes).toEqual(["report:read:list_history_meetings:admin"]);
  });

  it("reads several scope names", async () => {
    zoom.answer(
      error(400, 4711, "Invalid access token, does not contain scopes:[user:read:user:admin, user:read:admin]"),
    );
    expect((await failure(get())).scopes).toEqual(["user:read:user:admin", "user:read:admin"]);
  });
});
