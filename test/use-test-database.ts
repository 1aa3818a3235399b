/** Gives a test file a migrated, empty database of its own and points the settings at it. */
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "#lib/db/client.ts";
import { testSettings } from "./test-settings.ts";

export { testSettings };

let counter = 0;

/** Call at the top of a `*.db.test.ts`; `url()` is the address, once the test runs. */
export function useTestDatabase(settings: Record<string, string> = {}): { url: () => string } {
  let url = "";
  beforeAll(async () => {
    const template = inject("templateDatabase");
    counter += 1;
    const name = `${template}_${process.pid}_${counter}_${Date.now()}`;
    const admin = new pg.Client({ connectionString: inject("adminUrl") });
    await admin.connect();
    // Two copies of one template at once are refused; wait for the turn.
    await admin.query("select pg_advisory_lock(415)");
    await admin.query(`create database ${name} template ${template}`);
    await admin.end();
    const address = new URL(inject("adminUrl"));
    address.pathname = `/${name}`;
    url = address.href;
    Object.assign(process.env, testSettings, settings, { DATABASE_URL: url });
  });
  afterAll(closeDatabase);
  return { url: () => url };
}
