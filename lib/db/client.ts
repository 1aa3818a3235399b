/**
 * The one Prisma client of this process. Everything that reads or writes a table lives beside this file; it trusts its
 * arguments, and each of its functions takes the organisation first.
 */
import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "#lib/env.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";

export { Prisma };
export type Transaction = Prisma.TransactionClient;

const POOL_SIZE = 12;
const kept = globalThis as { worksightsPrisma?: PrismaClient };

function open(): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: env().DATABASE_URL,
    max: POOL_SIZE,
    connectionTimeoutMillis: 4_000,
    idleTimeoutMillis: 30_000,
    application_name: "worksights",
  });
  return new PrismaClient({ adapter });
}

/** The client, opened at the first use. Development reloads modules but keeps the client. */
export function db(): PrismaClient {
  kept.worksightsPrisma ??= open();
  return kept.worksightsPrisma;
}

/** Runs `work` in one transaction: all of it or nothing. */
export function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 10_000, timeout: 30_000 });
}

/** Closes the pool; for a clean stop and for tests. */
export async function closeDatabase(): Promise<void> {
  const client = kept.worksightsPrisma;
  delete kept.worksightsPrisma;
  await client?.$disconnect();
}
