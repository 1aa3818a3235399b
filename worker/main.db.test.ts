import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { until } from "../test/endurance/processes.ts";
import { useTestDatabase } from "../test/use-test-database.ts";

useTestDatabase();

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
