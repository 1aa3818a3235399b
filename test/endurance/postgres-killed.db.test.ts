import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db, transaction } from "#lib/db/client.ts";
import { startHistoryRead } from "#lib/integration/history-start.ts";
import { startImport } from "#lib/integration/import-start.ts";
import { migrateJobs } from "#lib/jobs/migrate.ts";
import { type Connected, connectSandbox, useSandbox } from "../connected-sandbox.ts";
import { type Delivery, sessionEvent, signed } from "../deliveries.ts";
import { useTestDatabase } from "../use-test-database.ts";
import { makeZoomCompany } from "../zoom-company.ts";
import { dice, seed, shuffled, size } from "./long.ts";
import { type OwnPostgres, startOwnPostgres } from "./own-postgres.ts";
import { start, until } from "./processes.ts";

useTestDatabase();
const zoom = useSandbox();
let postgres: OwnPostgres;

beforeAll(async () => {
  postgres = await startOwnPostgres("killed-postgres");
  process.env.DATABASE_URL = postgres.url;
  await closeDatabase();
  await migrateJobs(postgres.url);
}, 120_000);
afterAll(async () => {
  await closeDatabase();
  await postgres?.remove();
}, 120_000);

const startAt = (n: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, n));
const endAt = (n: number) => new Date(startAt(n).getTime() + 1_800_000);

type Sent = { n: number; isEnd: boolean; delivery: Delivery };

/** Started and ended of so many meetings; each is signed when its turn comes. */
function* sessionsOf(accountId: string, count: number, roll: () => number): Generator<Sent> {
  const order = shuffled(
    Array.from({ length: count * 2 }, (_, index) => ({ n: index >> 1, isEnd: index % 2 === 1 })),
    roll,
  );
  for (const { n, isEnd } of order) {
    const session = { accountId, uuid: `uuid/${n}+==`, hostId: n % 2 ? "ines" : "tom", startAt: startAt(n) };
    const event = isEnd
      ? sessionEvent({ ...session, event: "meeting.ended", topic: `Plan ${n}`, endAt: endAt(n) })
      : sessionEvent({ ...session, event: "meeting.started", topic: `Plan ${n}` });
    yield { n, isEnd, delivery: signed(event) };
  }
}

/** Sends until it is acknowledged, as Zoom does after 5xx and silence, only sooner. */
async function sendUntilTaken(url: string, { rawBody, headers }: Delivery): Promise<void> {
  for (;;) {
    const status = await fetch(url, { method: "POST", body: new Uint8Array(rawBody), headers }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    if (status === 200) return;
    // Anything else would be lost for good at Zoom.
    expect([0, 503]).toContain(status);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

test("Postgres killed under load: no acknowledged event is lost or double, jobs go on, all is back within 10 s", async () => {
  const { zoomAccountId, connectionId } = await makeZoomCompany();
  const reading = await connectSandbox(zoom.get(), { historyDays: 2 });
  const begunAt = new Date();
  await transaction((tx) => startImport(tx, reading.organisationId, reading.connectionId));
  const receiver = start("test/endurance/receiver.ts");
  const worker = start("worker/main.ts");
  const url = `http://127.0.0.1:${await receiver.line()}/api/zoom/webhook`;

  const roll = dice(seed("killed Postgres"));
  const sessions = sessionsOf(zoomAccountId, 100_000, roll);
  const acknowledged: Sent[] = [];
  let isOver = false;
  const sender = async () => {
    while (!isOver) {
      const { value: sent } = sessions.next();
      if (sent === undefined) return;
      await sendUntilTaken(url, sent.delivery);
      acknowledged.push(sent);
    }
  };
  const senders = Promise.all(Array.from({ length: 8 }, sender));
  const recoveries: number[] = [];
  for (let kills = 0; kills < size(3, 20); kills += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500 + roll() * 1_500));
    await postgres.kill();
    await new Promise((resolve) => setTimeout(resolve, roll() * 2_000));
    await postgres.restart();
    const backAt = performance.now();
    const before = acknowledged.length;
    // The first ones may have been answered before the kill.
    await until("deliveries are taken again", () => acknowledged.length > before + 8, 60_000);
    recoveries.push(performance.now() - backAt);
  }
  isOver = true;
  await senders;
  expect(Math.max(...recoveries)).toBeLessThan(10_000);
  expect([receiver.isRunning(), worker.isRunning()]).toEqual([true, true]);
  await expectAllStored(connectionId, acknowledged);

  const { connectionId: read } = reading;
  const isDone = async () => (await db().historyRead.count({ where: { connectionId: read, state: "done" } })) > 0;
  await until("the history is read", isDone, 300_000);
  // The company goes on meeting: what ended meanwhile is news of the second read, not a double.
  const keysBefore = () => endedBefore(begunAt, read);
  const stored = await keysBefore();
  expect(stored.length).toBeGreaterThan(100);
  const again = await readAgain(reading);
  await until("it is read once more", async () => (await readOf(again)).state === "done", 300_000);
  expect(await keysBefore()).toEqual(stored);
}, 1_800_000);

async function expectAllStored(connectionId: string, acknowledged: readonly Sent[]): Promise<void> {
  const rows = await db().activity.findMany({ where: { connectionId } });
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  const stored = new Map(rows.map((row) => [row.key, row]));
  const missing = acknowledged.filter(({ n, isEnd }) => {
    const row = stored.get(`uuid/${n}+==`);
    const isWhole = row?.title === `Plan ${n}` && row.startAt?.getTime() === startAt(n).getTime();
    return !isWhole || (isEnd && row?.endAt?.getTime() !== endAt(n).getTime());
  });
  expect(missing.map(({ n, isEnd }) => ({ n, isEnd }))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(100);
}

async function endedBefore(at: Date, connectionId: string): Promise<string[]> {
  const rows = await db().activity.findMany({ where: { connectionId, endAt: { lt: at } } });
  return rows.map(({ product, key, zoomUserId }) => `${product} ${key} ${zoomUserId}`).toSorted();
}

const readOf = (id: string) => db().historyRead.findFirstOrThrow({ where: { id } });

async function readAgain({ organisationId, connectionId }: Connected): Promise<string> {
  const { startAt, endAt } = await db().historyRead.findFirstOrThrow({ where: { connectionId, state: "done" } });
  const ask = { reason: "asked", startAt, endAt } as const;
  return (await transaction((tx) => startHistoryRead(tx, organisationId, connectionId, ask))).readId;
}
