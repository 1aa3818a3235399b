/** meeting.started, meeting.ended, webinar.started, webinar.ended. */
import "server-only";
import { z } from "zod";
import { emailField, flagField, idField, timeField, titleField } from "./fields.ts";
import type { SessionObservation, WebhookReading } from "./observation-types.ts";
import { hostOf, notBeforeStart } from "./session.ts";
import type { Delivery } from "./webhook-delivery-types.ts";

/** `duration` is missing on purpose: in events it is the planned length. */
const sessionSchema = z.object({
  uuid: idField,
  id: idField,
  host_id: idField,
  host_email: emailField,
  topic: titleField,
  start_time: timeField,
  end_time: timeField,
  practice_session: flagField,
});

/** One run that started or ended. A practice session of a webinar was no webinar: ignored. */
export function readSession({ event, accountId, eventAt, object }: Delivery): WebhookReading {
  const session = sessionSchema.parse(object);
  if (session.practice_session) return { kind: "ignored", event, accountId };
  const product = event.startsWith("webinar.") ? "webinars" : "meetings";
  const host = hostOf(session.host_id, session.host_email);
  const startAt = session.start_time;
  // A webinar may end without an end time; then the time of the event is the end. It is never the time of arrival.
  const endAt = event.endsWith(".ended") ? notBeforeStart(session.end_time ?? eventAt, startAt) : null;
  const observations: SessionObservation[] =
    session.uuid === null || host === null
      ? []
      : [
          {
            kind: "session",
            product,
            key: session.uuid,
            host,
            title: session.topic,
            startAt,
            endAt,
            meetingNumber: session.id,
            observedAt: eventAt ?? endAt ?? startAt ?? new Date(0),
            source: "webhook",
          },
        ];
  const skipped = 1 - observations.length;
  return { kind: "observations", accountId, event, product, eventAt, observations, skipped };
}
