import "server-only";
import { listAuditEntries } from "#lib/db/audit.ts";
import { readCoverage } from "#lib/db/coverage.ts";
import { type FeatureRow, listFeatures } from "#lib/db/features.ts";
import { countActivityByProduct, countDeliveriesByDay, type DeliveryDay } from "#lib/db/overview.ts";
import { listPeople, type PersonRole } from "#lib/db/people.ts";
import type { Product, Window } from "#lib/zoom/observation-types.ts";
import { products } from "./health.ts";
import { sentenceOf } from "./overview-sentence.ts";
import type { ConnectionView, DeliveryDayView, OverviewView, ProductCardView } from "./overview-types.ts";
import { latest, readConnecting, readConnectionViews, readOwner } from "./read-connections.ts";
import { readDoor } from "./read-door.ts";

const DAY_MS = 86_400_000;
const DELIVERY_DAYS = 14;
const MOST_CHANGES = 6;

export type OverviewAsk = {
  organisationId: string;
  /** The viewer's day so far, from midnight in their zone. */
  today: Window;
  /** Roles that may answer for the integration, with their names. */
  eligible: Readonly<Partial<Record<PersonRole, string>>>;
  mayReadAudit: boolean;
  now: Date;
};

/** Everything on the overview: state, set-up, counts, coverage, deliveries, owner and recent changes. */
export async function readOverview(ask: OverviewAsk): Promise<OverviewView> {
  const { organisationId, now } = ask;
  const firstDay = new Date(now.getTime() - (DELIVERY_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const [connections, connecting, owner, people, features, counts, deliveries, entries] = await Promise.all([
    readConnectionViews(organisationId, now),
    readConnecting(organisationId, now),
    readOwner(organisationId),
    listPeople(organisationId),
    listFeatures(organisationId),
    countActivityByProduct(organisationId, ask.today),
    countDeliveriesByDay(organisationId, firstDay),
    ask.mayReadAudit
      ? listAuditEntries(organisationId, { limit: MOST_CHANGES, prefixes: ["zoom.", "mapping.", "feature."] })
      : null,
  ]);
  const coverage = await readCards(organisationId, { connections, features, counts, now });
  return {
    now: now.toISOString(),
    sentence: sentenceOf(connections),
    door: await readDoor(connections, now),
    connecting,
    connections,
    owner,
    candidates: people.flatMap(({ id, name, role, maySignIn }) => {
      const roleName = ask.eligible[role];
      return roleName === undefined || !maySignIn ? [] : [{ id, name, roleName }];
    }),
    products: coverage,
    deliveries: deliveryDays(deliveries, firstDay),
    changes:
      entries?.map(({ id, at, actorId, actorName, summary }) => ({
        ...{ id, actorName, summary, isPerson: actorId !== null, at: at.toISOString() },
      })) ?? null,
    hasEvents: latest(connections.map(({ lastEventAt }) => lastEventAt)) !== null,
  };
}

async function readCards(
  organisationId: string,
  around: {
    connections: readonly ConnectionView[];
    features: Record<Product, FeatureRow>;
    counts: Partial<Record<Product, number>>;
    now: Date;
  },
): Promise<ProductCardView[]> {
  const live = around.connections.filter(({ isLive }) => isLive);
  const begins = live.map(({ connectedAt, historyDays }) => Date.parse(connectedAt) - historyDays * DAY_MS);
  const startAt = begins.length === 0 ? around.now.getTime() - DAY_MS : Math.min(...begins);
  const window = { startAt: new Date(startAt), endAt: around.now };
  const covered = await readCoverage(organisationId, window, around.now);
  return products.map((product) => {
    const { visible, receiving } = around.features[product];
    const windowsOf = (id: string) =>
      covered.find((entry) => entry.connectionId === id && entry.product === product)?.windows ?? [];
    return {
      product,
      isVisible: visible,
      isReceived: receiving,
      today: visible ? (around.counts[product] ?? 0) : null,
      lastEventAt: latest(
        live.flatMap((connection) => productsOf(connection, product).map((view) => view.lastEventAt)),
      ),
      coverage: { startAt, endAt: around.now.getTime(), perConnection: live.map(({ id }) => windowsOf(id).map(asMs)) },
      troubles: live.flatMap((connection) =>
        productsOf(connection, product).flatMap(({ health, cause, effect, next }) =>
          health === "ok" || cause === null || effect === null || next === null
            ? []
            : [{ connection: connection.name, health, cause, effect, next }],
        ),
      ),
    };
  });
}

const asMs = ({ startAt, endAt }: Window) => ({ startAt: startAt.getTime(), endAt: endAt.getTime() });
const productsOf = (connection: ConnectionView, product: Product) =>
  connection.products.filter((view) => view.product === product);

const columnOfKind: Record<string, "meetings" | "phone" | "webinars"> = {
  meeting: "meetings",
  phone: "phone",
  webinar: "webinars",
};

/** One row a day, also for days on which nothing came. Repeats are counted apart, user changes and the like as other. */
export function deliveryDays(rows: readonly DeliveryDay[], firstDay: string): DeliveryDayView[] {
  const first = Date.parse(`${firstDay}T00:00:00Z`);
  return Array.from({ length: DELIVERY_DAYS }, (_, index) => {
    const day = new Date(first + index * DAY_MS).toISOString().slice(0, 10);
    const view: DeliveryDayView = { day, meetings: 0, phone: 0, webinars: 0, repeated: 0, other: 0 };
    for (const row of rows) {
      if (row.day !== day) continue;
      view[row.outcome === "repeated" ? "repeated" : (columnOfKind[row.kind] ?? "other")] += row.count;
    }
    return view;
  });
}
