import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { ZoomError } from "#lib/errors.ts";
import { type Sandbox, startSandbox } from "#sandbox/server.ts";
import { anOrganisation, aPerson } from "../../test/an-organisation.ts";
import { testSettings, useTestDatabase } from "../../test/use-test-database.ts";
import { goThroughConsent } from "../../test/zoom-way.ts";
import { beginConnect } from "./connect.ts";
import { finishConnect } from "./finish-connect.ts";
import { openToken } from "./seal-tokens.ts";
import { freshAccessToken, whyRefresh } from "./tokens.ts";

useTestDatabase();
let sandbox: Sandbox;
let organisationId: string;
let connectionId: string;
/** Requests that went to Zoom's token endpoint. */
let asked: number;
/** What the network does to the next answers of the token endpoint. */
let troubles: ("lost" | "down")[];

beforeAll(async () => {
  sandbox = await startSandbox({
    live: false,
    clientId: testSettings.ZOOM_CLIENT_ID,
    clientSecret: testSettings.ZOOM_CLIENT_SECRET,
  });
  Object.assign(process.env, { ZOOM_OAUTH_URL: sandbox.url, ZOOM_API_URL: sandbox.url });
});
afterAll(() => sandbox.close());

beforeEach(async () => {
  organisationId = await anOrganisation();
  const personId = await aPerson(organisationId, { name: "Rosa Martens", email: "rosa@halden.example" });
  const asking = { organisationId, personId, name: "Rosa Martens" };
  const begun = await beginConnect({ ...asking, historyDays: 0, now: new Date() });
  if (begun.kind !== "go") throw new Error("not configured");
  const outcome = await finishConnect(asking, await goThroughConsent(begun.url, begun.browserKey), new Date());
  if (outcome.kind !== "connected") throw new Error(`Came back ${outcome.kind}`);
  connectionId = outcome.connectionId;
  await db().connection.updateMany({ data: { state: "active", lastImportAt: new Date() } });
  asked = 0;
  troubles = [];
  const network = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    if (!String(input instanceof Request ? input.url : input).endsWith("/oauth/token")) return network(input, init);
    asked += 1;
    const trouble = troubles.shift();
    if (trouble === "down") throw new TypeError("fetch failed");
    const answer = await network(input, init);
    if (trouble === "lost") throw new TypeError("terminated");
    return answer;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db().organisation.deleteMany();
});

const expire = () => db().connection.updateMany({ data: { tokenExpiresAt: new Date(Date.now() + 4 * 60_000) } });
const row = () => db().connection.findFirstOrThrow({ where: { id: connectionId } });
const fresh = (options = {}) => freshAccessToken(organisationId, connectionId, options);
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof ZoomError ? error.kind : error),
  );

describe("when a token is refreshed", () => {
  const now = new Date("2026-11-17T12:00:00Z");
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

  it("is five minutes before it expires, or when Zoom did not accept one that is not brand-new", () => {
    expect(whyRefresh({ tokenExpiresAt: at(6), tokenRefreshedAt: at(-54) }, now, false)).toBeNull();
    expect(whyRefresh({ tokenExpiresAt: at(4.9), tokenRefreshedAt: at(-55) }, now, false)).toBe("expires");
    expect(whyRefresh({ tokenExpiresAt: null, tokenRefreshedAt: null }, now, false)).toBe("expires");
    expect(whyRefresh({ tokenExpiresAt: at(50), tokenRefreshedAt: at(-10) }, now, true)).toBe("refused");
    expect(whyRefresh({ tokenExpiresAt: at(60), tokenRefreshedAt: at(-0.1) }, now, true)).toBeNull();
  });

  it("does not ask Zoom while the token is good", async () => {
    await fresh();
    expect(asked).toBe(0);
  });

  it("stores the new pair before it is used", async () => {
    await expire();
    const before = await row();
    const token = await fresh();
    const after = await row();
    expect(asked).toBe(1);
    expect(after.refreshToken).not.toBe(before.refreshToken);
    expect(openToken(connectionId, "access", after.accessToken ?? "")).toBe(token);
    expect(after.tokenExpiresAt?.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000);
  });
});

describe("many at once", () => {
  it("ask Zoom once and get the same token", async () => {
    await expire();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => fresh()));
    expect(new Set(tokens).size).toBe(1);
    expect(asked).toBe(1);
  });

  it("ask Zoom once over several processes", async () => {
    await expire();
    const others = await Promise.all(
      [1, 2, 3].map(async () => {
        // A module of its own shares no memory with the others, only the database.
        vi.resetModules();
        return (await import("./tokens.ts")).freshAccessToken;
      }),
    );
    const tokens = await Promise.all([fresh(), ...others.map((ask) => ask(organisationId, connectionId))]);
    expect(new Set(tokens).size).toBe(1);
    expect(asked).toBe(1);
  });

  it("do not throw a brand-new pair away", async () => {
    await expire();
    await fresh();
    await Promise.all([fresh({ forceRefresh: true }), fresh({ forceRefresh: true })]);
    expect(asked).toBe(1);
  });
});

describe("failures that pass", () => {
  it("never change the state, and are told in the log until Zoom answers again", async () => {
    await expire();
    sandbox.control.setFaults({ isBroken: true });
    expect(await failure(fresh())).toBe("transient");
    expect(await failure(fresh())).toBe("transient");
    expect((await row()).state).toBe("active");
    sandbox.control.setFaults({ isBroken: false });
    await fresh();
    const log = await db().connectionLog.findMany({ where: { kind: "token" }, orderBy: { at: "asc" } });
    expect(log.map(({ outcome }) => outcome)).toEqual(["done", "failed", "failed", "back"]);
  });

  it("of the network are tried once more with the same token", async () => {
    await expire();
    troubles = ["down"];
    await fresh();
    expect(asked).toBe(2);
    expect((await row()).state).toBe("active");
  });

  it("are two in a row: still nobody has to reconnect", async () => {
    await expire();
    troubles = ["down", "down"];
    expect(await failure(fresh())).toBe("transient");
    expect((await row()).state).toBe("active");
  });

  it("of our own secret are ours to mend", async () => {
    await expire();
    const settings = env();
    const right = settings.ZOOM_CLIENT_SECRET;
    settings.ZOOM_CLIENT_SECRET = "wrong";
    try {
      expect(await failure(fresh())).toBe("configuration");
    } finally {
      settings.ZOOM_CLIENT_SECRET = right;
    }
    expect((await row()).state).toBe("active");
  });
});

describe("a dead token", () => {
  it("asks for a person, and is tried three times at most", async () => {
    await expire();
    sandbox.control.breakToken({});
    for (const _ of [1, 2, 3, 4, 5]) expect(await failure(fresh())).toBe("auth");
    expect(asked).toBe(3);
    expect(await row()).toMatchObject({ state: "attention", stateReason: "tokenDead", tokenFailures: 3 });
    const listening = await db().connectionProduct.findMany({ where: { connectionId } });
    expect(listening.every(({ listeningSince }) => listeningSince === null)).toBe(true);
  });

  it("is what is left when the new pair was lost on the way: reconnecting repairs it, and reads what was missed", async () => {
    await expire();
    troubles = ["lost"];
    expect(await failure(fresh())).toBe("auth");
    expect((await row()).state).toBe("attention");
    const personId = (await row()).connectedById ?? "";
    const asking = { organisationId, personId, name: "Rosa Martens" };
    const begun = await beginConnect({ ...asking, historyDays: 0, connectionId, now: new Date() });
    if (begun.kind !== "go") throw new Error("not configured");
    const back = await goThroughConsent(begun.url, begun.browserKey);
    expect(await finishConnect(asking, back, new Date())).toEqual({ kind: "reconnected", connectionId });
    expect(await row()).toMatchObject({ state: "importing", tokenFailures: 0 });
    expect(await db().historyRead.findMany({ select: { reason: true } })).toEqual([{ reason: "repair" }]);
    await expect(fresh()).resolves.toContain("canary-access");
  });

  it("goes back to work by itself when Zoom takes it after all", async () => {
    await expire();
    await db().connection.updateMany({ data: { state: "attention", stateReason: "tokenDead", tokenFailures: 1 } });
    await fresh();
    expect(await row()).toMatchObject({ state: "waiting", stateReason: null, tokenFailures: 0 });
  });

  it("does not overwrite what someone saved meanwhile", async () => {
    await expire();
    const network = vi.mocked(globalThis.fetch).getMockImplementation();
    vi.mocked(globalThis.fetch).mockImplementation(async (input, init) => {
      const answer = await (network ?? fetch)(input, init);
      await db().connection.updateMany({ data: { accessToken: null, refreshToken: null, state: "disconnected" } });
      return answer;
    });
    expect(await failure(fresh())).toBe("auth");
    expect(await row()).toMatchObject({ state: "disconnected", accessToken: null, refreshToken: null });
  });
});

describe("scopes that change between two refreshes", () => {
  it("are noted per product", async () => {
    await expire();
    const network = vi.mocked(globalThis.fetch).getMockImplementation();
    vi.mocked(globalThis.fetch).mockImplementation(async (input, init) => {
      const answer = await (network ?? fetch)(input, init);
      const body = (await answer.json()) as { scope: string };
      return Response.json({ ...body, scope: body.scope.replace("phone:read:call:admin", "") });
    });
    await fresh();
    const products = await db().connectionProduct.findMany({ where: { connectionId } });
    expect(products.find(({ product }) => product === "phone")).toMatchObject({
      health: "missingScope",
      healthReason: "phone:read:call:admin",
    });
    expect((await row()).scopes).not.toContain("phone:read:call:admin");
  });
});
