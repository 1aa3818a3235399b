/** Imports people from a text: first a preview, then the same again in one transaction. */
import "server-only";
import { fingerprint } from "#lib/crypto.ts";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { deleteUnusedLinks } from "#lib/db/one-time-links.ts";
import { findOrganisation } from "#lib/db/organisations.ts";
import { listPeople, type PersonRow } from "#lib/db/people.ts";
import { type ImportedPerson, lockPeople, writeImportedPeople } from "#lib/db/people-changes.ts";
import { AppError } from "#lib/errors.ts";
import type { AlsoDo } from "./manage-people.ts";
import { readPeopleCsv } from "./people-csv.ts";
import type { ImportLine, ImportPreview } from "./people-import-types.ts";
import { roleNames } from "./permissions.ts";
import { describeChanges } from "./person-changes.ts";
import { differs, type ImportPlan, type PlannedRow, planPeopleImport } from "./plan-people-import.ts";
import type { Viewer } from "./viewer-types.ts";

type Prepared = { plan: ImportPlan; people: PersonRow[]; preview: ImportPreview };

async function prepare(viewer: Viewer, text: string): Promise<Prepared> {
  const csv = readPeopleCsv(text);
  if (csv.kind === "unreadable") return { plan: { rows: [], problems: [] }, people: [], preview: csv };
  const [people, organisation] = await Promise.all([
    listPeople(viewer.organisationId, { includeDeactivated: true }),
    findOrganisation(viewer.organisationId),
  ]);
  const plan = planPeopleImport(viewer, csv.rows, people, organisation?.timeZone ?? "UTC");
  return { plan, people, preview: previewOf(plan, people, csv.ignoredColumns) };
}

function previewOf(plan: ImportPlan, people: readonly PersonRow[], ignoredColumns: string[]): ImportPreview {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  for (const { after } of plan.rows) names.set(after.id, after.name);
  const nameOf = (id: string) => names.get(id) ?? "someone";
  const added: ImportLine[] = [];
  const changed: ImportLine[] = [];
  let unchanged = 0;
  for (const { line, before, after } of plan.rows) {
    if (before === null) {
      const manager = after.managerId === null ? "" : `, manager ${nameOf(after.managerId)}`;
      added.push({
        line,
        who: after.name,
        what: `${roleNames[after.role].toLowerCase()}, ${after.timeZone}${manager}`,
      });
    } else if (differs(before, after)) {
      changed.push({ line, who: after.name, what: describeChanges(before, after, nameOf).join(", ") });
    } else unchanged += 1;
  }
  const { problems } = plan;
  const stamp = fingerprint(JSON.stringify([added, changed, unchanged, problems]));
  return { kind: "readable", added, changed, unchanged, problems, ignoredColumns, stamp };
}

/** What an import of this text would do now. Changes nothing. */
export async function previewPeopleImport(viewer: Viewer, text: string): Promise<ImportPreview> {
  return (await prepare(viewer, text)).preview;
}

function toImported({ before, after }: PlannedRow): ImportedPerson {
  const endSessions = before !== null && (before.role !== after.role || (before.maySignIn && !after.maySignIn));
  const { deactivatedAt: _, ...fields } = after;
  return { ...fields, endSessions };
}

export type ImportOutcome = { added: number; changed: number; left: number };

/**
 * Imports the rows that the preview called good, all of them or none. `stamp` is the preview's: when people have
 * changed since so that something else would happen, it throws `conflict` and changes nothing.
 */
export async function applyPeopleImport(
  viewer: Viewer,
  text: string,
  stamp: string,
  alsoDo: AlsoDo = async () => undefined,
): Promise<ImportOutcome> {
  const { organisationId } = viewer;
  return transaction(async (tx) => {
    await lockPeople(tx, organisationId);
    // Read outside of this transaction, yet nothing can change between: every writer waits for the lock we hold.
    const { plan, preview } = await prepare(viewer, text);
    if (preview.kind === "unreadable") throw new AppError("invalid", preview.reason);
    if (preview.stamp !== stamp) {
      throw new AppError(
        "conflict",
        "People have changed since the preview. Look at the new preview, then import again.",
      );
    }
    const added = plan.rows.filter(({ before }) => before === null);
    const changed = plan.rows.filter(({ before, after }) => before !== null && differs(before, after));
    if (added.length + changed.length === 0) throw new AppError("invalid", "There is nothing to import in these rows.");
    await writeImportedPeople(tx, organisationId, added.map(toImported), changed.map(toImported));
    const shutOut = changed.filter(({ before, after }) => before?.maySignIn === true && !after.maySignIn);
    await deleteUnusedLinks(
      tx,
      organisationId,
      shutOut.map(({ after }) => after.id),
    );
    await audit(tx, viewer, added, changed, preview.problems.length);
    await announceChange(tx, organisationId, { topic: "people" });
    await alsoDo(tx, organisationId);
    return { added: added.length, changed: changed.length, left: preview.problems.length };
  });
}

async function audit(
  tx: Parameters<typeof addAuditEntry>[0],
  viewer: Viewer,
  added: readonly PlannedRow[],
  changed: readonly PlannedRow[],
  left: number,
): Promise<void> {
  const actor = { personId: viewer.personId, name: viewer.name };
  await addAuditEntry(tx, viewer.organisationId, {
    actor,
    action: "people.imported",
    summary: `imported people: ${added.length} added, ${changed.length} changed`,
    details: { added: added.length, changed: changed.length, left },
  });
  // A new role is worth a line of its own: it decides who sees whom.
  for (const { before, after } of changed) {
    if (before === null || before.role === after.role) continue;
    const [from, to] = [roleNames[before.role].toLowerCase(), roleNames[after.role].toLowerCase()];
    await addAuditEntry(tx, viewer.organisationId, {
      actor,
      action: "person.roleChanged",
      subjectId: after.id,
      summary: `changed ${after.name}: role from ${from} to ${to}, by import`,
    });
  }
}
