/**
 * The one Prisma client of this process. Everything that reads or writes a table lives beside this file; it trusts its
 * arguments, and each of its functions takes the organisation first.
 */
import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";

export { Prisma };
export type Transaction = Prisma.TransactionClient;

const POOL_SIZE = 12;
const kept = globalThis as { worksightsDatabase?: { client: PrismaClient; pool: pg.Pool } };

function open(): { client: PrismaClient; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: POOL_SIZE,
    connectionTimeoutMillis: 4_000,
    idleTimeoutMillis: 30_000,
    application_name: "worksights",
  });
  // The next statement opens a new connection; without a listener the process would end.
  pool.on("error", (err) => log.warn({ err }, "An idle connection to the database was lost"));
  return { client: new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) }), pool };
}

function opened(): { client: PrismaClient; pool: pg.Pool } {
  kept.worksightsDatabase ??= open();
  return kept.worksightsDatabase;
}

/** The client, opened at the first use. Development reloads modules but keeps the client. */
export function db(): PrismaClient {
  return opened().client;
}

/** The connections behind the client, for the few statements that are so frequent that they go past Prisma, prepared. */
export function pool(): pg.Pool {
  return opened().pool;
}

/** Runs `work` in one transaction: all of it or nothing. */
export function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 10_000, timeout: 30_000 });
}

/** Closes the pool; for a clean stop and for tests. */
export async function closeDatabase(): Promise<void> {
  const open = kept.worksightsDatabase;
  delete kept.worksightsDatabase;
  await open?.client.$disconnect();
  if (open?.pool.ended === false) await open.pool.end();
}
