/** Sends a calendar file; what comes back looks like an action's outcome. */
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import { LARGEST_CALENDAR_BYTES } from "#lib/calendar/feed-types.ts";

export async function sendFile<T>(
  file: File,
  ask: { personId: string; name?: string; replaces?: string },
): Promise<ActionOutcome<T>> {
  if (file.size > LARGEST_CALENDAR_BYTES)
    return { kind: "refused", code: "invalid", message: "The file is larger than 10 MB. Export fewer months." };
  const response = await fetch(`/api/calendars/file?${new URLSearchParams(ask)}`, { method: "POST", body: file });
  const answer = (await response.json()) as T & { error?: { message: string; reference?: string } };
  if (response.ok) return { kind: "done", value: answer };
  const message = answer.error?.message ?? "The server could not take the file. Try again.";
  return { kind: "refused", code: "invalid", message };
}
