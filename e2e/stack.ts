/**
 * A whole installation for one file of browser tests: a database of its own, the sandbox, the app (production build)
 * and a worker, on free ports. The same processes as in production, started the same way.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, startNode, stopChild, waitForAnswer } from "#scripts/children.ts";
import { anyFreePort } from "#scripts/free-port.ts";
import { settingsBesideSandbox } from "#scripts/own-settings.ts";
import { startPostgres } from "#scripts/postgres.ts";
import { recreateDatabase } from "#scripts/recreate-database.ts";

export type Stack = {
  appUrl: string;
  sandboxUrl: string;
  databaseUrl: string;
  /** Everything that the processes wrote so far. */
  readLogs: () => string;
  /** Asks the sandbox's control page to do something. */
  control: (what: string, body?: Record<string, unknown>) => Promise<Record<string, unknown>>;
  stop: () => Promise<void>;
};

export type StackOptions = {
  /** Where the app listens; any free port unless something has to know it before. */
  appPort?: number;
  /** Without the demo's people, as after a first installation. */
  isEmpty?: boolean;
  settings?: Record<string, string>;
  sandbox?: Record<string, string>;
};

/** Starts all of it; takes some seconds. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const postgres = await startPostgres(["postgres"]);
  const [appPort, sandboxPort] = [options.appPort ?? (await anyFreePort()), await anyFreePort()];
  const databaseName = `e2e_${process.pid}_${appPort}`;
  const databaseUrl = await recreateDatabase(postgres, databaseName);
  const appUrl = `http://localhost:${appPort}`;
  const sandboxUrl = `http://localhost:${sandboxPort}`;
  const logs = mkdtempSync(join(tmpdir(), "worksights-e2e-"));
  const settings = {
    ...(await settingsBesideSandbox(".data", { databaseUrl, appUrl, sandboxUrl })),
    NODE_ENV: "production",
    NEXT_DIST_DIR: ".next",
    DEMO: "on",
    LOG_LEVEL: "debug",
    ...options.settings,
  };
  prepareDatabase(settings, options.isEmpty === true);
  const sandbox = startNode(
    "The sandbox",
    ["sandbox/main.ts"],
    { SANDBOX_PORT: String(sandboxPort), SANDBOX_WEBHOOK_URL: `${appUrl}/api/zoom/webhook`, ...options.sandbox },
    join(logs, "sandbox.log"),
  );
  const app = startNode("The app", ["scripts/start.ts"], { ...settings, WORKER: "off" }, join(logs, "app.log"));
  const worker = startNode(
    "The worker",
    ["--import", "./scripts/plain-node.ts", "worker/main.ts"],
    settings,
    join(logs, "worker.log"),
  );
  const children: Child[] = [sandbox, worker, app];
  await Promise.all([waitForAnswer(sandbox, `${sandboxUrl}/`), waitForAnswer(app, `${appUrl}/api/health`)]);
  return {
    appUrl,
    sandboxUrl,
    databaseUrl,
    readLogs: () =>
      readdirSync(logs)
        .filter((name) => name !== "sandbox.log")
        .map((name) => readFileSync(join(logs, name), "utf8"))
        .join("\n"),
    control: async (what, body = {}) => {
      const answer = await fetch(`${sandboxUrl}/control/${what}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`The sandbox refused ${what}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Record<string, unknown>;
    },
    stop: async () => {
      for (const child of [...children].reverse()) await stopChild(child);
      await postgres.release();
    },
  };
}

/** In a process of its own, because the settings of a process are read once. */
function prepareDatabase(settings: Record<string, string>, isEmpty: boolean): void {
  execFileSync(
    process.execPath,
    ["--import", "./scripts/plain-node.ts", "scripts/prepare-demo.ts", ...(isEmpty ? ["--without-people"] : [])],
    {
      env: { ...process.env, ...settings, LOG_LEVEL: "silent" },
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
}
