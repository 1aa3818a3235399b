/** What every job that asks Zoom has in common: may it run, a client that is always closed, a state that may change. */
import "server-only";
import { findConnection } from "#lib/db/connections.ts";
import { ZoomError } from "#lib/errors.ts";
import { isAskableState, isLiveState } from "#lib/integration/connection-moves.ts";
import { openZoomClient } from "#lib/integration/open-zoom-client.ts";
import { noteAnswered, noteUnanswered } from "#lib/integration/unanswered.ts";
import type { ZoomClient } from "#lib/zoom/client.ts";

export type ConnectionIds = { organisationId: string; connectionId: string };

/**
 * Whether a connection's jobs may ask Zoom now.
 * - `awake`: they may.
 * - `asleep`: not until a person acts (paused, or the token is dead): leave the rest for later.
 * - `ended`: never again.
 */
export type Wakefulness = "awake" | "asleep" | "ended";

/** Reads whether a connection's jobs may ask Zoom. With `trying`, a connection whose token failed may be tried. */
export async function readWakefulness(ids: ConnectionIds, options: { trying?: boolean } = {}): Promise<Wakefulness> {
  const connection = await findConnection(ids.organisationId, ids.connectionId);
  if (connection === null || !isLiveState(connection.state)) return "ended";
  if (connection.state === "paused") return "asleep";
  if (options.trying === true || isAskableState(connection.state, connection.stateReason)) return "awake";
  return "asleep";
}

/**
 * Runs `work` with a client for the connection; what was spent of its limits is saved however it ends, and whether Zoom
 * answered at all is noted.
 */
export async function withZoomClient<T>(
  ids: ConnectionIds,
  signal: AbortSignal,
  work: (client: ZoomClient) => Promise<T>,
): Promise<T> {
  const { client, close } = await openZoomClient(ids.organisationId, ids.connectionId, signal);
  try {
    const done = await work(client);
    await noteAnswered(ids, new Date());
    return done;
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "transient" && !signal.aborted) {
      await noteUnanswered(ids, new Date());
    }
    throw error;
  } finally {
    await close();
  }
}

/** Whether Zoom refuses this for good: by role, plan or scope. */
export function isRefusal(error: unknown): error is ZoomError {
  return error instanceof ZoomError && (error.kind === "refused" || error.kind === "missingScope");
}

/**
 * When to go on after Zoom's rate limit stopped us, or null when the failure was another. The limiter itself waits for
 * some seconds; more than that is a state that people see, and the worker is free for others.
 */
export function retryAfterLimit(error: unknown, now: Date): Date | null {
  if (!(error instanceof ZoomError) || error.kind !== "rateLimit") return null;
  const soonest = new Date(now.getTime() + 1_000);
  return error.retryAt !== undefined && error.retryAt > soonest ? error.retryAt : new Date(now.getTime() + 60_000);
}
