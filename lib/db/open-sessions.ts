/** Activities whose end we do not know. */
import "server-only";
import { db, type Transaction } from "./client.ts";

export type OpenSession = {
  product: "meetings" | "phone" | "webinars";
  key: string;
  personId: string | null;
};

/** The activity, when it still has no end; null otherwise. */
export async function findOpenSession(organisationId: string, activityId: string): Promise<OpenSession | null> {
  const row = await db().activity.findFirst({
    where: { organisationId, id: activityId, endAt: null, endUnknownAt: null, deletedAt: null },
    select: { product: true, key: true, zoomUser: { select: { personId: true } } },
  });
  if (row === null) return null;
  return { product: row.product as OpenSession["product"], key: row.key, personId: row.zoomUser.personId };
}

/** Notes that nobody can tell when an activity ended. One that got its end meanwhile is left alone. */
export async function markEndUnknown(
  tx: Transaction,
  organisationId: string,
  activityId: string,
  now: Date,
): Promise<void> {
  await tx.activity.updateMany({
    where: { organisationId, id: activityId, endAt: null },
    data: { endUnknownAt: now },
  });
}
