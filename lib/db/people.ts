/** Reads of people: WorkSights profiles, the manager tree, and the row behind a session. */
import "server-only";
import { db, Prisma, type Transaction } from "./client.ts";

/** The same words as `Role` of the permission table; the column is checked by the database. */
export type PersonRole = "owner" | "executive" | "admin" | "technicalAdmin" | "manager" | "member";

export type PersonRow = {
  id: string;
  email: string;
  name: string;
  role: PersonRole;
  timeZone: string;
  managerId: string | null;
  hourCycle: "24h" | "12h";
  /** Minutes from midnight in the person's zone. */
  workStart: number;
  workEnd: number;
  /** ISO weekdays, 1 = Monday. */
  workDays: number[];
  maySignIn: boolean;
  hasPassword: boolean;
  deactivatedAt: Date | null;
  lastSignInAt: Date | null;
};

const columns = {
  id: true,
  email: true,
  name: true,
  role: true,
  timeZone: true,
  managerId: true,
  hourCycle: true,
  workStart: true,
  workEnd: true,
  workDays: true,
  maySignIn: true,
  passwordHash: true,
  deactivatedAt: true,
  lastSignInAt: true,
} as const satisfies Prisma.PersonSelect;

type Selected = Prisma.PersonGetPayload<{ select: typeof columns }>;

function toRow({ passwordHash, role, hourCycle, ...rest }: Selected): PersonRow {
  return {
    ...rest,
    role: role as PersonRole,
    hourCycle: hourCycle === "12h" ? "12h" : "24h",
    hasPassword: passwordHash !== null,
  };
}

/** The form in which e-mails are stored and compared: trimmed and lower-cased. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** People by name; only those of `ids` when given; without the deactivated unless asked for. */
export async function listPeople(
  organisationId: string,
  ask: { ids?: readonly string[]; includeDeactivated?: boolean } = {},
): Promise<PersonRow[]> {
  const rows = await db().person.findMany({
    where: {
      organisationId,
      ...(ask.ids === undefined ? {} : { id: { in: [...ask.ids] } }),
      ...(ask.includeDeactivated === true ? {} : { deactivatedAt: null }),
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: columns,
  });
  return rows.map(toRow);
}

/** One person of the organisation, deactivated or not; null when there is none. */
export async function findPerson(
  organisationId: string,
  personId: string,
  tx: Transaction = db(),
): Promise<PersonRow | null> {
  const row = await tx.person.findUnique({
    where: { organisationId_id: { organisationId, id: personId } },
    select: columns,
  });
  return row === null ? null : toRow(row);
}

/** The person with this e-mail, deactivated or not; null when there is none. */
export async function findPersonByEmail(
  organisationId: string,
  email: string,
  tx: Transaction = db(),
): Promise<PersonRow | null> {
  const row = await tx.person.findUnique({
    where: { organisationId_email: { organisationId, email: normaliseEmail(email) } },
    select: columns,
  });
  return row === null ? null : toRow(row);
}

/** How many active people there are. */
export async function countPeople(organisationId: string): Promise<number> {
  return db().person.count({ where: { organisationId, deactivatedAt: null } });
}

/** The ids of everyone below a person in the manager tree, and the person's own. Deactivated people are in it. */
export async function listTreeIds(organisationId: string, personId: string): Promise<string[]> {
  // "union" and not "union all": it ends even if the tree were not one.
  const rows = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
    with recursive tree as (
      select id from person where organisation_id = ${organisationId}::uuid and id = ${personId}::uuid
      union
      select person.id from person join tree on person.manager_id = tree.id
      where person.organisation_id = ${organisationId}::uuid
    )
    select id from tree`);
  return rows.map(({ id }) => id);
}

/**
 * Managers among some people (null: among all of the organisation), by name, each with how many are in their tree,
 * themselves included. Deactivated people do not count.
 */
export async function listTeams(
  organisationId: string,
  ids: readonly string[] | null,
): Promise<{ id: string; name: string; count: number }[]> {
  const inSight = ids === null ? Prisma.sql`true` : Prisma.sql`person.id = any(${[...ids]}::uuid[])`;
  return db().$queryRaw(Prisma.sql`
    with recursive above as (
      select id as member_id, id as manager_id from person
      where organisation_id = ${organisationId}::uuid and deactivated_at is null
      union
      select above.member_id, person.manager_id from above join person on person.id = above.manager_id
      where person.organisation_id = ${organisationId}::uuid and person.manager_id is not null
    )
    select person.id, person.name, count(*)::int as count
    from above join person on person.organisation_id = ${organisationId}::uuid and person.id = above.manager_id
    where ${inSight} and person.deactivated_at is null
    group by person.id, person.name having count(*) > 1 order by person.name, person.id`);
}

/** Names of active people who may sign in and have one of the roles, in the order of `roles`; `limit` at most. */
export async function listNamesByRoles(
  organisationId: string,
  roles: readonly PersonRole[],
  limit: number,
): Promise<string[]> {
  const rows = await db().person.findMany({
    where: { organisationId, deactivatedAt: null, maySignIn: true, role: { in: [...roles] } },
    select: { name: true, role: true },
    orderBy: { name: "asc" },
  });
  const rank = (role: string) => (roles as readonly string[]).indexOf(role);
  return rows
    .sort((a, b) => rank(a.role) - rank(b.role))
    .slice(0, limit)
    .map(({ name }) => name);
}

export type SessionPerson = {
  organisationId: string;
  organisationName: string;
  id: string;
  name: string;
  email: string;
  role: PersonRole;
  timeZone: string;
  hourCycle: "24h" | "12h";
  singleKeys: boolean;
  organisationZone: string;
  sessionVersion: number;
};

/** The person behind a session, or null when that session is dead: deactivated, may not sign in, another version. */
export async function findSessionPerson(
  organisationId: string,
  personId: string,
  sessionVersion: number,
): Promise<SessionPerson | null> {
  const row = await db().person.findFirst({
    where: { organisationId, id: personId, sessionVersion, deactivatedAt: null, maySignIn: true },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      timeZone: true,
      hourCycle: true,
      singleKeys: true,
      organisation: { select: { name: true, timeZone: true } },
    },
  });
  if (row === null) return null;
  const { organisation, ...person } = row;
  return {
    ...person,
    organisationId,
    organisationName: organisation.name,
    organisationZone: organisation.timeZone,
    role: person.role as PersonRole,
    hourCycle: person.hourCycle === "12h" ? "12h" : "24h",
    sessionVersion,
  };
}
