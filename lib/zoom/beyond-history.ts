/** The far edge of Zoom's history. */
import "server-only";
import { isAtEdgeOfHistory } from "./history-window.ts";
import type { Page } from "./observation-types.ts";
import { isRefusedRequest } from "./zoom-failure.ts";

/**
 * The page that `read` gives, or an empty one when Zoom refuses the first page of what begins where Zoom's six
 * months begin: for a day too far back some reports answer an empty list and some an error, and both mean "nothing here".
 */
export async function emptyPageIfRefused<T>(
  ask: { startAt: Date; cursor: string | null },
  now: Date,
  read: () => Promise<Page<T>>,
): Promise<Page<T>> {
  try {
    return await read();
  } catch (error) {
    if (ask.cursor !== null || !isRefusedRequest(error) || !isAtEdgeOfHistory(ask.startAt, now)) throw error;
    return { items: [], skipped: 0, lookUp: [], nextCursor: null };
  }
}
