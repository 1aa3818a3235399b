/** Everything that came from a Zoom account, for deletion. */
import "server-only";
import { db } from "./client.ts";

/** Deletes a portion of a connection's activities. Returns how many. */
export async function deleteSomeActivities(
  organisationId: string,
  connectionId: string,
  portion: number,
): Promise<number> {
  return db().$executeRaw`
    delete from activity where organisation_id = ${organisationId}::uuid and id in (
      select id from activity where organisation_id = ${organisationId}::uuid and connection_id = ${connectionId}::uuid
      limit ${portion})`;
}

/** Deletes what else we know of a connection's account: its users, reads, counts and what we knew of its products. */
export async function deleteConnectionDetails(organisationId: string, connectionId: string): Promise<void> {
  const where = { organisationId, connectionId };
  await db().$transaction([
    db().zoomUser.deleteMany({ where }),
    db().historyRead.deleteMany({ where }),
    db().importRun.deleteMany({ where }),
    db().connectionProduct.deleteMany({ where }),
    db().deliveryCount.deleteMany({ where }),
    db().spentCalls.deleteMany({ where }),
  ]);
}
