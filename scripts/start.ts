/**
 * `npm start`: web and worker in one process (`WORKER=off`: web only). Without DATABASE_URL it starts the project's
 * own Postgres. Migrations run first, safely beside other processes that start at the same time.
 */
import "./plain-node.ts";
import { createServer, type Server } from "node:http";
import next from "next";
import { PostgresStartError, startPostgres } from "#scripts/postgres.ts";

// next() reads it, and so does the settings' parser.
Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV ?? "production" });

const postgres = process.env.DATABASE_URL ? undefined : await startPostgres(["worksights"]).catch(explain);
if (postgres !== undefined) process.env.DATABASE_URL = postgres.url();

const { env, SettingsError } = await import("#lib/env.ts");
const { log } = await import("#lib/log.ts");

function explain(error: unknown): never {
  const isOurs = error instanceof PostgresStartError || (error as Error)?.name === "SettingsError";
  process.stderr.write(`${isOurs ? (error as Error).message : (error as Error).stack}\n`);
  process.exit(1);
}

async function readSettings() {
  try {
    return env();
  } catch (error) {
    await postgres?.release();
    if (error instanceof SettingsError) explain(error);
    throw error;
  }
}

const settings = await readSettings();
const { migrateDatabase } = await import("#scripts/migrate-database.ts");
await migrateDatabase(settings.DATABASE_URL).catch(explain);

const { ensureSetupCode } = await import("#lib/access/setup.ts");
const setupCode = await ensureSetupCode();
if (setupCode !== null)
  console.log(`No organisation yet. Open ${settings.APP_URL}/setup with this one-time code: ${setupCode}`);

const isDevelopment = settings.NODE_ENV === "development";
const app = next({ dev: isDevelopment, dir: process.cwd() });
await app.prepare();
const handle = app.getRequestHandler();

function listen(host: string | undefined): Promise<Server> {
  const server = createServer((request, response) => void handle(request, response));
  // In development Next tells open pages of changes over a socket.
  if (isDevelopment) server.on("upgrade", app.getUpgradeHandler());
  // Longer than the load balancers in front, so that they never reuse a connection that we just closed.
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 66_000;
  return new Promise((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE"
        ? explain(
            Object.assign(new Error(`Port ${settings.PORT} is in use: stop what listens there, or set PORT.`), {
              name: "SettingsError",
            }),
          )
        : fail(error),
    );
    server.listen(settings.PORT, host, () => done(server));
  });
}

// "localhost" is two addresses; browsers try either first.
const hosts = process.env.HOST === "localhost" ? ["127.0.0.1", "::1"] : [process.env.HOST];
const servers = (
  await Promise.all(
    hosts.map((host) =>
      listen(host).catch((error: NodeJS.ErrnoException) => (host === "::1" ? undefined : explain(error))),
    ),
  )
).filter((server) => server !== undefined);
const worker = settings.WORKER === "on" ? await (await import("#worker/main.ts")).startWorker() : undefined;
log.info({ port: settings.PORT, worker: settings.WORKER }, "started");

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // Requests under way are answered; live streams never end by themselves, so they get a second.
  const closed = servers.map((server) => new Promise((done) => server.close(done)));
  for (const server of servers) server.closeIdleConnections();
  setTimeout(() => servers.forEach((server) => void server.closeAllConnections()), 1_000);
  await Promise.all([...closed, worker?.stop()]);
  await app.close();
  await postgres?.release();
  log.info("stopped");
  process.exit(0);
}
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
