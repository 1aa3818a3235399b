import { expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { readCoverage } from "#lib/db/coverage.ts";
import { setReceiving } from "#lib/integration/features.ts";
import { startHistoryRead } from "#lib/integration/history-start.ts";
import { startImport } from "#lib/integration/import-start.ts";
import { type Connected, connectSandbox, useSandbox } from "../../test/connected-sandbox.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { importDirectory } from "./import-directory.ts";
import { readHistory } from "./read-history.ts";

useTestDatabase();
const zoom = useSandbox();

const DAY_MS = 86_400_000;
const context = (signal = new AbortController().signal) => ({ signal, isLastTry: false });

/** Connected and imported; what the import asked for is put aside. */
async function imported(ask: Parameters<typeof connectSandbox>[1] = {}): Promise<Connected> {
  const connected = await connectSandbox(zoom.get(), ask);
  const { runId } = await transaction((tx) => startImport(tx, connected.organisationId, connected.connectionId));
  await importDirectory({ ...connected, runId }, context());
  await db().historyRead.deleteMany({ where: { connectionId: connected.connectionId } });
  return connected;
}

async function askFor({ organisationId, connectionId }: Connected, days: number) {
  const endAt = new Date();
  const startAt = new Date(endAt.getTime() - days * DAY_MS);
  const ask = { reason: "asked", startAt, endAt } as const;
  const { readId } = await transaction((tx) => startHistoryRead(tx, organisationId, connectionId, ask));
  return { organisationId, connectionId, readId, startAt, endAt };
}

const readRow = (id: string) => db().historyRead.findFirstOrThrow({ where: { id } });

/** What is on timelines, in an order and form that can be compared. */
async function activities({ organisationId, connectionId }: Connected) {
  const rows = await db().activity.findMany({
    where: { organisationId, connectionId },
    orderBy: [{ product: "asc" }, { key: "asc" }, { zoomUserId: "asc" }],
    include: { zoomUser: { select: { zoomKey: true, personId: true } } },
  });
  return rows.map(({ product, key, title, startAt, endAt, direction, outcome, zoomUser }) => ({
    product,
    key,
    title,
    startAt,
    endAt,
    direction,
    outcome,
    host: zoomUser.zoomKey,
    isMapped: zoomUser.personId !== null,
  }));
}

test("reads a window whole, for mapped people only; the second time changes nothing", async () => {
  const connected = await imported();
  const { startAt, endAt, ...job } = await askFor(connected, 3);
  await readHistory(job, context());
  expect(await readRow(job.readId)).toMatchObject({ state: "done", failure: null });
  const first = await activities(connected);
  expect(first.length).toBeGreaterThan(50);
  expect(new Set(first.map(({ product }) => product))).toEqual(new Set(["meetings", "phone", "webinars"]));
  expect(first.every(({ isMapped }) => isMapped)).toBe(true);
  for (const { startAt: at } of first) {
    expect(at?.getTime()).toBeGreaterThanOrEqual(startAt.getTime());
    expect(at?.getTime()).toBeLessThan(endAt.getTime());
  }
  const coverage = await readCoverage(connected.organisationId, { startAt, endAt });
  const covered = Object.fromEntries(coverage.map(({ product, windows }) => [product, windows]));
  for (const product of ["meetings", "phone", "webinars"]) {
    expect(covered[product]?.[0]?.startAt.getTime()).toBe(startAt.getTime());
    expect(covered[product]).toHaveLength(1);
  }
  const again = await askFor(connected, 3);
  await readHistory({ ...connected, readId: again.readId }, context());
  expect(await activities(connected)).toEqual(first);
  expect((await readRow(again.readId)).merged).toBe(0);
}, 300_000);

test("cut off at every call it may be, it goes on and ends at the same rows", async () => {
  const connected = await imported();
  const whole = await askFor(connected, 3);
  await readHistory({ ...connected, readId: whole.readId }, context());
  const expected = await activities(connected);
  await db().activity.deleteMany({ where: { connectionId: connected.connectionId } });

  const job = { ...connected, readId: (await askFor(connected, 3)).readId };
  let turns = 0;
  for (; (await readRow(job.readId)).state !== "done"; turns += 1) {
    if (turns > 60) throw new Error("It does not come to an end");
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), 100 + turns * 150);
    await readHistory(job, context(cut.signal)).catch(() => undefined);
    clearTimeout(timer);
  }
  expect(turns).toBeGreaterThan(1);
  const rows = await activities(connected);
  // What was still going on at the first question is known only to the second.
  const isInBoth = ({ startAt, endAt }: { startAt: Date | null; endAt: Date | null }) =>
    startAt !== null && startAt >= whole.startAt && endAt !== null && endAt < whole.endAt;
  expect(rows.filter(isInBoth)).toEqual(expected.filter(isInBoth));
}, 300_000);

test("where the account-wide list is refused, it asks user by user and finds the same meetings", async () => {
  const connected = await imported();
  const whole = await askFor(connected, 2);
  await readHistory({ ...connected, readId: whole.readId }, context());
  const meetingsOf = async (of: Connected) =>
    (await activities(of)).filter(
      ({ product, startAt }) => product !== "phone" && startAt !== null && startAt > whole.startAt,
    );
  const expected = await meetingsOf(connected);
  const narrow = await imported({ withoutScopes: ["report:read:list_history_meetings:admin"] });
  const job = { ...narrow, readId: (await askFor(narrow, 2)).readId };
  for (let turns = 0; (await readRow(job.readId)).state !== "done" && turns < 10; turns += 1) {
    await readHistory(job, context());
  }
  const row = await readRow(job.readId);
  expect(row).toMatchObject({ state: "done", progress: { sessions: { way: "user", stopped: null } } });
  expect((await meetingsOf(narrow)).map(({ key }) => key)).toEqual(expected.map(({ key }) => key));
}, 300_000);

test("a product that is refused stops its lane, names the reason and leaves the others alone", async () => {
  const connected = await imported();
  zoom.get().control.setFaults({ refusesReports: true });
  const job = { ...connected, readId: (await askFor(connected, 2)).readId };
  await readHistory(job, context()).finally(() => zoom.get().control.setFaults({ refusesReports: false }));
  expect(await readRow(job.readId)).toMatchObject({
    state: "done",
    progress: { sessions: { stopped: "refused" }, calls: { stopped: null } },
  });
  const rows = await activities(connected);
  expect(new Set(rows.map(({ product }) => product))).toEqual(new Set(["phone"]));
  const health = await db().connectionProduct.findFirstOrThrow({
    where: { connectionId: connected.connectionId, product: "meetings" },
  });
  expect(health.health).toBe("refused");
}, 120_000);

test("a product that is not received is not stored and not covered, also not afterwards", async () => {
  const connected = await imported();
  const actor = await db().person.findFirstOrThrow({ where: { organisationId: connected.organisationId } });
  const decider = { organisationId: connected.organisationId, personId: actor.id, name: actor.name };
  const stoppedAt = new Date(Date.now() - 2 * DAY_MS);
  const resumedAt = new Date(Date.now() - DAY_MS);
  await setReceiving(decider, "phone", false, stoppedAt);
  const first = await askFor(connected, 3);
  await readHistory({ ...connected, readId: first.readId }, context());
  expect((await activities(connected)).some(({ product }) => product === "phone")).toBe(false);
  await setReceiving(decider, "phone", true, resumedAt);
  const second = await askFor(connected, 3);
  await readHistory({ ...connected, readId: second.readId }, context());
  const calls = (await activities(connected)).filter(({ product }) => product === "phone");
  expect(calls.length).toBeGreaterThan(0);
  const missed = calls.filter(({ startAt }) => startAt !== null && startAt >= stoppedAt && startAt < resumedAt);
  expect(missed).toEqual([]);
  const coverage = await readCoverage(connected.organisationId, { startAt: stoppedAt, endAt: resumedAt });
  expect(coverage.find(({ product }) => product === "phone")?.windows ?? []).toEqual([]);
}, 300_000);

test("a 429 storm is a wait with an end; a cancelled read stays cancelled", async () => {
  const connected = await imported();
  const job = { ...connected, readId: (await askFor(connected, 2)).readId };
  zoom.get().control.setFaults({ isStorm: true });
  await readHistory(job, context()).finally(() => zoom.get().control.setFaults({ isStorm: false }));
  const row = await readRow(job.readId);
  expect(row.state).toBe("waiting");
  expect(row.waitUntil).not.toBeNull();
  await db().historyRead.updateMany({ where: { id: job.readId }, data: { state: "cancelled" } });
  await readHistory(job, context());
  expect((await readRow(job.readId)).state).toBe("cancelled");
  expect(await activities(connected)).toEqual([]);
}, 300_000);

test("a paused connection is left alone, and the read waits", async () => {
  const connected = await imported();
  const job = { ...connected, readId: (await askFor(connected, 2)).readId };
  await db().connection.updateMany({ where: { id: connected.connectionId }, data: { state: "paused" } });
  await readHistory(job, context());
  expect(await readRow(job.readId)).toMatchObject({ state: "waiting", merged: 0 });
});
