/**
 * One Postgres for a whole test run. A template database is migrated once; each test file gets a copy of it through
 * `useTestDatabase()`, which takes some tens of milliseconds.
 */
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "#scripts/migrate-database.ts";
import { startPostgres } from "#scripts/postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    templateDatabase: string;
  }
}

export default async function setup(project: TestProject) {
  const template = `test_template_${process.pid}`;
  const own = process.env.TEST_DATABASE_URL === undefined ? await startPostgres(["postgres"]) : undefined;
  const adminUrl = process.env.TEST_DATABASE_URL ?? own?.url("postgres") ?? "";
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${template}`);
  const templateUrl = new URL(adminUrl);
  templateUrl.pathname = `/${template}`;
  await migrateDatabase(templateUrl.href);
  // The schema engine keeps a connection open, and a database in use can not be a template.
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [template]);
  project.provide("adminUrl", adminUrl);
  project.provide("templateDatabase", template);
  return async () => {
    const { rows } = await admin.query<{ datname: string }>("select datname from pg_database where datname like $1", [
      `${template}%`,
    ]);
    for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`);
    await admin.end();
    await own?.release();
  };
}
