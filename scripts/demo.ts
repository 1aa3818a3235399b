/**
 * `npm run demo`: Postgres, the sandbox, the app (production build) and its worker, each with one line. It begins
 * anew each time: the organisation's people are there, Zoom is not connected. Ctrl-C stops all of it.
 */
import "./plain-node.ts";
import { rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { defaultSettings } from "#sandbox/settings.ts";
import { buildApp, isBuilt } from "#scripts/build-app.ts";
import { type Child, lastLines, startNode, stopChild, waitForAnswer } from "#scripts/children.ts";
import { isPortFree } from "#scripts/free-port.ts";
import { settingsBesideSandbox } from "#scripts/own-settings.ts";
import { type EmbeddedPostgres, startPostgres } from "#scripts/postgres.ts";
import { recreateDatabase } from "#scripts/recreate-database.ts";

const FOLDER = ".demo";
const DIST = ".next";
const NEEDED_BYTES = 800 * 1024 * 1024;
const APP_PORT = Number(process.env.PORT ?? 3000);
const SANDBOX_PORT = Number(process.env.SANDBOX_PORT ?? defaultSettings.port);
const appUrl = `http://localhost:${APP_PORT}`;
const sandboxUrl = `http://localhost:${SANDBOX_PORT}`;

const children: Child[] = [];
let postgres: EmbeddedPostgres | undefined;
let isStopping = false;

async function step<T>(what: string, work: () => Promise<T> | T): Promise<T> {
  const startedAt = performance.now();
  process.stdout.write(`  ${what.padEnd(34, ".")} `);
  const result = await work();
  process.stdout.write(`ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  return result;
}

async function stop(exitCode: number): Promise<never> {
  if (!isStopping) {
    isStopping = true;
    // The app before what it stands on.
    for (const child of [...children].reverse()) await stopChild(child);
    await postgres?.release();
    console.log("  Everything is stopped.");
  }
  process.exit(exitCode);
}

async function checkMachine(): Promise<void> {
  for (const [port, name, setting] of [
    [APP_PORT, "the app", "PORT"],
    [SANDBOX_PORT, "the sandbox", "SANDBOX_PORT"],
  ] as const)
    if (!(await isPortFree(port)))
      throw new Error(
        `Port ${port}, for ${name}, is in use. Stop what listens there, or choose another: ${setting}=${port + 10} npm run demo`,
      );
  const disk = await statfs(".");
  if (disk.bavail * disk.bsize < NEEDED_BYTES)
    throw new Error("The disk is nearly full: the demo needs 800 MB free here. Make room and start again.");
}

async function startDatabase(): Promise<string> {
  postgres = await startPostgres(["postgres"], FOLDER);
  return recreateDatabase(postgres, "demo");
}

async function preparePeople(databaseUrl: string): Promise<void> {
  await import("#scripts/generate-client.ts");
  const { migrateDatabase } = await import("#scripts/migrate-database.ts");
  await migrateDatabase(databaseUrl);
  const { seedDemo } = await import("#prisma/seed-demo.ts");
  await seedDemo(sandboxUrl);
}

function watch(child: Child): Child {
  children.push(child);
  void child.ended.then(({ code, signal }) => {
    if (isStopping) return;
    console.error(`\n  ${child.name} has ended (${signal ?? `code ${code}`}). Its last lines:\n${lastLines(child)}`);
    void stop(1);
  });
  return child;
}

async function run(): Promise<void> {
  console.log("\n  WorkSights, Zoom integration: the demo\n");
  await checkMachine();
  await rm(join(FOLDER, "logs"), { recursive: true, force: true });
  const databaseUrl = await step("Postgres", startDatabase);
  const settings = {
    ...(await settingsBesideSandbox(FOLDER, { databaseUrl, appUrl, sandboxUrl })),
    NODE_ENV: "production",
    NEXT_DIST_DIR: DIST,
    DEMO: "on",
  };
  Object.assign(process.env, { LOG_LEVEL: "warn" }, settings);
  await step("People of Halden Group", () => preparePeople(databaseUrl));
  if (!isBuilt(DIST)) await step("Build (only the first time)", () => buildApp(DIST));
  const log = (name: string) => join(FOLDER, "logs", `${name}.log`);
  await step("Sandbox Zoom", () => {
    const sandbox = {
      SANDBOX_PORT: String(SANDBOX_PORT),
      SANDBOX_WEBHOOK_URL: `${appUrl}/api/zoom/webhook`,
      SANDBOX_SPEED: process.env.SANDBOX_SPEED ?? "60",
    };
    return waitForAnswer(
      watch(startNode("The sandbox", ["sandbox/main.ts"], sandbox, log("sandbox"))),
      `${sandboxUrl}/`,
    );
  });
  const appSettings = { ...settings, LOG_LEVEL: process.env.DEMO_LOG_LEVEL ?? "info" };
  await step("App", () =>
    waitForAnswer(
      watch(startNode("The app", ["scripts/start.ts"], { ...appSettings, WORKER: "off" }, log("app"))),
      `${appUrl}/signin`,
    ),
  );
  await step("Worker", () => {
    watch(
      startNode("The worker", ["--import", "./scripts/plain-node.ts", "worker/main.ts"], appSettings, log("worker")),
    );
    return waitForWorker();
  });
  console.log(`
  Open ${appUrl}

  Sign in as Rosa Martens, connect Zoom on the Services page, and watch the timeline fill.
  The stand-in for Zoom has a control page: ${sandboxUrl}
  Logs are in ${FOLDER}/logs. Nothing here leaves this computer. Ctrl-C stops everything.
`);
}

/** The health page knows whether a worker has said that it is alive. */
async function waitForWorker(): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const health = (await fetch(`${appUrl}/api/health`)
      .then((answer) => answer.json())
      .catch(() => ({}))) as { worker?: string };
    if (health.worker === "ok") return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`The worker did not report within 30 s. See ${FOLDER}/logs/worker.log.`);
}

process.on("SIGINT", () => {
  console.log("");
  void stop(0);
});
process.on("SIGTERM", () => void stop(0));
run().catch((error: Error) => {
  process.stdout.write("\n");
  console.error(`\n  ${error.message}\n`);
  void stop(1);
});
