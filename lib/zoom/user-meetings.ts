import "server-only";
import type { ZoomClient } from "./client.ts";
import type { Page, SessionObservation, Window } from "./observation-types.ts";

/** Zoom lists sessions with one participant apart from the others; a host needs both. */
export type ReportType = "past" | "pastOne";

export async function readUserMeetingsPage(
  _client: ZoomClient,
  _ask: { zoomUserId: string; type: ReportType; window: Window; cursor: string | null },
): Promise<Page<SessionObservation>> {
  throw new Error("Not built yet");
}
/** Hosted meetings and webinars of one user in the window (at most 28 days): both lists, all pages. */
export function readUserMeetings(
  _client: ZoomClient,
  _ask: { zoomUserId: string; window: Window },
): AsyncGenerator<Page<SessionObservation>> {
  throw new Error("Not built yet");
}
/** The users who hosted anything in the window; ask only those. */
export function readActiveHosts(
  _client: ZoomClient,
  _window: Window,
): AsyncGenerator<Page<{ zoomUserId: string; email: string | null }>> {
  throw new Error("Not built yet");
}
