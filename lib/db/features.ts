/** The controls of the products: whether they are visible, and apart from that whether they are received. */
import "server-only";
import { db, type Transaction } from "./client.ts";
import { hiddenConnectionsSql, isNotHidden } from "./connections.ts";

export const featureProducts = ["meetings", "phone", "webinars"] as const;
export type FeatureProduct = (typeof featureProducts)[number];

export type FeatureRow = {
  visible: boolean;
  receiving: boolean;
  visibleChangedAt: Date | null;
  visibleChangedBy: string | null;
  /** Since when it is received; after a stop, since it was taken up again. What was missed is not fetched afterwards. */
  receivingSince: Date | null;
  receivingStoppedAt: Date | null;
  receivingChangedBy: string | null;
};

const untouched: FeatureRow = {
  visible: true,
  receiving: true,
  visibleChangedAt: null,
  visibleChangedBy: null,
  receivingSince: null,
  receivingStoppedAt: null,
  receivingChangedBy: null,
};

/** The controls of every product; those that nobody touched are on. */
export async function listFeatures(
  organisationId: string,
  tx: Transaction = db(),
): Promise<Record<FeatureProduct, FeatureRow>> {
  const rows = await tx.feature.findMany({ where: { organisationId } });
  const rowOf = (product: FeatureProduct): FeatureRow => {
    const found = rows.find((row) => row.product === product);
    if (found === undefined) return untouched;
    const { organisationId: _organisation, product: _product, ...feature } = found;
    return feature;
  };
  return { meetings: rowOf("meetings"), phone: rowOf("phone"), webinars: rowOf("webinars") };
}

/** Changes the control of a product. */
export async function changeFeature(
  tx: Transaction,
  organisationId: string,
  product: FeatureProduct,
  change: Partial<FeatureRow>,
): Promise<void> {
  await tx.feature.upsert({
    where: { organisationId_product: { organisationId, product } },
    create: { organisationId, product, ...change },
    update: change,
  });
}

export type FeatureUse = {
  /** Activities that are on timelines, and of how many people. */
  activities: number;
  people: number;
  /** Mapped Zoom users with what the product needs, and all that are mapped. */
  equipped: number;
  mapped: number;
  lastEventAt: Date | null;
};

/** What hangs on each product: how much is shown, of whom, who has what it needs. Counts only. */
export async function countFeatureUse(organisationId: string): Promise<Record<FeatureProduct, FeatureUse>> {
  const [shown, users, events] = await Promise.all([
    db().$queryRaw<{ product: string; activities: number; people: number }[]>`
      select a.product, count(*)::int as activities, count(distinct z.person_id)::int as people
      from activity a
      join zoom_user z on z.organisation_id = a.organisation_id and z.id = a.zoom_user_id and z.person_id is not null
      where a.organisation_id = ${organisationId}::uuid and a.deleted_at is null
        and a.connection_id not in ${hiddenConnectionsSql(organisationId)}
      group by a.product`,
    db().$queryRaw<{ mapped: number; licensed: number; phone: number }[]>`
      select count(*)::int as mapped, (count(*) filter (where licence = 'licensed'))::int as licensed,
        (count(*) filter (where has_phone))::int as phone
      from zoom_user where organisation_id = ${organisationId}::uuid and person_id is not null and status <> 'gone'
        and connection_id not in ${hiddenConnectionsSql(organisationId)}`,
    db().connectionProduct.groupBy({
      by: ["product"],
      where: { organisationId, ...isNotHidden },
      _max: { lastEventAt: true },
    }),
  ]);
  const mapped = users[0]?.mapped ?? 0;
  const equipped = { meetings: mapped, phone: users[0]?.phone ?? 0, webinars: users[0]?.licensed ?? 0 };
  const countsOf = (product: FeatureProduct): FeatureUse => ({
    activities: shown.find((row) => row.product === product)?.activities ?? 0,
    people: shown.find((row) => row.product === product)?.people ?? 0,
    equipped: equipped[product],
    mapped,
    lastEventAt: events.find((row) => row.product === product)?._max.lastEventAt ?? null,
  });
  return { meetings: countsOf("meetings"), phone: countsOf("phone"), webinars: countsOf("webinars") };
}
