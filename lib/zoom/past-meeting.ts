import "server-only";
import type { ZoomClient } from "./client.ts";
import type { SessionObservation } from "./observation-types.ts";

/** Looks one run up. Null when Zoom does not know it (any more), or it has not ended yet. */
export async function readPastMeeting(
  _client: ZoomClient,
  _ask: { key: string; product: "meetings" | "webinars" },
): Promise<SessionObservation | null> {
  throw new Error("Not built yet");
}
