/** A database of its own for a measure: in a cluster apart, made from the migrations, gone afterwards. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { migrateDatabase } from "#scripts/migrate-database.ts";
import { startPostgres } from "#scripts/postgres.ts";

/** Not the cluster that development and tests share: a measure should not wait for their checkpoints. */
const FOLDER = ".data/bench";

/** Runs `work` on a fresh database and points the settings of the app at it. */
export async function withBenchDatabase(name: string, work: (databaseUrl: string) => Promise<void>): Promise<void> {
  const postgres = await startPostgres(["postgres"], FOLDER);
  const database = `bench_${name}`;
  const admin = new pg.Client({ connectionString: postgres.url("postgres") });
  await admin.connect();
  try {
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.query(`create database ${database}`);
    const databaseUrl = postgres.url(database);
    await migrateDatabase(databaseUrl);
    Object.assign(process.env, {
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
      ENCRYPTION_KEYS: `bench:${randomBytes(32).toString("base64")}`,
      LOG_LEVEL: "silent",
    });
    await work(databaseUrl);
  } finally {
    // The app's own pool must not keep what is to be dropped.
    const { closeDatabase } = await import("#lib/db/client.ts");
    await closeDatabase();
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
    await postgres.release();
  }
}
