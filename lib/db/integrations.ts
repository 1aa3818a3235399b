/** The Zoom integration of an organisation as a whole: who answers for it, and the rows of its products. */
import "server-only";
import { db, type Transaction } from "./client.ts";
import type { AfterRemoval } from "./connection-types.ts";

/** The person who answers for the integration, or null while there is none. */
export async function findIntegrationOwnerId(organisationId: string, tx: Transaction = db()): Promise<string | null> {
  const row = await tx.integration.findUnique({ where: { organisationId }, select: { ownerId: true } });
  return row?.ownerId ?? null;
}

/** Makes a person the owner when there is none yet. */
export async function ensureIntegrationOwner(tx: Transaction, organisationId: string, personId: string): Promise<void> {
  await tx.integration.createMany({ data: [{ organisationId, ownerId: personId }], skipDuplicates: true });
  await tx.integration.updateMany({ where: { organisationId, ownerId: null }, data: { ownerId: personId } });
}

/** Makes a person the owner. */
export async function setIntegrationOwner(tx: Transaction, organisationId: string, personId: string): Promise<void> {
  await tx.integration.upsert({
    where: { organisationId },
    create: { organisationId, ownerId: personId },
    update: { ownerId: personId },
  });
}

/** Makes the controls of the products that are not there yet: visible and received. */
export async function ensureFeatures(
  tx: Transaction,
  organisationId: string,
  products: readonly string[],
  now: Date,
): Promise<void> {
  await tx.feature.createMany({
    data: products.map((product) => ({ organisationId, product, receivingSince: now })),
    skipDuplicates: true,
  });
}

/** What becomes of the data when a Zoom account removes the app: deleted at once until someone decides otherwise. */
export async function readAfterRemoval(organisationId: string, tx: Transaction = db()): Promise<AfterRemoval> {
  const row = await tx.integration.findUnique({ where: { organisationId }, select: { afterRemoval: true } });
  return row?.afterRemoval === "hold" ? "hold" : "delete";
}

/** Decides what becomes of the data when a Zoom account removes the app. */
export async function writeAfterRemoval(
  tx: Transaction,
  organisationId: string,
  afterRemoval: AfterRemoval,
): Promise<void> {
  await tx.integration.upsert({
    where: { organisationId },
    create: { organisationId, afterRemoval },
    update: { afterRemoval },
  });
}
