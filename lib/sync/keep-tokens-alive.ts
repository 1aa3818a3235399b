import "server-only";
import { listLiveConnections } from "#lib/db/connection-rounds.ts";
import { ZoomError } from "#lib/errors.ts";
import { noteZoomFailure } from "#lib/integration/health.ts";
import { freshAccessToken } from "#lib/integration/tokens.ts";
import { log, serializeError } from "#lib/log.ts";

const FRESH_MS = 20 * 3_600_000;

/**
 * The job: refreshes the tokens that nobody used for a day. Zoom lets a refresh token live for 90 days from its last
 * use, so a quiet or paused connection would die unseen. One that fails does not keep the others from being refreshed.
 */
export async function keepTokensAlive(now = new Date()): Promise<void> {
  for (const { organisationId, connectionId, state, tokenRefreshedAt } of await listLiveConnections()) {
    const isFresh = tokenRefreshedAt !== null && now.getTime() - tokenRefreshedAt.getTime() < FRESH_MS;
    if (state === "attention" || isFresh) continue;
    try {
      await freshAccessToken(organisationId, connectionId, { forceRefresh: true });
    } catch (error) {
      if (error instanceof ZoomError) await noteZoomFailure(organisationId, connectionId, error, "directory");
      log.warn({ connectionId, err: serializeError(error) }, "a token could not be kept alive");
    }
  }
}
