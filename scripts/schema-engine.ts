/**
 * Prisma's schema engine in its WebAssembly form: it writes and applies migrations in Prisma's own format without
 * downloading anything. On a machine that has the native engine, `npx prisma migrate` works on the same folder.
 */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { DiffTarget, MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";

const SCHEMA = resolve("prisma/schema.prisma");
const MIGRATIONS = resolve("prisma/migrations");
const NO_FILTER = { externalTables: [], externalEnums: [] };
/** Any fixed number: the advisory lock that lets one process at a time migrate a database. */
const MIGRATION_LOCK = 7_207_301;

type Engine = import("@prisma/schema-engine-wasm").SchemaEngine;
type EngineModule = {
  SchemaEngine: {
    new: (options: unknown, onLog: (line: string) => void, adapter: unknown) => Promise<Engine>;
  };
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
};

let loaded: Promise<EngineModule> | undefined;

async function loadEngine(): Promise<EngineModule> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const glue = (await import("@prisma/schema-engine-wasm/schema_engine_bg" as string)) as EngineModule;
  const wasm = new WebAssembly.Module(await readFile(join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(wasm, {
    "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

const SINGLE_BYTE_OID = 18;
const TEXT_OID = 25;

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type AdapterInside = {
  performIO: (query: unknown) => Promise<pg.QueryResult>;
  queryRaw: (query: unknown) => Promise<{ columnNames: string[]; columnTypes: number[] }>;
  onError: (error: unknown) => never;
};

/**
 * Two things of the adapter that do for queries but not for migrations: the catalogue's one-byte "char" columns
 * are unknown to it, so they pass through it as text and are named characters again behind it; and it cuts a script at every semicolon, which
 * would cut functions in two, so a script goes to Postgres whole (and is then one transaction).
 */
function fitForMigrations(adapter: Adapter): Adapter {
  const inside = adapter as unknown as AdapterInside;
  const performIO = inside.performIO.bind(adapter);
  const queryRaw = inside.queryRaw.bind(adapter);
  const singleBytes = new WeakMap<object, number[]>();
  inside.performIO = async (query) => {
    const result = await performIO(query);
    const found = result.fields.flatMap((field, index) => (field.dataTypeID === SINGLE_BYTE_OID ? [index] : []));
    for (const index of found) Object.assign(result.fields[index] ?? {}, { dataTypeID: TEXT_OID });
    singleBytes.set(query as object, found);
    return result;
  };
  inside.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of singleBytes.get(query as object) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  adapter.executeScript = async (script) => {
    await (adapter.underlyingDriver() as unknown as pg.Pool).query(script).catch((error) => inside.onError(error));
  };
  return adapter;
}

class EngineAdapterFactory extends PrismaPg {
  readonly #databaseUrl: string;
  constructor(databaseUrl: string) {
    super({ connectionString: databaseUrl });
    this.#databaseUrl = databaseUrl;
  }
  override async connect() {
    return fitForMigrations(await super.connect());
  }
  override async connectToShadowDb() {
    const main = await this.connect();
    const database = `worksights_shadow_${randomUUID().replaceAll("-", "")}`;
    await main.executeScript(`create database ${database}`);
    const address = new URL(this.#databaseUrl);
    address.pathname = `/${database}`;
    const shadow = fitForMigrations(await new PrismaPg({ connectionString: address.href }).connect());
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`drop database if exists ${database} with (force)`);
      await main.dispose();
    };
    return shadow;
  }
}

async function openEngine(databaseUrl: string): Promise<Engine> {
  loaded ??= loadEngine();
  const glue = await loaded;
  const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapterFactory(databaseUrl));
  return glue.SchemaEngine.new(
    { datamodels: [["schema.prisma", await readFile(SCHEMA, "utf8")]] },
    () => undefined,
    adapter,
  );
}

async function listMigrations(): Promise<MigrationList> {
  const lockfile = join(MIGRATIONS, "migration_lock.toml");
  const names = (await readdir(MIGRATIONS, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const directories = names.map(async (name) => ({
    path: name,
    migrationFile: {
      path: "migration.sql",
      content: { tag: "ok" as const, value: await readFile(join(MIGRATIONS, name, "migration.sql"), "utf8") },
    },
  }));
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: "migration_lock.toml", content: await readFile(lockfile, "utf8").catch(() => null) },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(directories),
  };
}

/**
 * Applies what is missing in the database and returns the names of the migrations it applied.
 * Safe when several processes start at once: the others wait, then find nothing to do.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "worksights-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const migrationsList = await listMigrations();
    if (await isUpToDate(client, migrationsList)) return [];
    const engine = await openEngine(databaseUrl);
    return (await engine.applyMigrations({ migrationsList, filters: NO_FILTER })).appliedMigrationNames;
  } finally {
    await client.end();
  }
}

/** Saves loading the engine at every start: the names in Prisma's own table say whether anything is missing. */
async function isUpToDate(client: pg.Client, list: MigrationList): Promise<boolean> {
  const { rows: tables } = await client.query("select to_regclass('_prisma_migrations') is not null as there");
  if (tables[0]?.there !== true) return false;
  const { rows } = await client.query<{ migration_name: string }>(
    "select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return list.migrationDirectories.every(({ path }) => applied.has(path));
}

/**
 * The SQL that would lead from the migrations to the schema; empty when they agree. The engine replays the migrations
 * in a shadow database that it makes and drops itself, so the account must be allowed to create databases.
 */
export async function missingMigration(databaseUrl: string): Promise<string> {
  const engine = await openEngine(databaseUrl);
  const target: DiffTarget = {
    tag: "schemaDatamodel",
    files: [{ path: SCHEMA, content: await readFile(SCHEMA, "utf8") }],
  };
  const result = await engine.diff({
    from: { tag: "migrations", ...(await listMigrations()) },
    to: target,
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  });
  const script = result.stdout ?? "";
  return script.replace(/^--.*$/gm, "").trim() === "" ? "" : script;
}

/** Writes a new migration folder with `sql` and returns its name. */
export async function writeMigration(label: string, sql: string, now: Date): Promise<string> {
  const name = `${now.toISOString().replace(/\D/g, "").slice(0, 14)}_${label}`;
  await mkdir(join(MIGRATIONS, name), { recursive: true });
  await writeFile(join(MIGRATIONS, name, "migration.sql"), sql);
  return name;
}
