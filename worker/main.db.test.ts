import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { startHistoryRead } from "#lib/integration/history-start.ts";
import { startImport } from "#lib/integration/import-start.ts";
import { connectSandbox, useSandbox } from "../test/connected-sandbox.ts";
import { useTestDatabase } from "../test/use-test-database.ts";

useTestDatabase();
const zoom = useSandbox();

/** A worker in a process of its own, as `npm run worker` starts it. */
function spawnWorker(settings: Record<string, string> = {}): ChildProcess & { said: () => string } {
  const child = spawn(process.execPath, ["--import", "./scripts/plain-node.ts", "worker/main.ts"], {
    env: { ...process.env, LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  onTestFinished(() => void child.kill("SIGKILL"));
  return Object.assign(child, { said: () => said });
}

async function until(what: string, isSo: () => Promise<boolean>, ms = 120_000): Promise<void> {
  const endAt = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > endAt) throw new Error(`It did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const readState = async (id: string) => (await db().historyRead.findFirstOrThrow({ where: { id } })).state;

test("a worker that is killed in a history read leaves nothing locked: the next one goes on and finishes", async () => {
  const { organisationId, connectionId } = await connectSandbox(zoom.get(), { historyDays: 0 });
  const first = spawnWorker();
  await transaction((tx) => startImport(tx, organisationId, connectionId));
  await until("import done", async () => (await db().importRun.count({ where: { connectionId, state: "done" } })) > 0);
  const endAt = new Date();
  const { readId } = await transaction((tx) =>
    startHistoryRead(tx, organisationId, connectionId, {
      reason: "asked",
      startAt: new Date(endAt.getTime() - 3 * 86_400_000),
      endAt,
    }),
  );
  await until("reading", async () => (await readState(readId)) === "running");
  await until("something merged", async () => (await db().activity.count({ where: { connectionId } })) > 0);
  first.kill("SIGKILL");
  await once(first, "exit");
  expect(await readState(readId)).toBe("running");
  spawnWorker();
  await until("read done", async () => (await readState(readId)) === "done");
  expect(await db().workerHeartbeat.count()).toBe(1);
}, 300_000);

test("a worker stops cleanly on SIGTERM and takes its heartbeat along", async () => {
  const spawnedAt = new Date();
  const worker = spawnWorker();
  const isOurs = { startedAt: { gte: spawnedAt } };
  await until("heartbeat", async () => (await db().workerHeartbeat.count({ where: isOurs })) > 0);
  // The signals are listened to a moment after the first heartbeat.
  await new Promise((resolve) => setTimeout(resolve, 500));
  worker.kill("SIGTERM");
  const [code] = await once(worker, "exit");
  expect(code).toBe(0);
  expect(await db().workerHeartbeat.count({ where: isOurs })).toBe(0);
}, 120_000);

test("a worker that can not start says what to do, in a line", async () => {
  const worker = spawnWorker({ DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" });
  const [code] = await once(worker, "exit");
  expect(code).toBe(1);
  expect(worker.said()).toContain("check DATABASE_URL");
  expect(worker.said()).not.toContain("    at ");
}, 60_000);
