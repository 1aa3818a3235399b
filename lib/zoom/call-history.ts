import "server-only";
import type { ZoomClient } from "./client.ts";
import type { CallLegObservation, Page, Window } from "./observation-types.ts";

export async function readCallHistoryPage(
  _client: ZoomClient,
  _ask: { window: Window; cursor: string | null },
): Promise<Page<CallLegObservation>> {
  throw new Error("Not built yet");
}
/** Calls of the whole account that started in the window (at most 30 days); `lookUp` holds calls for `readCallDetail`. */
export function readCallHistory(_client: ZoomClient, _window: Window): AsyncGenerator<Page<CallLegObservation>> {
  throw new Error("Not built yet");
}
/** The legs of one call: who took a queue or receptionist call. Null when Zoom does not know the call. */
export async function readCallDetail(
  _client: ZoomClient,
  _callKey: string,
): Promise<{ items: CallLegObservation[]; skipped: number } | null> {
  throw new Error("Not built yet");
}
/** Calls of one user, leg by leg: the fallback where the account list is refused. */
export function readUserCalls(
  _client: ZoomClient,
  _ask: { zoomUserId: string; extensionId: string | null; email: string | null; window: Window },
): AsyncGenerator<Page<CallLegObservation>> {
  throw new Error("Not built yet");
}
