/** app_deauthorized: the account removed the app. Its `signature` field is an opaque id, nothing to check. */
import "server-only";
import { z } from "zod";
import { eventTimeField, idField } from "./fields.ts";
import type { WebhookReading } from "./observation-types.ts";
import type { Delivery } from "./webhook-delivery-types.ts";

const deauthorisationSchema = z.object({ client_id: idField, deauthorization_time: eventTimeField });

/** The account and when. Whether `clientId` is ours must be checked; without one it is empty and never ours. */
export function readDeauthorisation({ event, accountId, eventAt, payload }: Delivery): WebhookReading {
  const { client_id, deauthorization_time } = deauthorisationSchema.parse(payload);
  const at = deauthorization_time ?? eventAt;
  return { kind: "deauthorised", event, deauthorisation: { accountId, clientId: client_id ?? "", at } };
}
