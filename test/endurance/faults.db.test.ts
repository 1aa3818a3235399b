/**
 * Each thing that can go wrong on the sandbox's control page is switched on against a connected app with its worker and
 * its door. The Overview must name what is the case, and once it is over the app must be well again by itself, or, where
 * only a person can help, after what the Overview asks them to do.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "#lib/db/client.ts";
import { flushDeliveries } from "#lib/db/deliveries.ts";
import { flushDoorSigns } from "#lib/db/door-signs.ts";
import { beginConnect } from "#lib/integration/connect.ts";
import { deliveryServer } from "#lib/integration/delivery-server.ts";
import { finishConnect } from "#lib/integration/finish-connect.ts";
import { importAgain, readAgain } from "#lib/integration/manage-connection.ts";
import { readOverview } from "#lib/integration/read-overview.ts";
import { type RunningJobs, runJobs } from "#lib/jobs/run-jobs.ts";
import { jobHandlers } from "#lib/sync/job-handlers.ts";
import { probeAll } from "#lib/sync/probe-zoom.ts";
import { watchSilence } from "#lib/sync/watch-silence.ts";
import { roster } from "#sandbox/company/roster.ts";
import { useSandbox } from "../connected-sandbox.ts";
import { testSettings, useTestDatabase } from "../use-test-database.ts";
import { goThroughConsent } from "../zoom-way.ts";
import { size } from "./long.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ago = (ms: number) => new Date(Date.now() - ms);

vi.setConfig({ testTimeout: size(240_000, 900_000), hookTimeout: size(240_000, 900_000) });
const database = useTestDatabase();
const zoom = useSandbox({ webhookSecret: testSettings.ZOOM_WEBHOOK_SECRET, speed: 100 });
const door = deliveryServer();
const control = () => zoom.get().control;

let jobs: RunningJobs;
let webhookUrl = "";
let rosa: { organisationId: string; personId: string; name: string };
let connectionId: string;

async function connect(again?: string): Promise<string> {
  const ask = {
    ...rosa,
    historyDays: 0 as const,
    now: new Date(),
    ...(again === undefined ? {} : { connectionId: again }),
  };
  const begun = await beginConnect(ask);
  if (begun.kind !== "go") throw new Error("not configured");
  const outcome = await finishConnect(rosa, await goThroughConsent(begun.url, begun.browserKey), new Date());
  if (!("connectionId" in outcome) || outcome.connectionId === null) throw new Error(`Came back ${outcome.kind}`);
  return outcome.connectionId;
}

function overview(now = new Date()) {
  const today = { startAt: ago(24 * HOUR_MS), endAt: now };
  return readOverview({ organisationId: rosa.organisationId, today, eligible: {}, mayReadAudit: false, now });
}

/** An import asks a dozen questions, and each may be made to take as long as the control page allows. */
const PATIENCE_MS = size(1, 6) * MINUTE_MS;

async function until<T>(what: string, read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (const endAt = Date.now() + PATIENCE_MS; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const value = await read();
    if (isSo(value)) return value;
    if (Date.now() > endAt) throw new Error(`It did not happen: ${what}. It is ${JSON.stringify(value).slice(0, 800)}`);
  }
}

/** Waits for the Overview's sentence; returns what it shows then. */
async function says(title: RegExp, face: { label: string; action?: string | null }) {
  const view = await until(`${title}`, overview, ({ sentence }) => title.test(sentence.title));
  expect(view.sentence.detail.length).toBeGreaterThan(20);
  expect(view.sentence.action).toBe(face.action ?? null);
  expect(view.connections.find(({ id }) => id === connectionId)?.face.label).toBe(face.label);
  return view;
}

const isWell = ({ sentence }: { sentence: { tone: string; title: string } }) =>
  sentence.tone === "ok" && sentence.title === "Activity arrives from Zoom.";
/** Waits until all is well, without anyone's help. */
const heals = () =>
  until(
    "all is well",
    async () => {
      await flushDeliveries();
      return { sentence: (await overview()).sentence };
    },
    isWell,
  );

const row = () => db().connection.findFirstOrThrow({ where: { id: connectionId } });
const placeCall = () => control().placeCall({ person: "amara-okafor", direction: "incoming", seconds: 60 });
const readDay = () => readAgain(rosa, connectionId, { startAt: ago(24 * HOUR_MS), endAt: new Date() }, new Date());
const importsDone = () => db().importRun.count({ where: { connectionId, state: "done" } });
/** Starts an import and waits until it is done. */
async function imports(): Promise<void> {
  const before = await importsDone();
  await importAgain(rosa, connectionId);
  await until("an import", importsDone, (count) => count > before);
}

beforeAll(async () => {
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  webhookUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}/api/zoom/webhook`;
  await control().validateUrl({ url: webhookUrl });
  const { id: organisationId } = await db().organisation.create({ data: { name: "Halden Group" } });
  const people = roster.map(({ name, workEmail, role, timeZone }) => ({
    organisationId,
    name,
    email: workEmail,
    role,
    timeZone,
  }));
  await db().person.createMany({ data: people });
  const { id: personId, name } = await db().person.findFirstOrThrow({ where: { name: "Rosa Martens" } });
  rosa = { organisationId, personId, name };
  jobs = await runJobs(database.url(), jobHandlers, { withSchedule: false });
  connectionId = await connect();
  await until("imported", row, ({ state }) => state === "waiting");
  placeCall();
  await heals();
});
afterAll(async () => {
  await jobs.stop();
  door.close();
  door.closeAllConnections();
});
beforeEach(heals);

test("a 429 storm is a wait with its end", async () => {
  control().setFaults({ isStorm: true });
  await importAgain(rosa, connectionId);
  await says(/Zoom asks us to wait until \{.+Z\}/, { label: "Delayed" });
  control().setFaults({ isStorm: false });
  await heals();
});

test("503 for longer than a moment is a state, and the next question that is answered ends it", async () => {
  const before = await importsDone();
  control().setFaults({ isBroken: true });
  await importAgain(rosa, connectionId);
  await until("the first failure", row, ({ unansweredSince }) => unansweredSince !== null);
  await db().connection.updateMany({ data: { unansweredSince: ago(2 * MINUTE_MS) } });
  await probeAll();
  await says(/Zoom does not answer our questions since \{.+Z\}/, { label: "Stalled" });
  control().setFaults({ isBroken: false });
  await probeAll();
  await heals();
  // What failed meanwhile was not left for its own next try.
  await until("the import", importsDone, (count) => count > before);
});

test("lost events are found in Zoom's history; the next event ends it, and nothing is missing then", async () => {
  control().setFaults({ dropsWebhooks: true });
  await db().connection.updateMany({
    data: { lastDeliveryAt: ago(8 * HOUR_MS), quietUntil: null, connectedAt: ago(9 * HOUR_MS) },
  });
  const session = { startAt: ago(5 * HOUR_MS).toISOString(), endAt: ago(4 * HOUR_MS).toISOString() };
  const { uuid } = control().startSession({ person: "amara-okafor", topic: "Unheard of", ...session });
  expect(await db().activity.count({ where: { key: uuid } })).toBe(0);
  await readDay();
  await until(
    "the history",
    () => db().activity.count({ where: { key: uuid } }),
    (count) => count === 1,
  );
  await watchSilence();
  await says(/its events do not reach us/, { label: "Stalled" });
  control().setFaults({ dropsWebhooks: false });
  placeCall();
  await heals();
  expect(await db().historyRead.count({ where: { connectionId, state: { not: "done" } } })).toBe(0);
});

test("events that come twice are counted and change nothing", async () => {
  const countDeliveries = async () => {
    await flushDeliveries();
    return (await overview()).deliveries.reduce((sum, { phone, repeated }) => sum + phone + repeated, 0);
  };
  const before = await countDeliveries();
  control().setFaults({ duplicatesWebhooks: true });
  const { uuid } = placeCall();
  await until("both", countDeliveries, (count) => count === before + 2);
  control().setFaults({ duplicatesWebhooks: false });
  expect(await db().activity.count({ where: { key: uuid } })).toBe(1);
});

test("events that overtake each other end as they happened", async () => {
  control().setFaults({ reordersWebhooks: true });
  // Short, so that none of its events is late: it is their order that is wrong.
  const session = { startAt: ago(MINUTE_MS).toISOString(), endAt: ago(MINUTE_MS / 2).toISOString() };
  const { uuid } = control().startSession({ person: "amara-okafor", topic: "Overtaken", ...session });
  await until(
    "the end",
    () => db().activity.findMany({ where: { key: uuid } }),
    ([one]) => one?.endAt != null && one.title === "Overtaken",
  );
  control().setFaults({ reordersWebhooks: false });
});

test("a role without reports is told with its products, and comes back by itself", async () => {
  control().setFaults({ refusesReports: true });
  await readDay();
  const view = await says(/meetings and webinars: The Zoom role/, { label: "Needs attention", action: "reconnect" });
  expect(view.products.map(({ troubles }) => troubles.length)).toEqual([1, 0, 1]);
  control().setFaults({ refusesReports: false });
  await readDay();
  await heals();
});

test("a role without calls is told with phone", async () => {
  control().setFaults({ refusesPhone: true });
  await imports();
  await says(/phone: The Zoom role/, { label: "Needs attention", action: "reconnect" });
  control().setFaults({ refusesPhone: false });
  await readDay();
  await heals();
});

test("slow answers are waited for", async () => {
  control().setFaults({ slowMs: size(1_000, 10_000) });
  const importing = imports();
  expect((await overview()).sentence.tone).not.toBe("bad");
  await importing;
  control().setFaults({ slowMs: 0 });
  await heals();
});

test("an expired token is refreshed, and nobody notices", async () => {
  control().expireToken({});
  await imports();
  expect((await overview()).sentence.tone).toBe("ok");
});

test("an address that is not the app's is missed by its questions", async () => {
  await control().validateUrl({ url: webhookUrl });
  await flushDoorSigns();
  expect((await overview()).door).toEqual([]);
  expect(await control().validateUrl({ url: "http://127.0.0.1:1/elsewhere" })).toMatchObject({ isValid: false });
  const late = new Date(Date.now() + 81 * HOUR_MS);
  expect((await overview(late)).door).toMatchObject([
    { tone: "warn", title: expect.stringMatching(/^Zoom has not asked since \{.+Z\}/) },
  ]);
  expect(await control().validateUrl({ url: webhookUrl })).toMatchObject({ isValid: true });
});

test("a broken token asks for a person, who reconnects; what was missed is read", async () => {
  control().breakToken({});
  await probeAll();
  await importAgain(rosa, connectionId);
  await says(/no longer accepts our permission/, { label: "Needs attention", action: "reconnect" });
  expect(await connect(connectionId)).toBe(connectionId);
  placeCall();
  await heals();
  expect(await db().historyRead.count({ where: { connectionId, reason: "repair", state: "done" } })).toBeGreaterThan(0);
});

test("an account that removed the app is gone, and can be connected anew", async () => {
  control().revokeApp({});
  await until("told", overview, ({ sentence }) => sentence.action === "connect");
  const view = await overview();
  expect(view.sentence.title).toBe("No Zoom account is connected.");
  expect(view.connections[0]?.face.label).toBe("Removed at Zoom");
  await until(
    "deleted",
    () => db().activity.count({ where: { connectionId } }),
    (count) => count === 0,
  );
  connectionId = await connect();
  await until("imported", row, ({ state }) => state !== "importing");
  placeCall();
  await heals();
});
