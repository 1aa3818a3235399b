/** meeting.started, meeting.ended, webinar.started, webinar.ended. */
import "server-only";
import { z } from "zod";
import { emailField, flagField, idField, numberMarkField, timeField, titleField } from "./fields.ts";
import type { Observation, WebhookReading } from "./observation-types.ts";
import { hostOf, notBeforeStart } from "./session.ts";
import type { Delivery } from "./webhook-delivery-types.ts";

/** `duration` is missing on purpose: in events it is the planned length. */
const sessionSchema = z.object({
  uuid: idField,
  id: numberMarkField,
  host_id: idField,
  host_email: emailField,
  topic: titleField,
  start_time: timeField,
  end_time: timeField,
  practice_session: flagField,
});

/**
 * One run that started or ended. The practice of a webinar was no webinar: Zoom says so only when it ends, and what came
 * of its start is deleted then.
 */
export function readSession({ event, accountId, eventAt, object }: Delivery): WebhookReading {
  const session = sessionSchema.parse(object);
  const isEnd = event.endsWith(".ended");
  if (session.practice_session && !isEnd) return { kind: "ignored", event, accountId };
  const product = event.startsWith("webinar.") ? "webinars" : "meetings";
  const host = hostOf(session.host_id, session.host_email);
  // When something started is the time of its event; about what ended it says nothing.
  const startAt = session.start_time ?? (isEnd ? null : eventAt);
  // A webinar may end without an end time; then the time of the event is the end. It is never the time of arrival.
  const endAt = isEnd ? notBeforeStart(session.end_time ?? eventAt, startAt) : null;
  const observedAt = eventAt ?? endAt ?? startAt ?? new Date(0);
  const observations: Observation[] = [];
  if (session.uuid !== null && host !== null) {
    const run = { product, key: session.uuid, host } as const;
    const told = { title: session.topic, startAt, endAt, numberMark: session.id, observedAt };
    observations.push(
      session.practice_session
        ? { kind: "sessionDeletion", ...run, at: observedAt }
        : { kind: "session", ...run, ...told, source: "webhook" },
    );
  }
  const skipped = 1 - observations.length;
  return { kind: "observations", accountId, event, product, eventAt, observations, skipped };
}
