import "server-only";
import { transaction } from "#lib/db/client.ts";
import { moveConnection } from "./health.ts";

/** The first delivery of a connection shows that Zoom reaches us: it is active. */
export async function noteFirstDelivery(
  target: { organisationId: string; connectionId: string },
  now: Date,
): Promise<void> {
  await transaction((tx) => moveConnection(tx, target.organisationId, target.connectionId, "active", null, now));
}
