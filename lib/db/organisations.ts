/** Organisations, and the one-time code that guards the making of the first one. */
import "server-only";
import { db, Prisma, type Transaction } from "./client.ts";

/** Whether any organisation is there: the set-up is then closed for good. */
export async function hasOrganisation(tx: Transaction = db()): Promise<boolean> {
  return (await tx.organisation.findFirst({ select: { id: true } })) !== null;
}

/** Makes an organisation and returns its id. */
export async function insertOrganisation(tx: Transaction, name: string, timeZone: string): Promise<string> {
  const { id } = await tx.organisation.create({ data: { name, timeZone }, select: { id: true } });
  return id;
}

export async function findOrganisation(
  organisationId: string,
): Promise<{ id: string; name: string; timeZone: string } | null> {
  return db().organisation.findUnique({
    where: { id: organisationId },
    select: { id: true, name: true, timeZone: true },
  });
}

/** Lets one transaction at a time into the set-up; held until it ends. */
export async function lockSetup(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtextextended('setup', 0))`);
}

/** Stores the fingerprint of the set-up code in place of the one before. */
export async function replaceSetupCode(tx: Transaction, codeHash: string): Promise<void> {
  await tx.setupCode.upsert({
    where: { id: 1 },
    create: { id: 1, codeHash },
    update: { codeHash, createdAt: new Date() },
  });
}

export async function findSetupCodeHash(tx: Transaction = db()): Promise<string | null> {
  const row = await tx.setupCode.findUnique({ where: { id: 1 }, select: { codeHash: true } });
  return row?.codeHash ?? null;
}

export async function deleteSetupCode(tx: Transaction): Promise<void> {
  await tx.setupCode.deleteMany({});
}
