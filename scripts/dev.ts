/**
 * `npm run dev`: the app in development mode with its worker, beside the sandbox and the project's own Postgres. The
 * database stays; `npm run dev -- --fresh` begins with the demo's people and no connection.
 */
import "./plain-node.ts";
import { join } from "node:path";
import { defaultSettings } from "#sandbox/settings.ts";
import { startNode, stopChild, waitForAnswer } from "#scripts/children.ts";
import { settingsBesideSandbox } from "#scripts/own-settings.ts";
import { startPostgres } from "#scripts/postgres.ts";
import { recreateDatabase } from "#scripts/recreate-database.ts";

const FOLDER = ".data";
const appUrl = `http://localhost:${process.env.PORT ?? 3000}`;
const sandboxUrl = `http://localhost:${process.env.SANDBOX_PORT ?? defaultSettings.port}`;
// Another name lets two developments run beside each other.
const database = process.env.DEV_DATABASE ?? "worksights_dev";
const isFresh = process.argv.includes("--fresh");

const postgres = await startPostgres([database], FOLDER);
const databaseUrl = isFresh ? await recreateDatabase(postgres, database) : postgres.url();
Object.assign(process.env, await settingsBesideSandbox(FOLDER, { databaseUrl, appUrl, sandboxUrl }), {
  NODE_ENV: "development",
  DEMO: "on",
});
await import("#scripts/generate-client.ts");
const { migrateDatabase } = await import("#scripts/migrate-database.ts");
await migrateDatabase(databaseUrl);
const { seedDemo } = await import("#prisma/seed-demo.ts");
await seedDemo(sandboxUrl);

const sandbox = startNode(
  "The sandbox",
  ["sandbox/main.ts"],
  {
    SANDBOX_PORT: new URL(sandboxUrl).port,
    SANDBOX_WEBHOOK_URL: `${appUrl}/api/zoom/webhook`,
    SANDBOX_STATE: join(FOLDER, `sandbox-${database}.json`),
  },
  join(FOLDER, "logs", "sandbox.log"),
);
await waitForAnswer(sandbox, `${sandboxUrl}/`);
console.log(`Sandbox Zoom: ${sandboxUrl}\nApp: ${appUrl}`);
const stopSandbox = () => void stopChild(sandbox).then(() => postgres.release());
process.once("SIGINT", stopSandbox);
process.once("SIGTERM", stopSandbox);
await import("#scripts/start.ts");
