/** Brings the database of `DATABASE_URL` to the present schema and, unless told otherwise, puts the demo's people in. */
import { migrateDatabase } from "#scripts/migrate-database.ts";

await migrateDatabase(process.env.DATABASE_URL ?? "");
if (!process.argv.includes("--without-people")) {
  const { seedDemo } = await import("#prisma/seed-demo.ts");
  // Beside a sandbox people also have calendars there.
  await seedDemo(process.env.ZOOM_API_URL);
}
const { closeDatabase } = await import("#lib/db/client.ts");
await closeDatabase();
