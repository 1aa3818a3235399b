import "server-only";
import { type ConnectionProductRow, listConnectionProducts } from "#lib/db/connection-products.ts";
import { type ConnectionRow, listConnections } from "#lib/db/connections.ts";
import { countFeatureUse, type FeatureRow, type FeatureUse, listFeatures } from "#lib/db/features.ts";
import { listPersonNames } from "#lib/db/zoom-user-lists.ts";
import { isLiveState } from "./connection-moves.ts";
import { type FeatureProduct, type FeaturesView, type FeatureView, featureProducts } from "./features-schema.ts";

const causes: Record<Exclude<ConnectionProductRow["health"], "ok">, string> = {
  refused: "the Zoom role of the person who connected does not cover it",
  missingScope: "a permission is missing; reconnect to grant it",
  planRefuses: "the Zoom plan of this account does not open its history",
  notLicensed: "this Zoom account does not have it",
};

/** What the Features tab shows: each product's controls, and what hangs on them. */
export async function readFeaturesPage(organisationId: string, now: Date): Promise<FeaturesView> {
  const [features, use, connections, health] = await Promise.all([
    listFeatures(organisationId),
    countFeatureUse(organisationId),
    listConnections(organisationId),
    listConnectionProducts(organisationId),
  ]);
  const changers = Object.values(features).flatMap(({ visibleChangedBy, receivingChangedBy }) =>
    [visibleChangedBy, receivingChangedBy].filter((id) => id !== null),
  );
  const names = await listPersonNames(organisationId, changers);
  const live = connections.filter(({ state }) => isLiveState(state));
  return {
    now: now.toISOString(),
    features: featureProducts.map((product) =>
      viewOf(product, { feature: features[product], use: use[product], live, health, names }),
    ),
  };
}

type Around = {
  feature: FeatureRow;
  use: FeatureUse;
  live: readonly ConnectionRow[];
  health: readonly ConnectionProductRow[];
  names: ReadonlyMap<string, string>;
};

function viewOf(product: FeatureProduct, { feature, use, live, health, names }: Around): FeatureView {
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const troubles = live.flatMap((connection) => {
    const row = health.find((one) => one.connectionId === connection.id && one.product === product);
    return row === undefined || row.health === "ok" ? [] : [{ connection: connection.name, cause: causes[row.health] }];
  });
  return {
    product,
    isVisible: feature.visible,
    visibleChangedBy: nameOf(feature.visibleChangedBy),
    visibleChangedAt: feature.visibleChangedAt?.toISOString() ?? null,
    isReceiving: feature.receiving,
    receivingSince: feature.receivingSince?.toISOString() ?? null,
    receivingStoppedAt: feature.receivingStoppedAt?.toISOString() ?? null,
    receivingChangedBy: nameOf(feature.receivingChangedBy),
    shown: feature.visible ? { activities: use.activities, people: use.people } : null,
    lastEventAt: use.lastEventAt?.toISOString() ?? null,
    accounts: live.length,
    accountsOk: live.length - troubles.length,
    troubles,
    mapped: use.mapped,
    equipped: use.equipped,
  };
}
