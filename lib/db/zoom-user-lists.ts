/** The Zoom users and people of an organisation as the Users tab lists them. */
import "server-only";
import { db, Prisma } from "./client.ts";
import { hiddenConnectionsSql } from "./connections.ts";

export type ZoomUserListRow = {
  id: string;
  display_name: string;
  email: string | null;
  connection_id: string;
  connection_name: string;
  status: string;
  licence: string;
  has_phone: boolean;
  need: string;
  person_id: string | null;
  person_name: string | null;
  person_email: string | null;
  mapped_how: string | null;
  mapped_at: Date | null;
  decided_by: string | null;
  excluded: boolean;
  excluded_at: Date | null;
  excluded_by: string | null;
  candidates: { personId: string; name: string; email: string; why: string }[] | null;
  is_owner_deactivated: boolean;
  counted_only: number;
  last_event_at: Date | null;
  known_from: Date | null;
};

export type ZoomUserListAsk = {
  connectionId: string | null;
  /** One of the needs, "excluded", "noPhone" or "all". */
  show: string;
  find: string;
  limit: number;
  offset: number;
};

/** People who might belong to an unmapped Zoom user: a former e-mail of theirs, or the same name. A hint, no more. */
const candidateSql = (organisationId: string) => Prisma.sql`
  open_user as (
    select id, email, aliases, lower(btrim(display_name)) as name from zoom_user
    where organisation_id = ${organisationId}::uuid and person_id is null and not ignored
      and status in ('active', 'inactive') and connection_id not in ${hiddenConnectionsSql(organisationId)}),
  active_person as (
    select id, name, email, lower(btrim(name)) as plain from person
    where organisation_id = ${organisationId}::uuid and deactivated_at is null),
  hint as (
    select u.id as zoom_user_id, p.id, p.name, p.email, 'alias' as why, 1 as rank
    from open_user u cross join unnest(u.aliases) as alias join active_person p on p.email = alias
    union all
    select u.id, p.id, p.name, p.email,
      case when split_part(p.email, '@', 1) = split_part(u.email, '@', 1) then 'sameNameAndAddress' else 'sameName' end,
      case when split_part(p.email, '@', 1) = split_part(u.email, '@', 1) then 2 else 3 end
    from open_user u join active_person p on p.plain = u.name where u.name <> ''),
  best as (select distinct on (zoom_user_id, id) * from hint order by zoom_user_id, id, rank),
  candidate as (
    select zoom_user_id, count(*) as found,
      jsonb_agg(jsonb_build_object('personId', id, 'name', name, 'email', email, 'why', why) order by rank, name) as people
    from best group by zoom_user_id)`;

const listedSql = (organisationId: string, connectionId: string | null) => Prisma.sql`
  with ${candidateSql(organisationId)},
  listed as (
    select z.*, c.name as connection_name, p.name as person_name, p.email as person_email, k.people as candidates,
      case when z.ignored then 'ignored' when z.person_id is not null then 'mapped'
        when z.status in ('pending', 'gone') then z.status
        when k.found = 1 then 'suggested' when k.found > 1 then 'conflict'
        when z.email is null then 'noEmail' else 'unmapped' end as need
    from zoom_user z
    join connection c on c.organisation_id = z.organisation_id and c.id = z.connection_id
    left join person p on p.organisation_id = z.organisation_id and p.id = z.person_id
    left join candidate k on k.zoom_user_id = z.id
    where z.organisation_id = ${organisationId}::uuid
      and z.connection_id not in ${hiddenConnectionsSql(organisationId)}
      and (${connectionId}::uuid is null or z.connection_id = ${connectionId}::uuid))`;

const shownSql = (show: string) => {
  if (show === "all") return Prisma.sql`true`;
  if (show === "excluded") return Prisma.sql`l.excluded`;
  if (show === "noPhone") return Prisma.sql`(not l.has_phone and l.status = 'active' and l.need <> 'ignored')`;
  return Prisma.sql`l.need = ${show}`;
};

/** Text that is searched for, as a pattern in which its own wildcards mean themselves. */
function patternOf(find: string): string {
  return `%${find.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** A page of Zoom users, those that need a person first, and how many match. */
export async function listZoomUsers(
  organisationId: string,
  ask: ZoomUserListAsk,
): Promise<{ rows: ZoomUserListRow[]; total: number }> {
  const pattern = patternOf(ask.find);
  const rows = await db().$queryRaw<(ZoomUserListRow & { total: number })[]>`
    ${listedSql(organisationId, ask.connectionId)}
    select l.id, l.display_name, l.email, l.connection_id, l.connection_name, l.status, l.licence, l.has_phone, l.need,
      l.person_id, l.person_name, l.person_email, l.mapped_how, l.mapped_at, m.name as decided_by, l.excluded,
      l.excluded_at, e.name as excluded_by, l.candidates, l.counted_only, l.last_event_at, l.known_from,
      exists (select from person o where o.organisation_id = l.organisation_id and o.email = l.email
        and o.deactivated_at is not null) as is_owner_deactivated,
      (count(*) over ())::int as total
    from listed l
    left join person m on m.organisation_id = l.organisation_id and m.id = l.mapped_by_id
    left join person e on e.organisation_id = l.organisation_id and e.id = l.excluded_by_id
    where ${shownSql(ask.show)}
      and (l.display_name ilike ${pattern} or l.email ilike ${pattern} or l.person_name ilike ${pattern}
        or l.person_email ilike ${pattern})
    order by case when l.need in ('conflict', 'suggested', 'unmapped', 'noEmail') then 0
        when l.need = 'mapped' then 1 when l.need = 'pending' then 2 else 3 end,
      lower(l.display_name), l.id
    limit ${ask.limit} offset ${ask.offset}`;
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** How many Zoom users each filter shows. */
export async function countZoomUsers(
  organisationId: string,
  connectionId: string | null,
): Promise<{ need: string; count: number; excluded: number; no_phone: number }[]> {
  return db().$queryRaw`
    ${listedSql(organisationId, connectionId)}
    select l.need, count(*)::int as count, (count(*) filter (where l.excluded))::int as excluded,
      (count(*) filter (where ${shownSql("noPhone")}))::int as no_phone
    from listed l group by l.need`;
}

export type PersonListRow = {
  id: string;
  name: string;
  email: string;
  zoom_users: {
    id: string;
    displayName: string;
    email: string | null;
    connectionName: string;
    status: string;
    mappedHow: string | null;
    isExcluded: boolean;
  }[];
};

const peopleSql = (organisationId: string, connectionId: string | null) => Prisma.sql`
  with listed as (
    select p.id, p.name, p.email, count(z.id) as held,
      coalesce(jsonb_agg(jsonb_build_object('id', z.id, 'displayName', z.display_name, 'email', z.email,
        'connectionName', c.name, 'status', z.status, 'mappedHow', z.mapped_how, 'isExcluded', z.excluded)
        order by c.name, z.display_name) filter (where z.id is not null), '[]') as zoom_users
    from person p
    left join zoom_user z on z.organisation_id = p.organisation_id and z.person_id = p.id
      and z.connection_id not in ${hiddenConnectionsSql(organisationId)}
      and (${connectionId}::uuid is null or z.connection_id = ${connectionId}::uuid)
    left join connection c on c.organisation_id = z.organisation_id and c.id = z.connection_id
    where p.organisation_id = ${organisationId}::uuid and p.deactivated_at is null
    group by p.id, p.name, p.email)`;

/** A page of active people with their Zoom users, and how many match. */
export async function listPeopleByMapping(
  organisationId: string,
  ask: ZoomUserListAsk,
): Promise<{ rows: PersonListRow[]; total: number }> {
  const pattern = patternOf(ask.find);
  const shown = {
    with: Prisma.sql`held > 0`,
    without: Prisma.sql`held = 0`,
    several: Prisma.sql`held > 1`,
  }[ask.show];
  const rows = await db().$queryRaw<(PersonListRow & { total: number })[]>`
    ${peopleSql(organisationId, ask.connectionId)}
    select id, name, email, zoom_users, (count(*) over ())::int as total from listed
    where ${shown ?? Prisma.sql`true`} and (name ilike ${pattern} or email ilike ${pattern})
    order by lower(name), id limit ${ask.limit} offset ${ask.offset}`;
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** How many people have how many Zoom users. */
export async function countPeopleByMapping(
  organisationId: string,
  connectionId: string | null,
): Promise<{ all: number; with: number; without: number; several: number }> {
  const rows = await db().$queryRaw<{ all: number; with: number; without: number; several: number }[]>`
    ${peopleSql(organisationId, connectionId)}
    select count(*)::int as "all", (count(*) filter (where held > 0))::int as "with",
      (count(*) filter (where held = 0))::int as "without", (count(*) filter (where held > 1))::int as several
    from listed`;
  return rows[0] ?? { all: 0, with: 0, without: 0, several: 0 };
}

/** Active people whose name or e-mail holds the text, those who begin with it first, with how many Zoom users each has. */
export async function findPersonChoices(
  organisationId: string,
  find: string,
  limit: number,
): Promise<{ id: string; name: string; email: string; zoomUsers: number }[]> {
  return db().$queryRaw`
    select p.id, p.name, p.email, (select count(*)::int from zoom_user z
      where z.organisation_id = p.organisation_id and z.person_id = p.id
        and z.connection_id not in ${hiddenConnectionsSql(organisationId)}) as "zoomUsers"
    from person p
    where p.organisation_id = ${organisationId}::uuid and p.deactivated_at is null
      and (p.name ilike ${patternOf(find)} or p.email ilike ${patternOf(find)})
    order by position(lower(${find}) in lower(p.name)) <> 1, lower(p.name), p.id limit ${limit}`;
}

/** Zoom users that may be given to a person and hold the text: unmapped ones first, never pending or gone ones. */
export async function findZoomUserChoices(
  organisationId: string,
  find: string,
  limit: number,
): Promise<
  { id: string; displayName: string; email: string | null; connectionName: string; personName: string | null }[]
> {
  return db().$queryRaw`
    select z.id, z.display_name as "displayName", z.email, c.name as "connectionName", p.name as "personName"
    from zoom_user z
    join connection c on c.organisation_id = z.organisation_id and c.id = z.connection_id
    left join person p on p.organisation_id = z.organisation_id and p.id = z.person_id
    where z.organisation_id = ${organisationId}::uuid and z.status in ('active', 'inactive')
      and z.connection_id not in ${hiddenConnectionsSql(organisationId)}
      and (z.display_name ilike ${patternOf(find)} or z.email ilike ${patternOf(find)})
    order by z.person_id is not null, z.ignored, lower(z.display_name), z.id limit ${limit}`;
}

/** The names of people by their ids, deactivated ones too. */
export async function listPersonNames(
  organisationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db().person.findMany({
    where: { organisationId, id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
