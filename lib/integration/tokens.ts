/**
 * Access tokens of a connection. Zoom's refresh tokens are for one use, so one refresher works at a time over all
 * processes: it reads again after the lock, and the new pair is stored before anyone uses it. A passing failure never
 * changes the connection's state; a token that Zoom calls dead is tried three times at most.
 */
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { addConnectionLog, listConnectionLog } from "#lib/db/connection-log.ts";
import { countTokenFailure, readSealedTokens, replaceTokens, type SealedTokens } from "#lib/db/connection-tokens.ts";
import { findConnection } from "#lib/db/connections.ts";
import { withTokenLock } from "#lib/db/token-lock.ts";
import { AppError, ZoomError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { refreshTokens, type ZoomTokens } from "#lib/zoom/oauth.ts";
import { isLiveState, isTokenReason } from "./connection-moves.ts";
import { applyGrantedScopes, noteDeadAccess } from "./health.ts";
import { moveConnection, workingState } from "./move-connection.ts";
import { openToken, sealTokens } from "./seal-tokens.ts";

const EARLY_MS = 5 * 60_000;
const MOST_TRIES_AT_DEAD_TOKEN = 3;
/** A refused call may have gone out just before another one refreshed: a pair this young is not thrown away. */
const YOUNG_MS = 10_000;
/** As far back as the log goes. */
const LOG_MS = 30 * 86_400_000;

const inFlight = new Map<string, Promise<string>>();

/**
 * A token for the next call, refreshed when it has less than five minutes left or when `forceRefresh` says that Zoom
 * did not accept it. Throws `ZoomError` auth (reconnect), transient, rateLimit or configuration.
 */
export async function freshAccessToken(
  organisationId: string,
  connectionId: string,
  options: { forceRefresh?: boolean } = {},
): Promise<string> {
  const read = await readUsable(organisationId, connectionId);
  if (whyRefresh(read, new Date(), options.forceRefresh === true) === null) {
    return openToken(connectionId, "access", read.accessToken);
  }
  const running = inFlight.get(connectionId);
  if (running !== undefined) return running;
  const refreshing = refresh(organisationId, connectionId, read).finally(() => inFlight.delete(connectionId));
  inFlight.set(connectionId, refreshing);
  return refreshing;
}

type UsableTokens = SealedTokens & { accessToken: string; refreshToken: string; tokenExpiresAt: Date };

async function readUsable(organisationId: string, connectionId: string, tx?: Transaction): Promise<UsableTokens> {
  const row = await readSealedTokens(organisationId, connectionId, tx);
  if (row === null) throw new AppError("not-found", "This Zoom connection does not exist any more.");
  const { accessToken, refreshToken, tokenExpiresAt } = row;
  if (!isLiveState(row.state) || accessToken === null || refreshToken === null || tokenExpiresAt === null) {
    throw new ZoomError("auth", "The connection was ended: it has no tokens");
  }
  return { ...row, accessToken, refreshToken, tokenExpiresAt };
}

/** Why a token must be refreshed, or null when it is good. */
export function whyRefresh(
  row: Pick<SealedTokens, "tokenExpiresAt" | "tokenRefreshedAt">,
  now: Date,
  isRefused: boolean,
): "expires" | "refused" | null {
  if (row.tokenExpiresAt === null || row.tokenExpiresAt.getTime() - now.getTime() < EARLY_MS) return "expires";
  const ageMs = now.getTime() - (row.tokenRefreshedAt?.getTime() ?? 0);
  return isRefused && ageMs > YOUNG_MS ? "refused" : null;
}

type Refreshed =
  | { kind: "token"; sealedAccessToken: string }
  | { kind: "dead"; error: ZoomError }
  | { kind: "passing"; error: unknown };

async function refresh(organisationId: string, connectionId: string, before: UsableTokens): Promise<string> {
  let fresh: { tokens: ZoomTokens; over: string } | undefined;
  let outcome: Refreshed;
  try {
    outcome = await withTokenLock(connectionId, async (tx): Promise<Refreshed> => {
      const row = await readUsable(organisationId, connectionId, tx);
      const isRotated = row.accessToken !== before.accessToken;
      if (isRotated && whyRefresh(row, new Date(), false) === null) {
        return { kind: "token", sealedAccessToken: row.accessToken };
      }
      if (row.tokenFailures >= MOST_TRIES_AT_DEAD_TOKEN) {
        return { kind: "dead", error: new ZoomError("auth", "Zoom called this refresh token dead several times") };
      }
      const refreshToken = openToken(connectionId, "refresh", row.refreshToken);
      try {
        fresh = { tokens: await askZoom(refreshToken), over: row.refreshToken };
      } catch (error) {
        if (!(error instanceof ZoomError) || error.kind !== "auth") return { kind: "passing", error };
        return noteDeadToken(tx, organisationId, connectionId, row, error);
      }
      return saveFresh(tx, organisationId, connectionId, row, fresh.tokens);
    });
  } catch (error) {
    if (fresh === undefined) throw error;
    outcome = await rescueFresh(organisationId, connectionId, fresh, error);
  }
  if (outcome.kind === "token") return openToken(connectionId, "access", outcome.sealedAccessToken);
  if (outcome.kind === "passing") await notePassingFailure(organisationId, connectionId, outcome.error);
  throw outcome.error;
}

/** When the network failed, nobody knows whether Zoom has rotated the pair: one more try with the same token tells. */
async function askZoom(refreshToken: string): Promise<ZoomTokens> {
  try {
    return await refreshTokens({ refreshToken, now: new Date() });
  } catch (error) {
    if (!(error instanceof ZoomError) || error.kind !== "transient" || error.status !== undefined) throw error;
    return refreshTokens({ refreshToken, now: new Date() });
  }
}

async function saveFresh(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  row: UsableTokens,
  tokens: ZoomTokens,
): Promise<Refreshed> {
  const now = new Date();
  const sealed = sealTokens(connectionId, tokens);
  if (!(await replaceTokens(organisationId, connectionId, row.refreshToken, { ...sealed, now }, tx))) {
    throw new ZoomError("auth", "The connection was ended or authorised anew while its token was refreshed");
  }
  if (tokens.scopes.length > 0 && !haveSameScopes(row.scopes, tokens.scopes)) {
    await applyGrantedScopes(tx, organisationId, connectionId, tokens.scopes, { now, isNewGrant: false });
  }
  const since = new Date(now.getTime() - LOG_MS);
  const [last] = await listConnectionLog(organisationId, { since, limit: 1, connectionId, kind: "token" });
  if (last?.outcome === "failed") await logToken(tx, organisationId, connectionId, "Zoom answers again", "back");
  if (row.state === "attention" && isTokenReason(row.stateReason)) {
    const connection = await findConnection(organisationId, connectionId, tx);
    if (connection !== null)
      await moveConnection(tx, organisationId, connectionId, workingState(connection), "answered");
  }
  return { kind: "token", sealedAccessToken: sealed.accessToken };
}

/**
 * Zoom has given a new pair and the database did not take it. Losing it would cost the connection, so it is written by
 * itself, over the pair that was read and over nothing else.
 */
async function rescueFresh(
  organisationId: string,
  connectionId: string,
  fresh: { tokens: ZoomTokens; over: string },
  cause: unknown,
): Promise<Refreshed> {
  log.warn({ connectionId, err: cause }, "A refreshed token was not stored at once; trying again");
  const sealed = sealTokens(connectionId, fresh.tokens);
  for (const waitMs of [0, 500, 2_000, 5_000]) {
    await sleep(waitMs);
    try {
      const isStored = await replaceTokens(organisationId, connectionId, fresh.over, { ...sealed, now: new Date() });
      if (isStored) return { kind: "token", sealedAccessToken: sealed.accessToken };
      throw cause;
    } catch (error) {
      if (error === cause) throw cause;
    }
  }
  throw cause;
}

async function noteDeadToken(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  row: UsableTokens,
  error: ZoomError,
): Promise<Refreshed> {
  const again = await readSealedTokens(organisationId, connectionId, tx);
  if (again?.accessToken != null && again.refreshToken !== row.refreshToken) {
    return { kind: "token", sealedAccessToken: again.accessToken };
  }
  const failures = await countTokenFailure(tx, organisationId, connectionId, row.refreshToken);
  await logToken(tx, organisationId, connectionId, `Zoom does not accept the token, try ${failures}`, "failed");
  await noteDeadAccess(tx, organisationId, connectionId, error);
  return { kind: "dead", error };
}

async function notePassingFailure(organisationId: string, connectionId: string, error: unknown): Promise<void> {
  const isOurs = error instanceof ZoomError && error.kind === "configuration";
  log.warn({ connectionId, err: error }, "A token could not be refreshed for now");
  const what = isOurs ? "Zoom does not accept this server’s client id or secret" : "Zoom did not answer";
  await transaction((tx) => logToken(tx, organisationId, connectionId, what, "failed"));
}

function logToken(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  what: string,
  outcome: "failed" | "back",
): Promise<void> {
  return addConnectionLog(tx, organisationId, connectionId, { kind: "token", what, outcome });
}

function haveSameScopes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === new Set(a).size;
}
