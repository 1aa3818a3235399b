/** The tokens of connections. They pass through here sealed; only `lib/integration/tokens.ts` opens them. */
import "server-only";
import { db, type Transaction } from "./client.ts";
import type { ConnectionState } from "./connection-types.ts";

export type SealedTokens = {
  accessToken: string | null;
  refreshToken: string | null;
  tokenExpiresAt: Date | null;
  tokenRefreshedAt: Date | null;
  tokenFailures: number;
  state: ConnectionState;
  stateReason: string | null;
  scopes: string[];
};

/** The sealed tokens of a connection and what decides about them; null when there is no such connection. */
export async function readSealedTokens(
  organisationId: string,
  id: string,
  tx: Transaction = db(),
): Promise<SealedTokens | null> {
  const row = await tx.connection.findUnique({
    where: { organisationId_id: { organisationId, id } },
    select: {
      accessToken: true,
      refreshToken: true,
      tokenExpiresAt: true,
      tokenRefreshedAt: true,
      tokenFailures: true,
      state: true,
      stateReason: true,
      scopes: true,
    },
  });
  return row === null ? null : { ...row, state: row.state as ConnectionState };
}

/**
 * Stores a refreshed pair, but only over the one that was read: a reconnect or disconnect in between wins.
 * Says whether it was stored.
 */
export async function replaceTokens(
  organisationId: string,
  id: string,
  readRefreshToken: string,
  pair: { accessToken: string; refreshToken: string; tokenExpiresAt: Date; apiUrl: string; now: Date },
  tx: Transaction = db(),
): Promise<boolean> {
  const { now, ...tokens } = pair;
  const { count } = await tx.connection.updateMany({
    where: { organisationId, id, refreshToken: readRefreshToken },
    data: { ...tokens, tokenRefreshedAt: now, tokenFailures: 0 },
  });
  return count === 1;
}

/** Notes that Zoom called the refresh token dead; nothing when it was replaced meanwhile. Says how often by now. */
export async function countTokenFailure(
  tx: Transaction,
  organisationId: string,
  id: string,
  readRefreshToken: string,
): Promise<number> {
  const rows = await tx.connection.updateManyAndReturn({
    where: { organisationId, id, refreshToken: readRefreshToken },
    data: { tokenFailures: { increment: 1 } },
    select: { tokenFailures: true },
  });
  return rows[0]?.tokenFailures ?? 0;
}

/** Forgets the tokens of a connection. */
export async function forgetTokens(tx: Transaction, organisationId: string, id: string): Promise<void> {
  await tx.connection.update({
    where: { organisationId_id: { organisationId, id } },
    data: { accessToken: null, refreshToken: null, tokenExpiresAt: null, tokenFailures: 0 },
  });
}
