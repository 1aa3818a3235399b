/** Completed and deleted calls: today's call elements, and the call history events of the generation before. */
import "server-only";
import { z } from "zod";
import { buildLeg, callKeyOf, legKeyOf, olderKey } from "./call-leg.ts";
import { callRows, firstFilled } from "./call-schema.ts";
import { flagField, idField, timeField } from "./fields.ts";
import type { CallLegObservation, WebhookReading } from "./observation-types.ts";
import type { Delivery } from "./webhook-delivery-types.ts";

const legsSchema = z.object({
  user_id: idField,
  call_elements: callRows.catch(null),
  call_logs: callRows.catch(null),
});

/**
 * The legs of one user. Zoom sends one event to the caller's account and one to the callee's, so the name of the event
 * says on which side our user is.
 */
export function readCallLegs({ event, accountId, eventAt, object }: Delivery): WebhookReading {
  const { user_id: zoomUserId, call_elements, call_logs } = legsSchema.parse(object);
  const rows = firstFilled(call_elements, call_logs);
  const side = event.startsWith("phone.caller_") ? "caller" : "callee";
  const observations = rows
    .map((row) =>
      row === null || zoomUserId === null
        ? null
        : buildLeg(row, {
            side,
            zoomUser: { zoomUserId },
            callKey: callKeyOf(row),
            legKey: legKeyOf(row),
            observedAt: eventAt,
            source: "webhook",
          }),
    )
    .filter((leg): leg is CallLegObservation => leg !== null);
  const skipped = rows.length - observations.length;
  return { kind: "observations", accountId, event, product: "phone", eventAt, observations, skipped };
}

const ids = z.array(idField).nullable().optional().catch(null);
const deletionSchema = z.object({
  user_id: idField,
  delete_all: flagField,
  execute_time: timeField,
  call_element_ids: ids,
  call_log_ids: ids,
});

/** Deleted legs of one user: the named ones, or with `delete_all` all that started before the deletion. */
export function readCallDeletion({ event, accountId, eventAt, object }: Delivery): WebhookReading {
  const deletion = deletionSchema.parse(object);
  const zoomUserId = deletion.user_id;
  const beforeAt = deletion.execute_time ?? eventAt;
  const legKeys = [
    ...(deletion.call_element_ids ?? []).filter((id) => id !== null),
    ...(deletion.call_log_ids ?? []).filter((id) => id !== null).map(olderKey),
  ];
  const reading = { kind: "observations", accountId, event, product: "phone", eventAt } as const;
  // Without a time, "everything" would have no end.
  if (zoomUserId === null || beforeAt === null || (!deletion.delete_all && legKeys.length === 0)) {
    return { ...reading, observations: [], skipped: 1 };
  }
  const keys = deletion.delete_all ? ("all" as const) : legKeys;
  return { ...reading, observations: [{ kind: "callDeletion", zoomUserId, legKeys: keys, beforeAt }], skipped: 0 };
}
