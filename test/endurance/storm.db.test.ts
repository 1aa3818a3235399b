import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { readCoverage } from "#lib/db/coverage.ts";
import { startHistoryRead } from "#lib/integration/history-start.ts";
import { startImport } from "#lib/integration/import-start.ts";
import { sealTokens } from "#lib/integration/seal-tokens.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "#sandbox/server.ts";
import { type Connected, connectSandbox } from "../connected-sandbox.ts";
import { useTestDatabase } from "../use-test-database.ts";
import { dice, seed, size } from "./long.ts";
import { start, until } from "./processes.ts";

useTestDatabase();

const DAY_MS = 86_400_000;
/** Of a business account, by the second; ours is half of it. */
const OURS = 40 / 2;
const USERS = 2_000;
/** The others are in the directory and nobody's: their sessions are looked at and not kept. */
const MAPPED = 300;
const SESSIONS_A_DAY = 4;
/** More than a worker runs jobs at once. */
const STORMING = 15;

const opened: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of opened.splice(0)) await sandbox.close();
});

async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ live: false, reportDelayMs: 0, ...options });
  opened.push(sandbox);
  return sandbox;
}

/** Each connection keeps the address of the sandbox that it was made with. */
const worker = () => start("worker/main.ts", { ZOOM_API_URL: "", ZOOM_OAUTH_URL: "http://127.0.0.1:1" });

async function authorise(sandbox: Sandbox): Promise<Connected> {
  const connected = await connectSandbox(sandbox, { historyDays: 0 });
  await db().connection.updateMany({ where: { id: connected.connectionId }, data: { rateShare: 50 } });
  return connected;
}

async function importUsers({ organisationId, connectionId }: Connected): Promise<void> {
  await transaction((tx) => startImport(tx, organisationId, connectionId));
}

const isIdle = async ({ connectionId }: Connected) =>
  (await openRuns(connectionId)) + (await openReads(connectionId)) === 0;

const openRuns = (connectionId: string) => db().importRun.count({ where: { connectionId, state: "running" } });
const openReads = (connectionId: string) =>
  db().historyRead.count({ where: { connectionId, state: { in: ["waiting", "running"] } } });
const heavyCalls = (sandbox: Sandbox) =>
  sandbox.control.calls().Heavy ?? { made: 0, refused: 0, crowdedOut: 0, mostInASecond: 0 };
const lightCalls = (sandbox: Sandbox) => sandbox.control.calls().Light?.made ?? 0;

async function read({ organisationId, connectionId }: Connected, window: { startAt: Date; endAt: Date }) {
  const ask = { reason: "asked", ...window } as const;
  return (await transaction((tx) => startHistoryRead(tx, organisationId, connectionId, ask))).readId;
}

test("storms while another program uses its half: nothing is lost, few calls are refused, our share is kept", async () => {
  const days = size(14, 170);
  const roll = dice(seed("storms"));
  const now = new Date();
  const large = { users: USERS, sessionsPerDay: SESSIONS_A_DAY, months: 7 };
  const sandbox = await openSandbox({ large, latency: { leastMs: 20, mostMs: 80 }, now: () => now });
  worker();
  const connected = await authorise(sandbox);
  await db().person.createMany({
    data: Array.from({ length: MAPPED }, (_, n) => {
      const email = `person${String(n + 1).padStart(5, "0")}@large.example`;
      return { organisationId: connected.organisationId, name: email, email };
    }),
  });
  await importUsers(connected);
  await until("the import is done", () => isIdle(connected));

  const endAt = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - DAY_MS);
  const startAt = new Date(endAt.getTime() - days * DAY_MS);
  sandbox.control.setFaults({ hasOtherProgram: true });
  const readId = await read(connected, { startAt, endAt });
  // One soon, then one about every eight hundred calls, each of a second or two. What is on the way when it begins is
  // refused whoever sent it, and so is who asks whether it is over: three or four calls a storm.
  let nextStormAt = 100;
  await until(
    "the read is done",
    async () => {
      if (heavyCalls(sandbox).made < nextStormAt) return isIdle(connected);
      nextStormAt += 600 + roll() * 400;
      sandbox.control.setFaults({ isStorm: true });
      await wait(500 + roll() * 1_500);
      sandbox.control.setFaults({ isStorm: false });
      return isIdle(connected);
    },
    3_000_000,
  );

  const { made, refused, crowdedOut, mostInASecond } = heavyCalls(sandbox);
  expect(await db().historyRead.findFirst({ where: { id: readId } })).toMatchObject({ state: "done" });
  const rows = await db().activity.count({ where: { connectionId: connected.connectionId } });
  expect(rows).toBe(MAPPED * SESSIONS_A_DAY * days);
  const [coverage] = await readCoverage(connected.organisationId, { startAt, endAt });
  expect(coverage?.windows).toEqual([{ startAt, endAt }]);
  expect(made).toBeGreaterThan((USERS * SESSIONS_A_DAY * days) / 300);
  expect(refused).toBeGreaterThan(0);
  expect(refused / made).toBeLessThanOrEqual(0.01);
  expect(mostInASecond).toBeLessThanOrEqual(OURS * 1.05);
  expect(crowdedOut / made).toBeLessThanOrEqual(0.01);
}, 3_600_000);

test("more accounts in a storm than a worker has hands do not keep another account waiting", async () => {
  const stormy = await openSandbox({ large: { users: 10, sessionsPerDay: 1, months: 1 } });
  const calm = await openSandbox({ large: { users: 50, sessionsPerDay: 4, months: 1 } });
  const healthy = await authorise(calm);
  worker();
  await importUsers(healthy);
  await until("the import is done", () => isIdle(healthy));

  const storming: Connected[] = [];
  for (let n = 0; n < STORMING; n += 1) storming.push(await authorise(stormy));
  // Zoom keeps one grant a person: here all have the last one.
  const tokens = { ...stormy.control.connect(), expiresAt: new Date(Date.now() + 3_500_000), apiUrl: stormy.url };
  for (const { connectionId: id } of storming) {
    await db().connection.updateMany({ where: { id }, data: sealTokens(id, tokens) });
  }
  const before = lightCalls(stormy);
  stormy.control.setFaults({ isStorm: true });
  for (const connected of storming) await importUsers(connected);
  const endAt = new Date();
  const readId = await read(healthy, { startAt: new Date(endAt.getTime() - DAY_MS), endAt });
  await until("the healthy account is read", () => isIdle(healthy), 60_000);
  expect(await db().historyRead.findFirst({ where: { id: readId } })).toMatchObject({ state: "done" });

  const isStorming = { connectionId: { in: storming.map(({ connectionId }) => connectionId) } };
  const waiting = { ...isStorming, state: "running", waitUntil: { gt: new Date(endAt) } };
  await until(
    "all others wait, and say until when",
    async () => (await db().importRun.count({ where: waiting })) === STORMING,
  );
  const asked = lightCalls(stormy) - before;
  expect(asked).toBeGreaterThanOrEqual(STORMING);
  expect(asked).toBeLessThan(STORMING * 10);
  stormy.control.setFaults({ isStorm: false });
  await until(
    "all heal by themselves",
    async () => (await db().importRun.count({ where: { ...isStorming, state: "done" } })) === STORMING,
  );
}, 300_000);
