import "server-only";
import { findConnection } from "#lib/db/connections.ts";
import { addSpentCalls, readSpentCalls } from "#lib/db/spent-calls.ts";
import { env } from "#lib/env.ts";
import { AppError, ZoomError } from "#lib/errors.ts";
import { type ZoomClient, zoomClient } from "#lib/zoom/client.ts";
import { type RateMemory, rateLimiter, rateMemory } from "#lib/zoom/rate-limiter.ts";
import { isLiveState } from "./connection-moves.ts";
import { freshAccessToken } from "./tokens.ts";

/** What Zoom's answers taught this process about an account's limits; the next job need not learn it again. */
const memories = new Map<string, RateMemory>();

function memoryOf(connectionId: string): RateMemory {
  const memory = memories.get(connectionId) ?? rateMemory();
  memories.set(connectionId, memory);
  return memory;
}

/**
 * A client for one connection, within the share of its account's limits that the admin grants. What is spent of the
 * daily limits is kept in Postgres; `close` saves the rest, call it at the end of a job. Jobs of one connection run one
 * at a time, so one limiter at a time is enough. Throws `ZoomError` auth for a connection that was ended.
 */
export async function openZoomClient(
  organisationId: string,
  connectionId: string,
  signal?: AbortSignal,
): Promise<{ client: ZoomClient; close(): Promise<void> }> {
  const connection = await findConnection(organisationId, connectionId);
  if (connection === null) throw new AppError("not-found", "This Zoom connection does not exist any more.");
  if (!isLiveState(connection.state)) throw new ZoomError("auth", "The connection was ended");
  const limiter = rateLimiter({
    plan: connection.plan,
    share: connection.rateShare / 100,
    memory: memoryOf(connectionId),
    loadSpent: (day) => readSpentCalls(organisationId, connectionId, day),
    addSpent: (day, added) => addSpentCalls(organisationId, connectionId, day, added),
  });
  const client = zoomClient({
    apiUrl: env().ZOOM_API_URL ?? connection.apiUrl,
    getAccessToken: (options) => freshAccessToken(organisationId, connectionId, options),
    limiter,
    ...(signal === undefined ? {} : { signal }),
  });
  return { client, close: () => limiter.flush() };
}
