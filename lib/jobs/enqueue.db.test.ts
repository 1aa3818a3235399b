import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { cancelJobs, enqueue } from "./enqueue.ts";
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
