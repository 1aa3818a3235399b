import "server-only";
import { transaction } from "#lib/db/client.ts";
import { moveConnection } from "./move-connection.ts";

/**
 * A delivery to a connection that waits for its first one, or in which Zoom had fallen silent, shows that Zoom reaches
 * us: it is active. The silence is read from Zoom's history.
 */
export async function noteFirstDelivery(
  target: { organisationId: string; connectionId: string },
  now: Date,
): Promise<void> {
  await transaction((tx) => moveConnection(tx, target.organisationId, target.connectionId, "active", "delivered", now));
}
