/** The condition of each product of a connection. Coverage and listening of the same rows are in `coverage.ts`. */
import "server-only";
import { db, type Transaction } from "./client.ts";
import type { ProductHealth } from "./connection-types.ts";

export type ConnectionProductRow = {
  connectionId: string;
  product: string;
  health: ProductHealth;
  healthReason: string | null;
  healthSince: Date | null;
  lastEventAt: Date | null;
  listeningSince: Date | null;
};

/** Every product of every connection of an organisation. */
export async function listConnectionProducts(organisationId: string): Promise<ConnectionProductRow[]> {
  const rows = await db().connectionProduct.findMany({
    where: { organisationId },
    orderBy: [{ connectionId: "asc" }, { product: "asc" }],
    select: {
      connectionId: true,
      product: true,
      health: true,
      healthReason: true,
      healthSince: true,
      lastEventAt: true,
      listeningSince: true,
    },
  });
  return rows.map((row) => ({ ...row, health: row.health as ProductHealth }));
}

/** Makes the rows of a connection's products that are not there yet. */
export async function ensureConnectionProducts(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  products: readonly string[],
): Promise<void> {
  await tx.connectionProduct.createMany({
    data: products.map((product) => ({ organisationId, connectionId, product })),
    skipDuplicates: true,
  });
}

/**
 * Writes a product's condition when it differs, or when its reason does. With `from`, only where the condition so far
 * is one of those. Says whether it did.
 */
export async function writeProductHealth(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  product: string,
  health: ProductHealth,
  reason: string | null,
  now: Date,
  from: readonly ProductHealth[] = ["ok", "refused", "missingScope", "planRefuses", "notLicensed"],
): Promise<boolean> {
  const count = await tx.$executeRaw`
    update connection_product
    set health = ${health}, health_reason = ${reason},
        health_since = case when health = ${health} then health_since else ${now} end
    where organisation_id = ${organisationId}::uuid and connection_id = ${connectionId}::uuid and product = ${product}
      and health = any(${[...from]}) and (health, health_reason) is distinct from (${health}, ${reason}::text)`;
  return count === 1;
}
