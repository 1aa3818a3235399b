/**
 * One at a time over all processes for what touches a connection's tokens. An advisory lock and not the row's own:
 * it is held while Zoom answers, and deliveries that note themselves in the row must not wait for that. Postgres gives
 * it back when the transaction ends, also when its process dies.
 */
import "server-only";
import { db, type Transaction } from "./client.ts";

/** Longer than two tries at Zoom's token endpoint take. */
const LONGEST_MS = 90_000;

/** Waits for the lock of a connection's tokens and holds it until the transaction ends. */
export async function lockTokens(tx: Transaction, connectionId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`zoom-tokens:${connectionId}`}, 0))`;
}

/** Runs `work` in a transaction that holds the lock of the connection's tokens. */
export function withTokenLock<T>(connectionId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db().$transaction(
    async (tx) => {
      await lockTokens(tx, connectionId);
      return work(tx);
    },
    { maxWait: 20_000, timeout: LONGEST_MS },
  );
}
