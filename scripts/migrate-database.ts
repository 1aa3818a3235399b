/** Brings a database to what this version of the app needs: our own tables, and those of the job queue. */
import { migrateJobs } from "#lib/jobs/migrate.ts";
import { applyMigrations } from "#scripts/schema-engine.ts";

/** Safe when several processes start at once. Returns the names of the migrations it applied. */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const applied = await applyMigrations(databaseUrl);
  await migrateJobs(databaseUrl);
  return applied;
}
