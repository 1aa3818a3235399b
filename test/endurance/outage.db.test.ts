/**
 * Nothing receives for 24 hours while the company works: Zoom tries four times and gives up. When a receiver is back,
 * one read of Zoom's history restores what was lost, and until it has, coverage shows the gap. The clock of app and
 * sandbox is the same one, and is moved.
 */
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { beginListening, readCoverage } from "#lib/db/coverage.ts";
import { flushDeliveries } from "#lib/db/deliveries.ts";
import { deliveryServer } from "#lib/integration/delivery-server.ts";
import { startImport } from "#lib/integration/import-start.ts";
import { giveSign } from "#lib/integration/receiver-life.ts";
import { type RunningJobs, runJobs } from "#lib/jobs/run-jobs.ts";
import { importDirectory } from "#lib/sync/import-directory.ts";
import { jobHandlers } from "#lib/sync/job-handlers.ts";
import { lastMoment, makeCompany } from "#sandbox/company/company.ts";
import { makeAccounts } from "#sandbox/company/directory.ts";
import { defaultSettings } from "#sandbox/settings.ts";
import { type Connected, connectSandbox, useSandbox } from "../connected-sandbox.ts";
import { testSettings, useTestDatabase } from "../use-test-database.ts";
import { dice, seed, size } from "./long.ts";
import { until } from "./processes.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Seldom, yet often enough not to be a break. */
const SIGN_MS = 40_000;
/** Nothing of the company lasts longer. */
const LONGEST_MS = 6 * HOUR_MS;
/** A Tuesday noon in the company's autumn. */
const beginAt = Date.parse("2026-11-17T12:00:00Z");

vi.setConfig({ testTimeout: 600_000 });
vi.useFakeTimers({ toFake: ["Date"], now: beginAt, shouldAdvanceTime: true });

const database = useTestDatabase();
// A repeat after five minutes comes after half a millisecond, so that the last try is over when we look.
const zoom = useSandbox({ webhookSecret: testSettings.ZOOM_WEBHOOK_SECRET, speed: 600_000 });
const receiver = { id: "the only one", kind: "ingest", startedAt: new Date(beginAt) } as const;
const roll = dice(seed("outage"));

let port = 0;
let door: Server | null = null;
let jobs: RunningJobs | null = null;
let connected: Connected;

async function openDoor(): Promise<void> {
  door = deliveryServer();
  door.listen(port, "127.0.0.1");
  await once(door, "listening");
  port = (door.address() as AddressInfo).port;
}

async function closeDoor(): Promise<void> {
  const closed = door === null ? null : once(door, "close");
  door?.close();
  door?.closeAllConnections();
  await closed;
  door = null;
}

let lastSign = new Date(beginAt);
async function sign(at = new Date(), id: string = receiver.id): Promise<void> {
  lastSign = at;
  await giveSign({ ...receiver, id }, at);
}

/** All the signs since the last one: they come more often than the company is played. */
async function keepSigning(): Promise<void> {
  while (Date.now() - lastSign.getTime() > SIGN_MS) await sign(new Date(lastSign.getTime() + SIGN_MS));
  await sign();
}

/** Lets the company work until then; while the door is open, the receiver gives its signs. */
async function playUntil(endAt: number): Promise<void> {
  while (Date.now() < endAt) {
    vi.setSystemTime(Math.min(endAt, Date.now() + 20 * MINUTE_MS));
    zoom.get().control.play();
    await zoom.get().control.settled();
    // The three repeats of what failed.
    if (door === null) await new Promise((resolve) => setTimeout(resolve, 30));
    await zoom.get().control.settled();
    if (door !== null) await keepSigning();
  }
  await flushDeliveries();
}

beforeAll(async () => {
  await openDoor();
  await zoom.get().control.validateUrl({ url: `http://127.0.0.1:${port}/api/zoom/webhook` });
  connected = await connectSandbox(zoom.get(), { historyDays: 0 });
  const { organisationId, connectionId } = connected;
  const { zoomAccountId } = await db().connection.findFirstOrThrow({ where: { id: connectionId } });
  await db().zoomAccount.create({ data: { zoomAccountId, organisationId, connectionId } });
  await transaction((tx) => beginListening(tx, organisationId, connectionId, "connected", { at: new Date() }));
  const { runId } = await transaction((tx) => startImport(tx, organisationId, connectionId));
  await importDirectory({ ...connected, runId }, { signal: new AbortController().signal, isLastTry: false });
  await sign();
});
afterAll(async () => {
  vi.useRealTimers();
  await jobs?.stop();
  await closeDoor();
});

/** What the company's mapped people hosted and called from then on, and what had ended by now: "key user". */
async function happened(since: number): Promise<string[]> {
  const mapped = await db().zoomUser.findMany({ where: { ...connected, personId: { not: null } } });
  const users = new Set(mapped.map(({ zoomKey }) => zoomKey));
  const account = makeAccounts().find(({ key }) => key === "main");
  if (account === undefined) throw new Error("The sandbox has no main account");
  const company = makeCompany(defaultSettings.seed, account);
  const now = Date.now();
  const sessions = company
    .sessionsBetween(since, now)
    .filter(
      ({ startAt, endAt, hostId, isPractice }) =>
        startAt >= since && (endAt ?? now) < now && users.has(hostId) && !isPractice,
    )
    .map(({ uuid, hostId }) => `${uuid} ${hostId}`);
  const calls = company
    .callsBetween(since, now)
    .filter((call) => call.startAt >= since && lastMoment(call) < now)
    .flatMap(({ uuid, legs }) =>
      legs.filter(({ userId }) => users.has(userId)).map(({ userId }) => `${uuid} ${userId}`),
    );
  return [...new Set([...sessions, ...calls])].sort();
}

/** What of it is known with its end. */
async function known(): Promise<Set<string>> {
  const rows = await db().activity.findMany({
    where: { ...connected, endAt: { not: null }, deletedAt: null },
    select: { key: true, zoomUser: { select: { zoomKey: true } } },
  });
  return new Set(rows.map(({ key, zoomUser }) => `${key} ${zoomUser.zoomKey}`));
}

async function missing(since: number): Promise<string[]> {
  const found = await known();
  return (await happened(since)).filter((one) => !found.has(one));
}

/** Keys of calls begin with their day. */
const isCall = (one: string) => /^\d{8}-/.test(one);

/** The time that is not proven complete, for each product the same. */
async function gaps(startAt: number): Promise<[string, string][]> {
  const window = { startAt: new Date(startAt), endAt: new Date() };
  const covered = await readCoverage(connected.organisationId, window, window.endAt);
  const perProduct = ["meetings", "phone", "webinars"].map((product) => {
    const windows = covered.find((entry) => entry.product === product)?.windows ?? [];
    const edges = [window.startAt, ...windows.flatMap((one) => [one.startAt, one.endAt]), window.endAt];
    const holes: [string, string][] = [];
    for (let at = 0; at < edges.length; at += 2) {
      const [from, to] = [edges[at], edges[at + 1]];
      if (from !== undefined && to !== undefined && from < to) holes.push([from.toISOString(), to.toISOString()]);
    }
    return holes;
  });
  const [first = []] = perProduct;
  for (const holes of perProduct) expect(holes).toEqual(first);
  return first;
}

const reads = () => db().historyRead.findMany({ where: { ...connected, reason: "repair" }, orderBy: { endAt: "asc" } });

test("one repair restores every hosted session and call of a day without a receiver, and coverage shows the gap until then", async () => {
  const rounds = size(1, 5);
  for (let round = 1; round <= rounds; round += 1) {
    const startAt = Date.now();
    await playUntil(startAt + HOUR_MS + Math.floor(roll() * HOUR_MS));
    expect(await missing(startAt)).toEqual([]);
    expect(await gaps(startAt)).toEqual([]);

    const wentAt = lastSign;
    await closeDoor();
    await playUntil(wentAt.getTime() + 24 * HOUR_MS);
    // Nobody listens, so the time since the last sign is not known.
    expect(await gaps(startAt)).toMatchObject([
      [new Date(wentAt.getTime() + 45_000).toISOString(), expect.any(String)],
    ]);
    const lost = await missing(startAt);
    // All that began while nobody listened is lost: hundreds on a working day, a few on a Sunday.
    expect((await happened(wentAt.getTime())).filter((one) => !lost.includes(one))).toEqual([]);
    if (round === 1) expect(lost.length).toBeGreaterThan(300);

    await openDoor();
    await Promise.all([sign(), sign(new Date(), "another")]);
    const [[goneAt, backAt] = ["", ""], ...more] = await gaps(startAt);
    expect([goneAt, more]).toEqual([wentAt.toISOString(), []]);
    expect(Math.abs(Date.parse(backAt) - lastSign.getTime())).toBeLessThan(1_000);
    expect(await reads()).toHaveLength(round);

    jobs ??= await runJobs(database.url(), jobHandlers, { withSchedule: false });
    await until("the repair is done", async () => (await reads()).every(({ state }) => state === "done"), 600_000);
    expect(await missing(startAt)).toEqual([]);
    expect(await gaps(startAt)).toEqual([]);
    expect(await reads()).toHaveLength(round);

    // A session that ran while it came back is told by its end. (Of a call that did, a leg may wait for the next
    // regular read: Zoom lists calls when they are over.)
    await playUntil(lastSign.getTime() + LONGEST_MS);
    expect((await missing(startAt)).filter((one) => !isCall(one))).toEqual([]);
    expect(await gaps(startAt)).toEqual([]);
  }
  const said = await db().connectionLog.findMany({ where: { ...connected, kind: "delivery" } });
  expect(said.map(({ what }) => what)).toEqual(
    Array(rounds).fill("Nothing could be received for 24 hours; that time is read from Zoom’s history"),
  );
});
