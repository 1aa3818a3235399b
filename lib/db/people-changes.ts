/** Changes of people. Who may make them is decided in `lib/access`; each runs in the caller's transaction. */
import "server-only";
import { Prisma, type Transaction } from "./client.ts";
import type { PersonRole } from "./people.ts";

export type PersonFields = {
  email: string;
  name: string;
  role: PersonRole;
  timeZone: string;
  managerId: string | null;
  maySignIn: boolean;
  hourCycle: "24h" | "12h";
  workStart: number;
  workEnd: number;
  workDays: number[];
};

/** One transaction at a time changes roles and managers of an organisation; held until it ends. */
export async function lockPeople(tx: Transaction, organisationId: string): Promise<void> {
  await tx.$executeRaw(
    Prisma.sql`select pg_advisory_xact_lock(hashtextextended(${`manager-tree:${organisationId}`}, 0))`,
  );
}

type NewPerson = Partial<PersonFields> & Pick<PersonFields, "email" | "name">;

/** Adds a person and returns their id. The e-mail must be in its normal form. */
export async function insertPerson(tx: Transaction, organisationId: string, person: NewPerson): Promise<string> {
  const { id } = await tx.person.create({ data: { organisationId, ...person }, select: { id: true } });
  return id;
}

const fieldNames: Record<keyof PersonFields, true> = {
  email: true,
  name: true,
  role: true,
  timeZone: true,
  managerId: true,
  maySignIn: true,
  hourCycle: true,
  workStart: true,
  workEnd: true,
  workDays: true,
};

function onlyFields(change: Partial<PersonFields>): Partial<PersonFields> {
  return Object.fromEntries(Object.entries(change).filter(([key]) => key in fieldNames));
}

/** Changes some fields of a person; `endSessions` signs them out everywhere. False when there is no such person. */
export async function updatePerson(
  tx: Transaction,
  organisationId: string,
  personId: string,
  change: Partial<PersonFields>,
  endSessions: boolean,
): Promise<boolean> {
  const { count } = await tx.person.updateMany({
    where: { organisationId, id: personId },
    data: { ...onlyFields(change), ...(endSessions ? { sessionVersion: { increment: 1 } } : {}) },
  });
  return count === 1;
}

/** Whether letters alone are shortcuts for this person. */
export async function setSingleKeys(
  tx: Transaction,
  organisationId: string,
  personId: string,
  singleKeys: boolean,
): Promise<void> {
  await tx.person.updateMany({ where: { organisationId, id: personId }, data: { singleKeys } });
}

/** Deactivates (a moment) or brings back (null); either way their open sessions end. */
export async function setDeactivated(
  tx: Transaction,
  organisationId: string,
  personId: string,
  deactivatedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.person.updateMany({
    where: { organisationId, id: personId },
    data: { deactivatedAt, sessionVersion: { increment: 1 } },
  });
  return count === 1;
}

/** Stores a new password and ends open sessions; returns the new session version. */
export async function setPassword(
  tx: Transaction,
  organisationId: string,
  personId: string,
  passwordHash: string,
): Promise<number> {
  const { sessionVersion } = await tx.person.update({
    where: { organisationId_id: { organisationId, id: personId } },
    data: { passwordHash, sessionVersion: { increment: 1 } },
    select: { sessionVersion: true },
  });
  return sessionVersion;
}

/** How many active owners who may sign in there are, apart from one person. */
export async function countOtherOwners(tx: Transaction, organisationId: string, personId: string): Promise<number> {
  return tx.person.count({
    where: { organisationId, role: "owner", deactivatedAt: null, maySignIn: true, id: { not: personId } },
  });
}

/** Whether `managerId` stands somewhere below `personId`, or is them: making them the manager would close a circle. */
export async function isBelow(
  tx: Transaction,
  organisationId: string,
  personId: string,
  managerId: string,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ found: boolean }[]>(Prisma.sql`
    with recursive above as (
      select id, manager_id from person where organisation_id = ${organisationId}::uuid and id = ${managerId}::uuid
      union
      select p.id, p.manager_id from person p join above on p.id = above.manager_id
      where p.organisation_id = ${organisationId}::uuid
    )
    select exists (select 1 from above where id = ${personId}::uuid) as found`);
  return rows[0]?.found ?? false;
}

export type ImportedPerson = PersonFields & { id: string; endSessions: boolean };

/** Adds and changes many people in two statements; managers may be among them. */
export async function writeImportedPeople(
  tx: Transaction,
  organisationId: string,
  added: readonly ImportedPerson[],
  changed: readonly ImportedPerson[],
): Promise<void> {
  const shape = Prisma.sql`as r(id uuid, email text, name text, role text, "timeZone" text, "managerId" uuid,
    "maySignIn" boolean, "hourCycle" text, "workStart" int, "workEnd" int, "workDays" int[], "endSessions" boolean)`;
  if (added.length > 0) {
    await tx.$executeRaw(Prisma.sql`
      insert into person (organisation_id, id, email, name, role, time_zone, manager_id, may_sign_in, hour_cycle,
                          work_start, work_end, work_days)
      select ${organisationId}::uuid, r.id, r.email, r.name, r.role, r."timeZone", r."managerId", r."maySignIn",
             r."hourCycle", r."workStart", r."workEnd", r."workDays"
      from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) ${shape}`);
  }
  if (changed.length > 0) {
    await tx.$executeRaw(Prisma.sql`
      update person p set
        name = r.name, role = r.role, time_zone = r."timeZone", manager_id = r."managerId",
        may_sign_in = r."maySignIn", work_start = r."workStart", work_end = r."workEnd", work_days = r."workDays",
        session_version = p.session_version + case when r."endSessions" then 1 else 0 end, updated_at = now()
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) ${shape}
      where p.organisation_id = ${organisationId}::uuid and p.id = r.id`);
  }
}
