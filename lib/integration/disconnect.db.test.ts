import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { countActivityByProduct, countZoomUsers } from "#lib/db/overview.ts";
import { listTimelineSessions } from "#lib/db/timeline.ts";
import { cancelJobs } from "#lib/jobs/enqueue.ts";
import { deleteConnectionData } from "#lib/sync/delete-connection-data.ts";
import { retention } from "#lib/sync/retention.ts";
import { type Sandbox, startSandbox } from "#sandbox/server.ts";
import { anOrganisation, aPerson } from "../../test/an-organisation.ts";
import { testSettings, useTestDatabase } from "../../test/use-test-database.ts";
import { goThroughConsent } from "../../test/zoom-way.ts";
import { setAfterRemoval } from "./after-removal.ts";
import { beginConnect } from "./connect.ts";
import { deauthoriseAccount } from "./deauthorise.ts";
import { disconnect } from "./disconnect.ts";
import { finishConnect } from "./finish-connect.ts";
import { moveConnection } from "./move-connection.ts";
import { freshAccessToken } from "./tokens.ts";

useTestDatabase();
let sandbox: Sandbox;
let rosa: { organisationId: string; personId: string; name: string };
let connectionId: string;
let zoomAccountId: string;

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
  const organisationId = await anOrganisation();
  const personId = await aPerson(organisationId, { name: "Rosa Martens", email: "rosa@halden.example" });
  rosa = { organisationId, personId, name: "Rosa Martens" };
  connectionId = await connect();
  ({ zoomAccountId } = await row());
});
afterEach(async () => {
  await db().connection.deleteMany();
  await db().organisation.deleteMany();
});

async function connect(): Promise<string> {
  const begun = await beginConnect({ ...rosa, historyDays: 0, now: new Date() });
  if (begun.kind !== "go") throw new Error("not configured");
  const outcome = await finishConnect(rosa, await goThroughConsent(begun.url, begun.browserKey), new Date());
  if (!("connectionId" in outcome) || outcome.connectionId === null) throw new Error(`Came back ${outcome.kind}`);
  return outcome.connectionId;
}

const row = () => db().connection.findFirstOrThrow({ where: { id: connectionId } });
const ask = (history: "keep" | "delete") => ({
  organisationId: rosa.organisationId,
  connectionId,
  actor: { personId: rosa.personId, name: rosa.name },
  history,
  now: new Date(),
});
const tasks = async () => {
  const rows = await db().$queryRaw<{ task: string }[]>`
    select task_identifier as task from graphile_worker.jobs where queue_name = ${`zoom:${connectionId}`}`;
  return rows.map(({ task }) => task);
};
const isConnectedAtZoom = () => sandbox.control.state().accounts.some(({ isConnected }) => isConnected);

describe("disconnecting", () => {
  it("gives the grant back to Zoom, forgets tokens and jobs, keeps history and says who did it", async () => {
    expect(await tasks()).toEqual(["importDirectory"]);
    expect(isConnectedAtZoom()).toBe(true);
    expect(await disconnect(ask("keep"))).toMatchObject({ isRevoked: true });
    expect(await row()).toMatchObject({
      state: "disconnected",
      accessToken: null,
      refreshToken: null,
      zoomAccountId,
    });
    expect(await tasks()).toEqual([]);
    expect(await db().zoomAccount.count()).toBe(0);
    expect(await db().importRun.findMany({ select: { state: true } })).toEqual([{ state: "failed" }]);
    const listening = await db().connectionProduct.findMany({ where: { connectionId } });
    expect(listening.every(({ listeningSince }) => listeningSince === null)).toBe(true);
    const entry = await db().auditEntry.findFirst({ where: { action: "zoom.disconnected" } });
    expect(entry).toMatchObject({ actorName: "Rosa Martens" });
    expect(entry?.summary).toContain("kept its history");
    expect(isConnectedAtZoom()).toBe(false);
  });

  it("refreshes an expired token first, so that Zoom hears it", async () => {
    await db().connection.updateMany({ data: { tokenExpiresAt: new Date(0) } });
    expect(await disconnect(ask("keep"))).toMatchObject({ isRevoked: true });
  });

  it("ends here even when Zoom can not be reached, and says so", async () => {
    sandbox.control.setFaults({ isBroken: true });
    try {
      expect(await disconnect(ask("keep"))).toMatchObject({ isRevoked: false });
    } finally {
      sandbox.control.setFaults({ isBroken: false });
    }
    expect((await row()).state).toBe("disconnected");
  });

  it("deletes when asked, and frees the account for a new and empty connection", async () => {
    await disconnect(ask("delete"));
    expect(await tasks()).toEqual(["deleteConnectionData"]);
    expect(await row()).toMatchObject({ zoomAccountId: `removed:${connectionId}`, scopes: [], authorisedBy: null });
    // What was deleted can not be taken up again, only connected anew.
    const again = beginConnect({ ...rosa, historyDays: 0, connectionId, now: new Date() });
    await expect(again).rejects.toMatchObject({ code: "not-found" });
    expect(await connect()).not.toBe(connectionId);
  });

  it("comes back to the same connection when its history was kept", async () => {
    await disconnect(ask("keep"));
    expect(await connect()).toBe(connectionId);
    expect(await row()).toMatchObject({ state: "importing" });
  });

  it("happens once", async () => {
    const both = await Promise.allSettled([disconnect(ask("keep")), disconnect(ask("keep"))]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(disconnect(ask("keep"))).rejects.toMatchObject({ code: "conflict" });
    await expect(freshAccessToken(rosa.organisationId, connectionId)).rejects.toMatchObject({ kind: "auth" });
  });

  it("is not undone by a job that was cut off", async () => {
    await disconnect(ask("keep"));
    for (const state of ["active", "waiting", "paused"] as const) {
      const move = (tx: Parameters<typeof moveConnection>[0]) =>
        moveConnection(tx, rosa.organisationId, connectionId, state, "answered");
      expect(await transaction(move)).toBe(false);
    }
    expect((await row()).state).toBe("disconnected");
  });

  it("knows no connection of another organisation", async () => {
    const other = await anOrganisation("Other");
    await expect(disconnect({ ...ask("delete"), organisationId: other })).rejects.toMatchObject({ code: "not-found" });
    expect((await row()).state).toBe("importing");
  });
});

describe("the account removes the app", () => {
  it("forgets everything but the fact and its time", async () => {
    const at = new Date();
    await deauthoriseAccount(zoomAccountId, at);
    expect(await row()).toMatchObject({
      state: "deauthorised",
      name: "Removed Zoom account",
      zoomAccountId: `removed:${connectionId}`,
      accessToken: null,
      refreshToken: null,
      authorisedBy: null,
    });
    expect(await tasks()).toEqual(["deleteConnectionData"]);
    expect(await db().zoomAccount.count()).toBe(0);
    const entry = await db().auditEntry.findFirst({ where: { action: "zoom.deauthorised" } });
    expect(entry).toMatchObject({ actorName: "Zoom", actorId: null });
  });

  describe("where data is held for ten days", () => {
    const context = { signal: new AbortController().signal, isLastTry: false };
    const day = (days: number) => new Date(Date.now() + days * 86_400_000);
    const runDeletion = (now: Date) =>
      deleteConnectionData({ organisationId: rosa.organisationId, connectionId }, context, now);
    const shown = async () => {
      const { organisationId } = rosa;
      const window = { startAt: day(-1), endAt: day(0) };
      const people = [{ personId: rosa.personId, ...window }];
      const [sessions, counts, users] = await Promise.all([
        listTimelineSessions(organisationId, people, ["meetings"]),
        countActivityByProduct(organisationId, window),
        countZoomUsers(organisationId),
      ]);
      return { sessions: sessions.length, counts, users: users.length };
    };

    beforeEach(async () => {
      const { organisationId } = rosa;
      await setAfterRemoval(rosa, "hold");
      const zoomUser = await db().zoomUser.create({
        data: { organisationId, connectionId, zoomKey: "rosa", personId: rosa.personId, mappedAt: day(-2) },
      });
      const session = { product: "meetings", key: "run", startAt: day(-0.5), endAt: day(-0.4) };
      await db().activity.create({ data: { organisationId, connectionId, zoomUserId: zoomUser.id, ...session } });
      expect(await shown()).toEqual({ sessions: 1, counts: { meetings: 1 }, users: 1 });
      await deauthoriseAccount(zoomAccountId, new Date());
    });

    it("shows nothing of it at once, and keeps no token", async () => {
      expect(await shown()).toEqual({ sessions: 0, counts: {}, users: 0 });
      const { deleteAt, ...rest } = await row();
      expect(rest).toMatchObject({ state: "deauthorised", zoomAccountId, accessToken: null, refreshToken: null });
      expect(Math.abs((deleteAt?.getTime() ?? 0) - day(10).getTime())).toBeLessThan(60_000);
      expect(await tasks()).toEqual(["deleteConnectionData"]);
      const { organisationId } = rosa;
      const entry = await db().auditEntry.findFirst({ where: { organisationId, action: "zoom.deauthorised" } });
      expect(entry?.summary).toContain(`hidden, and deleted on ${day(10).toISOString().slice(0, 10)}`);
    });

    it("deletes for good on the day, and not before", async () => {
      await runDeletion(day(9.9));
      expect(await db().activity.count({ where: { connectionId } })).toBe(1);
      expect(await tasks()).toEqual(["deleteConnectionData"]);
      await runDeletion(day(10.1));
      for (const count of [db().activity.count({ where: { connectionId } }), db().zoomUser.count()]) {
        expect(await count).toBe(0);
      }
      expect(await row()).toMatchObject({ name: "Removed Zoom account", zoomAccountId: `removed:${connectionId}` });
      expect(await db().auditEntry.count({ where: { subjectId: connectionId, action: "zoom.dataDeleted" } })).toBe(1);
      expect(await connect()).not.toBe(connectionId);
    });

    it("does so even when the job was lost", async () => {
      await transaction((tx) => cancelJobs(tx, connectionId));
      await retention(day(9.9));
      expect(await tasks()).toEqual([]);
      await retention(day(10.1));
      expect(await tasks()).toEqual(["deleteConnectionData"]);
    });

    it("takes it back when the same account is connected in time, and reads the time between", async () => {
      expect(await connect()).toBe(connectionId);
      expect(await row()).toMatchObject({ state: "importing", deleteAt: null });
      expect(await shown()).toEqual({ sessions: 1, counts: { meetings: 1 }, users: 1 });
      expect(await tasks()).not.toContain("deleteConnectionData");
      expect(await db().historyRead.findMany({ select: { reason: true } })).toEqual([{ reason: "repair" }]);
      await runDeletion(day(11));
      expect(await db().activity.count({ where: { connectionId } })).toBe(1);
    });
  });

  it("counts once, however often it is told", async () => {
    await Promise.all([1, 2, 3].map(() => deauthoriseAccount(zoomAccountId, new Date())));
    const where = { organisationId: rosa.organisationId, action: "zoom.deauthorised" };
    expect(await db().auditEntry.count({ where })).toBe(1);
  });

  it("does not end a newer authorisation, and means nothing for an unknown account", async () => {
    await deauthoriseAccount(zoomAccountId, new Date(Date.now() - 3_600_000));
    expect((await row()).state).toBe("importing");
    await expect(deauthoriseAccount("unknown", new Date())).resolves.toBeUndefined();
  });
});
