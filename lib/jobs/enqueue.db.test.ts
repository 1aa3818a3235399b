import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { isAnyoneWaiting } from "#lib/db/job-queue.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { cancelJobs, enqueue, queueOf } from "./enqueue.ts";
import { migrateJobs } from "./migrate.ts";

const database = useTestDatabase();

type Seen = { task_identifier: string; queue_name: string | null; run_at: Date; key: string | null };
const jobs = () => db().$queryRaw<Seen[]>`select task_identifier, queue_name, run_at, key
  from graphile_worker.jobs order by priority, id`;

test("a job exists when its transaction commits, and not when it fails", async () => {
  const payload = { organisationId: randomUUID(), connectionId: randomUUID(), runId: randomUUID() };
  await expect(
    transaction(async (tx) => {
      await enqueue(tx, "importDirectory", payload);
      throw new Error("cut");
    }),
  ).rejects.toThrow("cut");
  expect(await jobs()).toEqual([]);
  const runAt = new Date("2099-01-01T00:00:00Z");
  await transaction((tx) => enqueue(tx, "importDirectory", payload, { runAt, jobKey: "a" }));
  await transaction((tx) => enqueue(tx, "importDirectory", payload, { runAt, jobKey: "a" }));
  expect(await jobs()).toEqual([
    { task_identifier: "importDirectory", queue_name: `zoom:${payload.connectionId}`, run_at: runAt, key: "a" },
  ]);
  await transaction((tx) => cancelJobs(tx, randomUUID()));
  expect(await jobs()).toHaveLength(1);
  await transaction((tx) => cancelJobs(tx, payload.connectionId));
  expect(await jobs()).toEqual([]);
});

test("a payload that is not what the job expects is refused before it is stored", async () => {
  await expect(
    transaction((tx) => enqueue(tx, "importDirectory", { organisationId: "no", connectionId: "no", runId: "no" })),
  ).rejects.toThrow();
  expect(await jobs()).toEqual([]);
});

test("four processes may make the queue's tables at once", async () => {
  await Promise.all([1, 2, 3, 4].map(() => migrateJobs(database.url())));
});

test("a lane is given back to jobs of its own queue and to those that nobody has a hand for", async () => {
  const [mine, other] = [randomUUID(), randomUUID()];
  const isWaited = () => isAnyoneWaiting(queueOf(mine));
  const add = (connectionId: string, runAt: Date) =>
    transaction((tx) =>
      enqueue(tx, "importDirectory", { organisationId: randomUUID(), connectionId, runId: randomUUID() }, { runAt }),
    );
  const lock = (connectionId: string) => db().$executeRaw`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'
    where id in (select id from graphile_worker.jobs where queue_name = ${queueOf(connectionId)} order by id limit 1)`;
  await add(mine, new Date(0));
  await lock(mine);
  expect(await isWaited()).toBe(false);
  await add(mine, new Date("2099-01-01T00:00:00Z"));
  expect(await isWaited()).toBe(false);
  await add(other, new Date(0));
  expect(await isWaited()).toBe(true);
  await lock(other);
  await add(other, new Date(0));
  expect(await isWaited()).toBe(false);
  await add(mine, new Date(0));
  expect(await isWaited()).toBe(true);
});
