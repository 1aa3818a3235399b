/** Invitation and password links, found by the fingerprint of their secret. */
import "server-only";
import { db, type Transaction } from "./client.ts";

export type LinkPurpose = "invitation" | "password";

export type LinkRow = {
  id: string;
  personId: string;
  purpose: LinkPurpose;
  expiresAt: Date;
  usedAt: Date | null;
  person: { name: string; email: string; deactivatedAt: Date | null; maySignIn: boolean };
  organisationName: string;
};

/** Makes a link; earlier unused ones of the same person stop working. */
export async function insertLink(
  tx: Transaction,
  organisationId: string,
  link: { personId: string; purpose: LinkPurpose; tokenHash: string; expiresAt: Date; createdById: string },
): Promise<void> {
  await deleteUnusedLinks(tx, organisationId, [link.personId]);
  await tx.oneTimeLink.create({ data: { organisationId, ...link } });
}

/** Takes all unused links of people away: a newer one was made, or they may not sign in any more. */
export async function deleteUnusedLinks(
  tx: Transaction,
  organisationId: string,
  personIds: readonly string[],
): Promise<void> {
  await tx.oneTimeLink.deleteMany({ where: { organisationId, personId: { in: [...personIds] }, usedAt: null } });
}

/** The link with this fingerprint, used or expired or not; null when there is none. */
export async function findLink(organisationId: string, tokenHash: string): Promise<LinkRow | null> {
  const row = await db().oneTimeLink.findUnique({
    where: { organisationId_tokenHash: { organisationId, tokenHash } },
    select: {
      id: true,
      personId: true,
      purpose: true,
      expiresAt: true,
      usedAt: true,
      person: {
        select: {
          name: true,
          email: true,
          deactivatedAt: true,
          maySignIn: true,
          organisation: { select: { name: true } },
        },
      },
    },
  });
  if (row === null) return null;
  const { organisation, ...person } = row.person;
  return { ...row, purpose: row.purpose as LinkPurpose, person, organisationName: organisation.name };
}

/** Uses a link up. Only the first of several callers gets `true`. */
export async function consumeLink(
  tx: Transaction,
  organisationId: string,
  linkId: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.oneTimeLink.updateMany({
    where: { organisationId, id: linkId, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}
