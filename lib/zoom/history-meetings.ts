import "server-only";
import type { ZoomClient } from "./client.ts";
import type { Page, SessionObservation, Window } from "./observation-types.ts";

export async function readHistoryMeetingsPage(
  _client: ZoomClient,
  _ask: { window: Window; cursor: string | null },
): Promise<Page<SessionObservation>> {
  throw new Error("Not built yet");
}
/** Hosted meetings and webinars of the whole account that started in the window (at most 28 days). */
export function readHistoryMeetings(_client: ZoomClient, _window: Window): AsyncGenerator<Page<SessionObservation>> {
  throw new Error("Not built yet");
}
