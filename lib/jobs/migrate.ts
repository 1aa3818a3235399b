import "server-only";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { workerLogger } from "./worker-log.ts";

/** Any fixed number: the advisory lock that lets one process at a time make the queue's tables. */
const LOCK = 7_207_302;

/**
 * Brings Graphile Worker's own schema up to date. Safe when several processes start at once: the others wait, then find
 * nothing to do. (Its own guard gives up after two clashes.)
 */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "worksights-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await runMigrations({ connectionString: databaseUrl, maxPoolSize: 2, logger: workerLogger });
  } finally {
    await client.end();
  }
}
