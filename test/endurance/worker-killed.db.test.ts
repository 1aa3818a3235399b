import { expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { startHistoryRead } from "#lib/integration/history-start.ts";
import { startImport } from "#lib/integration/import-start.ts";
import { type Connected, connectSandbox, useSandbox } from "../connected-sandbox.ts";
import { useTestDatabase } from "../use-test-database.ts";
import { dice, seed, size } from "./long.ts";
import { start, until } from "./processes.ts";

useTestDatabase();
const now = new Date();
const zoom = useSandbox({ now: () => now });

const worker = () => start("worker/main.ts");

/** A connection whose people are mapped, with a read of the last days that has not begun. */
async function readyToRead(days: number): Promise<Connected & { readId: string }> {
  const connected = await connectSandbox(zoom.get(), { historyDays: 0 });
  const { organisationId, connectionId } = connected;
  const importer = worker();
  await transaction((tx) => startImport(tx, organisationId, connectionId));
  const isDone = async () => (await db().importRun.count({ where: { connectionId, state: "done" } })) > 0;
  await until("the import is done", isDone);
  await until("what the import began is done", async () => (await openReads(connectionId)) === 0);
  await importer.kill();
  const startAt = new Date(now.getTime() - days * 86_400_000);
  const ask = { reason: "asked", startAt, endAt: now } as const;
  return { ...connected, ...(await transaction((tx) => startHistoryRead(tx, organisationId, connectionId, ask))) };
}

const openReads = (connectionId: string) =>
  db().historyRead.count({ where: { connectionId, state: { in: ["waiting", "running"] } } });
const readOf = (id: string) => db().historyRead.findFirstOrThrow({ where: { id } });

/** Every row in one order, without what differs from run to run. One statement: relations of so many are too many. */
function activitiesOf({ connectionId }: Connected): Promise<object[]> {
  return db().$queryRaw`
    select zoom_user.zoom_key, product, key, title, start_at, end_at, answer_at, outcome, direction, caller_id_name,
      device_name, sources
    from activity join zoom_user on zoom_user.id = activity.zoom_user_id
    where activity.connection_id = ${connectionId}::uuid order by product, key, zoom_key`;
}

test("a worker killed again and again in history reads: nothing is lost or double, the next one goes on at once", async () => {
  const days = size(5, 170);
  const calm = await readyToRead(days);
  const calmWorker = worker();
  await until("the undisturbed read is done", async () => (await readOf(calm.readId)).state === "done", 900_000);
  await calmWorker.kill();

  const roll = dice(seed("killed workers"));
  const disturbed = await readyToRead(days);
  let { readId } = disturbed;
  let current = worker();
  const recoveries: number[] = [];
  for (let kills = 0; kills < size(3, 100); kills += 1) {
    await new Promise((resolve) => setTimeout(resolve, roll() * 600));
    await current.kill();
    // One that ended before it could be killed is followed by another over the same days.
    if ((await readOf(readId)).state === "done") readId = await readOnceMore(readId);
    const killedAt = Date.now();
    current = worker();
    const goesOn = async () =>
      (await isHeldSince(disturbed.connectionId, killedAt)) || (await readOf(readId)).state === "done";
    await until("the read goes on", goesOn, 60_000);
    recoveries.push(Date.now() - killedAt);
  }
  await until("the disturbed read is done", async () => (await readOf(readId)).state === "done", 900_000);

  const rows = await activitiesOf(disturbed);
  expect(rows.length).toBeGreaterThan(200);
  expect(rows).toEqual(await activitiesOf(calm));
  expect(Math.max(...recoveries)).toBeLessThan(10_000);
}, 3_600_000);

/** Whether a worker that began to beat after an instant runs a job of the connection. */
async function isHeldSince(connectionId: string, sinceMs: number): Promise<boolean> {
  const rows = await db().$queryRaw<{ held: number }[]>`
    select count(*)::int as held from graphile_worker.jobs as j join worker_heartbeat as w on j.locked_by = any(w.lockers)
    where j.queue_name = ${`zoom:${connectionId}`} and w.started_at >= ${new Date(sinceMs)}`;
  return (rows[0]?.held ?? 0) > 0;
}

async function readOnceMore(readId: string): Promise<string> {
  const { organisationId, connectionId, startAt, endAt } = await readOf(readId);
  const ask = { reason: "asked", startAt, endAt } as const;
  return (await transaction((tx) => startHistoryRead(tx, organisationId, connectionId, ask))).readId;
}
