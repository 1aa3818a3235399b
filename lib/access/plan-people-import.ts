/**
 * What an import would do, worked out without a database: rows against the people who are there. A row that can not be
 * taken changes nothing, and rows that lean on it are refused too, until what is left is right as a whole.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import type { PersonRow } from "#lib/db/people.ts";
import type { CsvRow } from "./people-csv.ts";
import type { ImportProblem } from "./people-import-types.ts";
import { changeProblem, isActiveOwner } from "./people-rules.ts";
import { grantableRoles, type Role, roleNames } from "./permissions.ts";
import { type RowWish, readImportRow } from "./read-import-row.ts";

export type PlannedPerson = Omit<PersonRow, "hasPassword" | "lastSignInAt">;
export type PlannedRow = { line: number; before: PersonRow | null; after: PlannedPerson };
export type ImportPlan = { rows: PlannedRow[]; problems: ImportProblem[] };

type Viewer = { personId: string; role: Role };
type Draft = { line: number; wish: RowWish; before: PersonRow | null; id: string };

const newPerson = {
  role: "member",
  managerId: null,
  maySignIn: true,
  hourCycle: "24h",
  workStart: 540,
  workEnd: 1050,
  workDays: [1, 2, 3, 4, 5],
  deactivatedAt: null,
} as const;

function whoIs(cells: CsvRow["cells"]): string {
  return cells.name ?? cells.email ?? "";
}

function readDrafts(rows: readonly CsvRow[], byEmail: ReadonlyMap<string, PersonRow>) {
  const drafts: Draft[] = [];
  const problems: ImportProblem[] = [];
  const firstLine = new Map<string, number>();
  for (const { line, cells } of rows) {
    const read = readImportRow(cells);
    if (read.kind === "bad") {
      problems.push({ line, who: whoIs(cells), reason: read.reason });
      continue;
    }
    const { wish } = read;
    const earlier = firstLine.get(wish.email);
    if (earlier !== undefined) {
      problems.push({ line, who: wish.name, reason: `The e-mail ${wish.email} is already in line ${earlier}.` });
      continue;
    }
    firstLine.set(wish.email, line);
    const before = byEmail.get(wish.email) ?? null;
    if (before !== null && before.deactivatedAt !== null) {
      const reason = `${before.name} is deactivated. Reactivate them under People first, or leave the row out.`;
      problems.push({ line, who: wish.name, reason });
      continue;
    }
    drafts.push({ line, wish, before, id: before?.id ?? randomUUID() });
  }
  return { drafts, problems };
}

function afterOf({ wish, before, id }: Draft, timeZone: string, managerId: string | null): PlannedPerson {
  const base = before ?? { ...newPerson, workDays: [...newPerson.workDays], timeZone };
  return {
    id,
    email: wish.email,
    name: wish.name,
    role: wish.role ?? base.role,
    timeZone: wish.timeZone ?? base.timeZone,
    managerId,
    maySignIn: wish.maySignIn ?? base.maySignIn,
    hourCycle: base.hourCycle,
    workStart: wish.workStart ?? base.workStart,
    workEnd: wish.workEnd ?? base.workEnd,
    workDays: wish.workDays ?? base.workDays,
    deactivatedAt: null,
  };
}

function ruleProblem(viewer: Viewer, { before }: Draft, after: PlannedPerson): string | null {
  if (after.workStart >= after.workEnd) return "The working day must end after it begins.";
  if (before !== null) {
    // The last owner is looked at over all rows together.
    const isTouched = differs(before, after);
    return isTouched ? changeProblem(viewer, before, after, 1) : null;
  }
  if (grantableRoles(viewer.role).includes(after.role)) return null;
  return `Your role may not make someone ${roleNames[after.role].toLowerCase()}.`;
}

/** Whether anything that the import writes is different. */
export function differs(before: PersonRow, after: PlannedPerson): boolean {
  const keys = ["name", "role", "timeZone", "managerId", "maySignIn", "workStart", "workEnd"] as const;
  return keys.some((key) => before[key] !== after[key]) || before.workDays.join() !== after.workDays.join();
}

/** The ids that stand in a circle of managers. */
export function findCircles(managerOf: ReadonlyMap<string, string | null>): Set<string> {
  const inCircle = new Set<string>();
  const done = new Set<string>();
  for (const start of managerOf.keys()) {
    const path: string[] = [];
    const place = new Map<string, number>();
    let at: string | null = start;
    while (at !== null && !done.has(at) && !place.has(at)) {
      place.set(at, path.length);
      path.push(at);
      at = managerOf.get(at) ?? null;
    }
    if (at !== null && place.has(at)) for (const id of path.slice(place.get(at))) inCircle.add(id);
    for (const id of path) done.add(id);
  }
  return inCircle;
}

/** Works out what the rows would do. `people` are all of the organisation, the deactivated too. */
export function planPeopleImport(
  viewer: Viewer,
  rows: readonly CsvRow[],
  people: readonly PersonRow[],
  timeZone: string,
): ImportPlan {
  const byEmail = new Map(people.map((person) => [person.email, person]));
  const { drafts, problems } = readDrafts(rows, byEmail);
  let open = drafts;
  for (;;) {
    const round = judge(viewer, open, rows, people, byEmail, timeZone);
    if (round.problems.length === 0) {
      problems.sort((a, b) => a.line - b.line);
      return { rows: round.planned, problems };
    }
    problems.push(...round.problems);
    const bad = new Set(round.problems.map(({ line }) => line));
    open = open.filter(({ line }) => !bad.has(line));
  }
}

function judge(
  viewer: Viewer,
  drafts: readonly Draft[],
  rows: readonly CsvRow[],
  people: readonly PersonRow[],
  byEmail: ReadonlyMap<string, PersonRow>,
  timeZone: string,
): { planned: PlannedRow[]; problems: ImportProblem[] } {
  const byRowEmail = new Map(drafts.map((draft) => [draft.wish.email, draft]));
  const lineOf = new Map(rows.map(({ line, cells }) => [cells.email?.toLowerCase() ?? "", line]));
  const problems: ImportProblem[] = [];
  const planned: PlannedRow[] = [];
  for (const draft of drafts) {
    const manager = managerFor(draft, byRowEmail, byEmail, lineOf);
    const after = afterOf(draft, timeZone, manager.kind === "found" ? manager.id : null);
    const reason = manager.kind === "bad" ? manager.reason : ruleProblem(viewer, draft, after);
    if (reason === null) planned.push({ line: draft.line, before: draft.before, after });
    else problems.push({ line: draft.line, who: draft.wish.name, reason });
  }
  if (problems.length === 0) problems.push(...circleProblems(planned, people), ...ownerProblems(planned, people));
  return { planned, problems };
}

type Manager = { kind: "found"; id: string | null } | { kind: "bad"; reason: string };

function managerFor(
  { wish, before }: Draft,
  byRowEmail: ReadonlyMap<string, Draft>,
  byEmail: ReadonlyMap<string, PersonRow>,
  lineOf: ReadonlyMap<string, number>,
): Manager {
  if (wish.managerEmail === undefined) return { kind: "found", id: before?.managerId ?? null };
  if (wish.managerEmail === null) return { kind: "found", id: null };
  if (wish.managerEmail === wish.email) return { kind: "bad", reason: "Nobody is their own manager." };
  const there = byEmail.get(wish.managerEmail);
  if (there !== undefined && there.deactivatedAt === null) return { kind: "found", id: there.id };
  if (there !== undefined) return { kind: "bad", reason: `The manager ${there.name} is deactivated.` };
  const added = byRowEmail.get(wish.managerEmail);
  if (added !== undefined) return { kind: "found", id: added.id };
  const line = lineOf.get(wish.managerEmail);
  const why = line === undefined ? "is nobody here and in no row" : `stands in line ${line}, which can not be taken`;
  return { kind: "bad", reason: `The manager ${wish.managerEmail} ${why}.` };
}

function circleProblems(planned: readonly PlannedRow[], people: readonly PersonRow[]): ImportProblem[] {
  const managerOf = new Map(people.map(({ id, managerId }) => [id, managerId]));
  for (const { after } of planned) managerOf.set(after.id, after.managerId);
  const circles = findCircles(managerOf);
  return planned
    .filter(({ before, after }) => circles.has(after.id) && before?.managerId !== after.managerId)
    .map(({ line, after }) => ({ line, who: after.name, reason: "This manager stands below this person: a circle." }));
}

function ownerProblems(planned: readonly PlannedRow[], people: readonly PersonRow[]): ImportProblem[] {
  const afterOfId = new Map(planned.map(({ after }) => [after.id, after]));
  const isThere = people.some((person) => isActiveOwner(afterOfId.get(person.id) ?? person));
  if (isThere || planned.some(({ before, after }) => before === null && isActiveOwner(after))) return [];
  return planned
    .filter(({ before }) => before !== null && isActiveOwner(before))
    .map(({ line, after }) => ({
      line,
      who: after.name,
      reason: "No owner would be left. Make someone else an owner first.",
    }));
}
