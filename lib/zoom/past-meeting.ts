/** One run, looked up by its uuid: who hosted it and when it really ended. */
import "server-only";
import { z } from "zod";
import { ZoomError } from "#lib/errors.ts";
import type { ZoomClient } from "./client.ts";
import { emailField, idField, numberMarkField, timeField, titleField } from "./fields.ts";
import type { SessionObservation } from "./observation-types.ts";
import { pathId } from "./path-id.ts";
import { hostOf, notBeforeStart } from "./session.ts";

const pastMeetingSchema = z.object({
  uuid: idField,
  id: numberMarkField,
  host_id: idField,
  user_email: emailField,
  topic: titleField,
  start_time: timeField,
  end_time: timeField,
});

/**
 * Looks one run up (Light). Null when Zoom does not know it (any more), it has not ended yet, or the answer names no
 * host. Whether Zoom answers for webinars is not documented: null then. Throws `ZoomError` otherwise.
 */
export async function readPastMeeting(
  client: ZoomClient,
  ask: { key: string; product: "meetings" | "webinars" },
): Promise<SessionObservation | null> {
  const observedAt = client.now();
  const run = await client
    .get(`/past_meetings/${pathId(ask.key)}`, {}, pastMeetingSchema, "light")
    .catch((error: unknown) => {
      if (error instanceof ZoomError && error.kind === "missing") return null;
      throw error;
    });
  const host = run === null ? null : hostOf(run.host_id, run.user_email);
  // Asked with the number of a series Zoom would tell of its latest run: another uuid is another session.
  if (run === null || host === null || (run.uuid !== null && run.uuid !== ask.key)) return null;
  return {
    kind: "session",
    product: ask.product,
    key: ask.key,
    host,
    title: run.topic,
    startAt: run.start_time,
    endAt: notBeforeStart(run.end_time, run.start_time),
    numberMark: run.id,
    observedAt,
    source: "lookup",
  };
}
