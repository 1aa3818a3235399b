/**
 * What people decide about Zoom users: who they belong to, that nobody does, whose activity is not stored. A Zoom user
 * belongs to one person, a person may have several. Every decision is audited in its own transaction and announced.
 */
import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { findPerson, type PersonRow } from "#lib/db/people.ts";
import { changeMappings, lockMappings, type MappingRow } from "#lib/db/zoom-users.ts";
import { AppError } from "#lib/errors.ts";
import { fillRecentPast } from "./fill-recent-past.ts";
import { matchPeople } from "./match-people.ts";

/** Who decides. */
export type Decider = { organisationId: string; personId: string; name: string };

export type MappingAsk = { zoomUserId: string; personId: string };

/**
 * Maps Zoom users to people, from either side, one or many. What was mapped so already stays untouched. Throws
 * `AppError` not-found, or conflict for a person who is deactivated and a Zoom user who has not accepted yet.
 */
export async function mapZoomUsers(
  decider: Decider,
  asks: readonly MappingAsk[],
  now = new Date(),
): Promise<{ mapped: number }> {
  return transaction(async (tx) => {
    const rows = await lockAll(tx, decider, asks);
    const touched = new Set<string>();
    const toFill = new Set<string>();
    let mapped = 0;
    for (const { zoomUserId, personId } of asks) {
      const row = rows.get(zoomUserId);
      if (row === undefined || (row.personId === personId && !row.ignored)) continue;
      const person = await findMappable(tx, decider.organisationId, personId);
      if (row.status === "pending") throw new AppError("conflict", pendingSentence(row));
      await mapOne(tx, decider, row, person, now);
      touched.add(personId);
      if (row.personId !== null) touched.add(row.personId);
      if (row.personId === null || row.excluded) toFill.add(row.connectionId);
      mapped += 1;
    }
    if (mapped > 0) await announce(tx, decider, touched);
    await fillRecentPast(tx, decider.organisationId, toFill, { now, askedById: decider.personId });
    return { mapped };
  });
}

async function mapOne(tx: Transaction, decider: Decider, row: MappingRow, person: PersonRow, now: Date): Promise<void> {
  const wasStored = row.personId !== null && !row.excluded;
  await changeMappings(tx, decider.organisationId, [row.id], {
    personId: person.id,
    mappedHow: "manual",
    mappedById: decider.personId,
    mappedAt: now,
    ignored: false,
    excluded: false,
    // Whatever was stored for the one before moves along: a mapping is a join, not a copy.
    ...(wasStored ? {} : { knownFrom: now }),
  });
  const from = row.personName === null ? "" : ` from ${row.personName}`;
  await audit(tx, decider, row, {
    action: "mapping.changed",
    summary: `${row.personName === null ? "mapped" : "moved"} ${nameOf(row)}${from} to ${person.name}`,
    details: { fromPersonId: row.personId, toPersonId: person.id },
  });
}

/** Takes Zoom users from their people. Automatic matching leaves them alone until someone maps them again. */
export async function unmapZoomUsers(decider: Decider, ids: readonly string[], now = new Date()): Promise<void> {
  await decide(decider, ids, async (tx, row) => {
    if (row.personId === null) return null;
    await changeMappings(tx, decider.organisationId, [row.id], {
      personId: null,
      mappedHow: "manual",
      mappedById: decider.personId,
      mappedAt: now,
      excluded: false,
      knownFrom: null,
    });
    return { action: "mapping.removed", summary: `unmapped ${nameOf(row)} from ${row.personName}` };
  });
}

/** Notes that nobody belongs to these Zoom users (rooms, lobbies), or takes that back and matches anew. */
export async function ignoreZoomUsers(
  decider: Decider,
  ids: readonly string[],
  isIgnored: boolean,
  now = new Date(),
): Promise<void> {
  await decide(
    decider,
    ids,
    async (tx, row) => {
      if (row.ignored === isIgnored) return null;
      await changeMappings(tx, decider.organisationId, [row.id], {
        ignored: isIgnored,
        personId: null,
        mappedHow: null,
        mappedById: isIgnored ? decider.personId : null,
        mappedAt: isIgnored ? now : null,
        excluded: false,
        knownFrom: null,
      });
      return {
        action: isIgnored ? "mapping.ignored" : "mapping.considered",
        summary: `${isIgnored ? "ignored" : "no longer ignores"} ${nameOf(row)}`,
      };
    },
    async (tx) => {
      if (!isIgnored) await matchPeople(tx, decider.organisationId, { now });
    },
  );
}

/** Stops storing the activity of mapped Zoom users, or takes it up again and reads what was missed. */
export async function includeZoomUsers(
  decider: Decider,
  ids: readonly string[],
  isIncluded: boolean,
  now = new Date(),
): Promise<void> {
  const toFill = new Set<string>();
  await decide(
    decider,
    ids,
    async (tx, row) => {
      if (row.personId === null || row.excluded === !isIncluded) return null;
      if (isIncluded) toFill.add(row.connectionId);
      await changeMappings(tx, decider.organisationId, [row.id], {
        excluded: !isIncluded,
        excludedById: decider.personId,
        excludedAt: now,
        knownFrom: isIncluded ? now : null,
      });
      return {
        action: isIncluded ? "mapping.included" : "mapping.excluded",
        summary: `${isIncluded ? "included" : "excluded"} ${nameOf(row)} of ${row.personName}`,
      };
    },
    (tx) => fillRecentPast(tx, decider.organisationId, toFill, { now, askedById: decider.personId }),
  );
}

type Decided = { action: string; summary: string } | null;

/** One transaction around one decision about many rows; `decideOne` answers null where nothing changes. */
async function decide(
  decider: Decider,
  ids: readonly string[],
  decideOne: (tx: Transaction, row: MappingRow) => Promise<Decided>,
  after: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<void> {
  await transaction(async (tx) => {
    const rows = await lockAll(
      tx,
      decider,
      ids.map((zoomUserId) => ({ zoomUserId })),
    );
    const touched = new Set<string>();
    let isAny = false;
    for (const row of rows.values()) {
      const decided = await decideOne(tx, row);
      if (decided === null) continue;
      isAny = true;
      if (row.personId !== null) touched.add(row.personId);
      await audit(tx, decider, row, decided);
    }
    if (isAny) await announce(tx, decider, touched);
    await after(tx);
  });
}

async function lockAll(
  tx: Transaction,
  { organisationId }: Decider,
  asks: readonly { zoomUserId: string }[],
): Promise<Map<string, MappingRow>> {
  const ids = [...new Set(asks.map(({ zoomUserId }) => zoomUserId))];
  const rows = await lockMappings(tx, organisationId, ids);
  if (rows.length !== ids.length) {
    throw new AppError("not-found", "A Zoom user in your selection does not exist any more. Load the page again.");
  }
  return new Map(rows.map((row) => [row.id, row]));
}

async function findMappable(tx: Transaction, organisationId: string, personId: string): Promise<PersonRow> {
  const person = await findPerson(organisationId, personId, tx);
  if (person === null) throw new AppError("not-found", "This person does not exist any more. Choose someone else.");
  if (person.deactivatedAt !== null) {
    throw new AppError("conflict", `${person.name} is deactivated. Reactivate them on the People page first.`);
  }
  return person;
}

async function audit(
  tx: Transaction,
  decider: Decider,
  row: MappingRow,
  entry: { action: string; summary: string; details?: Record<string, string | null> },
): Promise<void> {
  await addAuditEntry(tx, decider.organisationId, {
    actor: { personId: decider.personId, name: decider.name },
    subjectId: row.id,
    ...entry,
  });
}

async function announce(tx: Transaction, decider: Decider, personIds: ReadonlySet<string>): Promise<void> {
  // Whoever manages mappings need not see the people's activity, so this news names nobody.
  await announceChange(tx, decider.organisationId, { topic: "mapping" });
  if (personIds.size > 0) {
    await announceChange(tx, decider.organisationId, { topic: "activity", personIds: [...personIds] });
  }
}

function nameOf(row: MappingRow): string {
  return row.displayName || row.email || "a Zoom user without a name";
}

function pendingSentence(row: MappingRow): string {
  return `${nameOf(row)} has not accepted Zoom's invitation yet, so there is nothing to map. Map them once they have.`;
}
