/**
 * `npm run migrate`: brings the database to the schema.
 * `npm run migrate -- --new NAME`: writes the migration that the changed schema asks for.
 * `npm run migrate -- --check`: fails when schema and migrations disagree.
 */
import { migrateDatabase } from "#scripts/migrate-database.ts";
import { startPostgres } from "#scripts/postgres.ts";
import { missingMigration, writeMigration } from "#scripts/schema-engine.ts";

const [flag, label] = process.argv.slice(2);
const own = process.env.DATABASE_URL === undefined ? await startPostgres(["worksights"]) : undefined;
const url = process.env.DATABASE_URL ?? own?.url() ?? "";

try {
  if (flag === "--new" && label !== undefined) {
    const sql = await missingMigration(url);
    console.log(
      sql === "" ? "Nothing to write: schema and migrations agree." : await writeMigration(label, sql, new Date()),
    );
  } else if (flag === "--check") {
    const sql = await missingMigration(url);
    console.log(sql === "" ? "Schema and migrations agree." : `Schema and migrations disagree. Missing:\n${sql}`);
    if (sql !== "") process.exitCode = 1;
  } else {
    const applied = await migrateDatabase(url);
    console.log(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`);
  }
} finally {
  await own?.release();
}
