/** Gives a test file a migrated, empty database of its own and points the settings at it. */
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "#lib/db/client.ts";

let counter = 0;

/** Settings that every test may rely on; the database's address is added by `useTestDatabase`. */
export const testSettings = {
  NODE_ENV: "test",
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a secret for tests, long enough to pass",
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  ZOOM_CLIENT_ID: "test-client",
  ZOOM_CLIENT_SECRET: "test-client-secret",
  ZOOM_WEBHOOK_SECRET: "test-webhook-secret",
  LOG_LEVEL: "silent",
} as const;

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
