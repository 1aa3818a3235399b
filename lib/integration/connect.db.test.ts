import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { type Sandbox, startSandbox } from "#sandbox/server.ts";
import { anOrganisation, aPerson } from "../../test/an-organisation.ts";
import { testSettings, useTestDatabase } from "../../test/use-test-database.ts";
import { type Decision, goThroughConsent } from "../../test/zoom-way.ts";
import { beginConnect } from "./connect.ts";
import { finishConnect } from "./finish-connect.ts";
import { openZoomClient } from "./open-zoom-client.ts";
import { freshAccessToken } from "./tokens.ts";

useTestDatabase();
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    live: false,
    clientId: testSettings.ZOOM_CLIENT_ID,
    clientSecret: testSettings.ZOOM_CLIENT_SECRET,
  });
  // The settings are parsed at their first use, which is below.
  Object.assign(process.env, { ZOOM_OAUTH_URL: sandbox.url, ZOOM_API_URL: sandbox.url });
  expect(env().ZOOM_OAUTH_URL).toBe(sandbox.url);
});
afterAll(() => sandbox.close());

type Asking = { organisationId: string; personId: string; name: string };
let rosa: Asking;
beforeEach(async () => {
  await db().organisation.deleteMany();
  await db().connectAttempt.deleteMany();
  rosa = await someone("Rosa Martens");
});

async function someone(name: string): Promise<Asking> {
  const organisationId = await anOrganisation(`${name}'s company`);
  const personId = await aPerson(organisationId, { name, email: "someone@halden.example", role: "executive" });
  return { organisationId, personId, name };
}

async function begin(asking: Asking, ask: { historyDays?: 0 | 7 | 30 | 180; connectionId?: string; now?: Date } = {}) {
  const { now = new Date(), ...rest } = ask;
  const begun = await beginConnect({ ...asking, historyDays: 7, ...rest, now });
  if (begun.kind !== "go") throw new Error("not configured");
  return begun;
}

async function connect(asking: Asking, choice: Decision = {}, ask: Parameters<typeof begin>[1] = {}) {
  const { url, browserKey } = await begin(asking, ask);
  return finishConnect(asking, await goThroughConsent(url, browserKey, choice), new Date());
}

async function connected(asking: Asking, choice: Decision = {}): Promise<string> {
  const outcome = await connect(asking, choice);
  if (!("connectionId" in outcome) || outcome.connectionId === null) throw new Error(`Came back ${outcome.kind}`);
  return outcome.connectionId;
}

const jobsOf = (connectionId: string) =>
  db().$queryRaw<{ task: string; queue: string }[]>`
    select task_identifier as task, queue_name as queue from graphile_worker.jobs
    where queue_name = ${`zoom:${connectionId}`} order by task_identifier`;

describe("connecting a Zoom account", () => {
  it("saves connection, sealed tokens, products, features, owner, first job and audit together", async () => {
    const outcome = await connect(rosa);
    expect(outcome).toEqual({ kind: "connected", connectionId: expect.any(String) });
    const connection = await db().connection.findFirstOrThrow({ where: { organisationId: rosa.organisationId } });
    expect(connection).toMatchObject({ state: "importing", historyDays: 7, connectedById: rosa.personId });
    expect(connection.accessToken).toMatch(/^v1\.test\./);
    expect(JSON.stringify(connection)).not.toContain("canary");
    expect(await db().zoomAccount.findMany()).toEqual([
      expect.objectContaining({ zoomAccountId: connection.zoomAccountId, connectionId: connection.id }),
    ]);
    const { organisationId } = rosa;
    const rows = await db().connectionProduct.findMany({
      where: { organisationId },
      select: { product: true, health: true, listeningSince: true },
    });
    expect(rows.map(({ product, health }) => [product, health]).sort()).toEqual([
      ["meetings", "ok"],
      ["phone", "ok"],
      ["webinars", "ok"],
    ]);
    expect(rows.every(({ listeningSince }) => listeningSince !== null)).toBe(true);
    expect(await db().feature.count({ where: { organisationId, visible: true, receiving: true } })).toBe(3);
    expect(await db().integration.findFirst({ where: { organisationId } })).toMatchObject({ ownerId: rosa.personId });
    expect(await jobsOf(connection.id)).toEqual([{ task: "importDirectory", queue: `zoom:${connection.id}` }]);
    const audit = await db().auditEntry.findMany({ where: { organisationId } });
    expect(audit.map(({ action, actorName }) => [action, actorName])).toEqual([["zoom.connected", "Rosa Martens"]]);
  });

  it("keeps nothing readable of the way: fingerprints of state and browser, a sealed verifier", async () => {
    const { url, browserKey } = await begin(rosa);
    const attempt = JSON.stringify(await db().connectAttempt.findFirstOrThrow());
    expect(attempt).not.toContain(url.searchParams.get("state"));
    expect(attempt).not.toContain(browserKey);
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    expect(url.searchParams.has("scope")).toBe(false);
  });

  it("gives a client that works", async () => {
    const connectionId = await connected(rosa);
    const { client, close } = await openZoomClient(rosa.organisationId, connectionId);
    const { readMe } = await import("#lib/zoom/account.ts");
    expect((await readMe(client)).accountId).not.toBe("");
    await close();
    expect(await db().spentCalls.count({ where: { connectionId } })).toBeGreaterThan(0);
  });

  it("adds a second account beside the first", async () => {
    await connected(rosa);
    expect((await connect(rosa, { account: "lab" })).kind).toBe("connected");
    expect(await db().connection.count({ where: { organisationId: rosa.organisationId } })).toBe(2);
  });

  it("replaces the same account and never adds it twice", async () => {
    const connectionId = await connected(rosa);
    const before = await db().connection.findFirstOrThrow({ where: { id: connectionId } });
    expect(await connect(rosa)).toEqual({ kind: "reconnected", connectionId });
    const [after, ...more] = await db().connection.findMany({ where: { organisationId: rosa.organisationId } });
    expect(more).toEqual([]);
    expect(after?.refreshToken).not.toBe(before.refreshToken);
    await expect(freshAccessToken(rosa.organisationId, connectionId)).resolves.toContain("canary-access");
  });
});

describe("every other way back", () => {
  it("is cancelled when Zoom says so", async () => {
    expect(await connect(rosa, { decision: "decline" })).toEqual({ kind: "cancelled" });
    expect(await db().connection.count()).toBe(0);
  });

  it("works once: the second return is a replay, also when both come at once", async () => {
    const { url, browserKey } = await begin(rosa);
    const back = await goThroughConsent(url, browserKey);
    const outcomes = await Promise.all([1, 2, 3].map(() => finishConnect(rosa, back, new Date())));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["connected", "linkReplayed", "linkReplayed"]);
  });

  it("expires after ten minutes", async () => {
    const now = new Date(Date.now() - 600_001);
    expect(await connect(rosa, {}, { now })).toEqual({ kind: "linkExpired" });
  });

  it("takes a made-up state for an old link, and no state for the Marketplace", async () => {
    const now = new Date();
    const back = { code: "x", state: "made-up", error: null, browserKey: null };
    expect(await finishConnect(rosa, back, now)).toEqual({ kind: "linkExpired" });
    expect(await finishConnect(rosa, { ...back, state: null }, now)).toEqual({ kind: "startedAtZoom" });
    expect(await finishConnect(rosa, { ...back, state: null, error: "access_denied" }, now)).toEqual({
      kind: "cancelled",
    });
  });

  it("belongs to the person and the browser that began it, and is used up by anyone else's try", async () => {
    const { url, browserKey } = await begin(rosa);
    const back = await goThroughConsent(url, browserKey);
    expect(await finishConnect(rosa, { ...back, browserKey: "stolen" }, new Date())).toEqual({ kind: "otherSession" });
    expect(await finishConnect(rosa, back, new Date())).toEqual({ kind: "linkReplayed" });
    const second = await begin(rosa);
    const tom = { ...rosa, personId: await aPerson(rosa.organisationId, { name: "Tom", email: "tom@halden.example" }) };
    const itsBack = await goThroughConsent(second.url, second.browserKey);
    expect(await finishConnect(tom, itsBack, new Date())).toEqual({ kind: "otherSession" });
  });

  it("does not know another organisation's state", async () => {
    const { url, browserKey } = await begin(rosa);
    const other = await someone("Judith Vale");
    const back = await goThroughConsent(url, browserKey);
    expect(await finishConnect(other, back, new Date())).toEqual({ kind: "linkExpired" });
    expect(await db().connection.count()).toBe(0);
  });

  it("refuses an account that is bound to another organisation, and leaves that one working", async () => {
    const connectionId = await connected(rosa);
    const other = await someone("Judith Vale");
    expect(await connect(other)).toEqual({ kind: "otherOrganisation" });
    expect(await db().connection.count({ where: { organisationId: other.organisationId } })).toBe(0);
    expect(await db().auditEntry.count({ where: { organisationId: other.organisationId } })).toBe(0);
    await db().connection.updateMany({ data: { tokenExpiresAt: new Date(0) } });
    await expect(freshAccessToken(rosa.organisationId, connectionId)).resolves.toContain("canary-access");
  });

  it("lets one of two organisations through that connect the same account at once", async () => {
    const other = await someone("Judith Vale");
    const outcomes = await Promise.all([connect(rosa), connect(other)]);
    // Zoom keeps one grant per user: the later one may end the earlier before its account was read.
    expect(outcomes.filter(({ kind }) => kind === "connected")).toHaveLength(1);
    expect(outcomes.some(({ kind }) => kind === "otherOrganisation" || kind === "linkExpired")).toBe(true);
    expect(await db().connection.count()).toBe(1);
  });

  it("refuses another account when one is reconnected", async () => {
    const connectionId = await connected(rosa);
    expect(await connect(rosa, { account: "lab" }, { connectionId })).toEqual({ kind: "otherAccount" });
    expect(await db().connection.count()).toBe(1);
  });

  it("says which products suffer when scopes are missing, and keeps the rest", async () => {
    const withoutScope = "phone:read:list_call_logs:admin";
    const outcome = await connect(rosa, { decision: "allow-without", withoutScope });
    expect(outcome).toMatchObject({ kind: "scopesMissing", suffering: ["phone"] });
    const rows = await db().connectionProduct.findMany({ select: { product: true, health: true, healthReason: true } });
    expect(rows.find(({ product }) => product === "phone")).toMatchObject({
      health: "missingScope",
      healthReason: withoutScope,
    });
    expect(rows.filter(({ health }) => health === "ok")).toHaveLength(2);
  });

  it("waits for a person when the list of users was not allowed: no import that must fail", async () => {
    const withoutScope = "user:read:list_users:admin";
    const outcome = await connect(rosa, { decision: "allow-without", withoutScope });
    expect(outcome).toMatchObject({ kind: "scopesMissing", suffering: ["directory"] });
    const connection = await db().connection.findFirstOrThrow();
    expect(connection).toMatchObject({ state: "attention", stateReason: "directoryMissingScope" });
    expect(await jobsOf(connection.id)).toEqual([]);
  });

  it("saves nothing when not even the account may be read", async () => {
    const withoutScope = "user:read:user:admin";
    expect(await connect(rosa, { decision: "allow-without", withoutScope })).toEqual({
      kind: "scopesMissing",
      connectionId: null,
      suffering: ["directory"],
    });
    expect(await db().connection.count()).toBe(0);
  });

  it("says when Zoom does not answer, and saves nothing", async () => {
    const { url, browserKey } = await begin(rosa);
    const back = await goThroughConsent(url, browserKey);
    sandbox.control.setFaults({ isBroken: true });
    try {
      expect(await finishConnect(rosa, back, new Date())).toEqual({ kind: "notReachable" });
    } finally {
      sandbox.control.setFaults({ isBroken: false });
    }
    expect(await db().connection.count()).toBe(0);
  });

  it("blames our settings for a secret that Zoom does not take", async () => {
    const { url, browserKey } = await begin(rosa);
    const back = await goThroughConsent(url, browserKey);
    const settings = env();
    const right = settings.ZOOM_CLIENT_SECRET;
    settings.ZOOM_CLIENT_SECRET = "wrong";
    try {
      expect(await finishConnect(rosa, back, new Date())).toEqual({ kind: "notConfigured" });
    } finally {
      settings.ZOOM_CLIENT_SECRET = right;
    }
  });

  it("does not begin without a client id", async () => {
    const settings = env();
    const right = settings.ZOOM_CLIENT_ID;
    settings.ZOOM_CLIENT_ID = undefined;
    try {
      expect(await beginConnect({ ...rosa, historyDays: 0, now: new Date() })).toEqual({ kind: "notConfigured" });
    } finally {
      settings.ZOOM_CLIENT_ID = right;
    }
  });

  it("does not begin for a connection of another organisation", async () => {
    const connectionId = await connected(rosa);
    const other = await someone("Judith Vale");
    await expect(begin(other, { connectionId })).rejects.toMatchObject({ code: "not-found" });
  });
});
