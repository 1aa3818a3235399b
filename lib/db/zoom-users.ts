/** The Zoom users of connected accounts, and who they belong to: what imports, events and people change. */
import "server-only";
import { db, type Transaction } from "./client.ts";

export type ZoomUserStatus = "active" | "inactive" | "pending" | "gone";

/** Someone of the directory, as the import hands them over. */
export type DirectoryEntry = {
  /** Zoom's id; `pendingKey` for people who have not accepted yet. */
  zoomKey: string;
  email: string | null;
  displayName: string;
  licence: string;
  status: Exclude<ZoomUserStatus, "gone">;
  timeZone: string | null;
};

export type NewMapping = { zoomUserId: string; connectionId: string; personId: string };

/** The key of an invited person, who has no Zoom id yet. */
export function pendingKey(email: string): string {
  return `pending:${email}`;
}

/**
 * Writes a page of the directory. Rows that say nothing new are not touched, so a second import changes nothing. Who
 * accepted an invitation keeps the row that stood for them, and with it what people decided about it. An e-mail that
 * changes stays as an alias, because Zoom's history still carries it.
 */
export async function saveDirectoryPage(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  entries: readonly DirectoryEntry[],
): Promise<{ added: number; changed: number }> {
  const rows = JSON.stringify(
    entries.map((entry) => ({
      zoom_key: entry.zoomKey,
      email: entry.email,
      display_name: entry.displayName,
      licence: entry.licence,
      status: entry.status,
      time_zone: entry.timeZone,
    })),
  );
  await tx.$executeRaw`
    update zoom_user z set zoom_key = i.zoom_key
    from jsonb_to_recordset(${rows}::jsonb) as i(zoom_key text, email text, status text)
    where z.organisation_id = ${organisationId}::uuid and z.connection_id = ${connectionId}::uuid
      and i.status <> 'pending' and z.zoom_key = 'pending:' || i.email
      and not exists (select 1 from zoom_user o where o.organisation_id = z.organisation_id
        and o.connection_id = z.connection_id and o.zoom_key = i.zoom_key)`;
  await tx.$executeRaw`
    delete from zoom_user z using jsonb_to_recordset(${rows}::jsonb) as i(email text, status text)
    where z.organisation_id = ${organisationId}::uuid and z.connection_id = ${connectionId}::uuid
      and i.status <> 'pending' and z.zoom_key = 'pending:' || i.email`;
  const written = await tx.$queryRaw<{ inserted: boolean }[]>`
    insert into zoom_user as z (organisation_id, connection_id, zoom_key, email, display_name, licence, status,
      time_zone, updated_at)
    select distinct on (i.zoom_key) ${organisationId}::uuid, ${connectionId}::uuid, i.zoom_key, i.email, i.display_name,
      i.licence, i.status, i.time_zone, now()
    from jsonb_to_recordset(${rows}::jsonb)
      as i(zoom_key text, email text, display_name text, licence text, status text, time_zone text)
    order by i.zoom_key
    on conflict (organisation_id, connection_id, zoom_key) do update set
      email = excluded.email, display_name = excluded.display_name, licence = excluded.licence,
      status = excluded.status, time_zone = excluded.time_zone, updated_at = now(),
      aliases = case when z.email is not null and z.email is distinct from excluded.email
        then array_remove(array_append(array_remove(z.aliases, z.email), z.email), excluded.email)
        else array_remove(z.aliases, excluded.email) end
    where (z.email, z.display_name, z.licence, z.status, z.time_zone)
      is distinct from (excluded.email, excluded.display_name, excluded.licence, excluded.status, excluded.time_zone)
    returning (xmax = 0) as inserted`;
  const added = written.filter((row) => row.inserted).length;
  return { added, changed: written.length - added };
}

/** Writes who of a page has Zoom Phone, and under which extension calls name them. */
export async function savePhoneUsers(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  users: readonly { zoomUserId: string; extensionId: string | null }[],
): Promise<void> {
  await tx.$executeRaw`
    update zoom_user z set has_phone = true, extension_id = i."extensionId", updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(users)}::jsonb) as i("zoomUserId" text, "extensionId" text)
    where z.organisation_id = ${organisationId}::uuid and z.connection_id = ${connectionId}::uuid
      and z.zoom_key = i."zoomUserId" and (z.has_phone, z.extension_id) is distinct from (true, i."extensionId")`;
}

/** Takes Zoom Phone from everyone who was not in the list, which must have been read whole. */
export async function dropPhoneOfOthers(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  zoomKeys: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    update zoom_user set has_phone = false, updated_at = now()
    where organisation_id = ${organisationId}::uuid and connection_id = ${connectionId}::uuid
      and has_phone and not (zoom_key = any(${zoomKeys}::text[]))`;
}

/**
 * Marks everyone who was in no list as gone; the lists must have been read whole. Invitations that vanished are
 * deleted: there was never anything behind them. Returns how many went.
 */
export async function markGone(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  seenKeys: readonly string[],
): Promise<number> {
  await tx.$executeRaw`
    delete from zoom_user where organisation_id = ${organisationId}::uuid and connection_id = ${connectionId}::uuid
      and zoom_key like 'pending:%' and not (zoom_key = any(${seenKeys}::text[]))`;
  return tx.$executeRaw`
    update zoom_user set status = 'gone', updated_at = now()
    where organisation_id = ${organisationId}::uuid and connection_id = ${connectionId}::uuid
      and status <> 'gone' and not (zoom_key = any(${seenKeys}::text[]))`;
}

/**
 * Maps by e-mail whoever nobody decided about: equal addresses, both trimmed and lower-cased. Never by name. People who
 * are deactivated and Zoom users who have not accepted or are gone are left out.
 */
export async function matchByEmail(
  tx: Transaction,
  organisationId: string,
  ask: { connectionId?: string; now: Date },
): Promise<NewMapping[]> {
  const connectionId = ask.connectionId ?? null;
  const rows = await tx.$queryRaw<{ id: string; connection_id: string; person_id: string }[]>`
    update zoom_user z set person_id = p.id, mapped_how = 'email', mapped_by_id = null, mapped_at = ${ask.now},
      known_from = ${ask.now}, updated_at = now()
    from person p
    where z.organisation_id = ${organisationId}::uuid and p.organisation_id = z.organisation_id
      and (${connectionId}::uuid is null or z.connection_id = ${connectionId}::uuid)
      and p.email = z.email and p.deactivated_at is null
      and z.person_id is null and z.mapped_how is null and not z.ignored and z.status in ('active', 'inactive')
    returning z.id, z.connection_id, z.person_id`;
  return rows.map((row) => ({ zoomUserId: row.id, connectionId: row.connection_id, personId: row.person_id }));
}

export type MappingRow = {
  id: string;
  connectionId: string;
  displayName: string;
  email: string | null;
  status: ZoomUserStatus;
  personId: string | null;
  personName: string | null;
  mappedHow: "email" | "manual" | null;
  ignored: boolean;
  excluded: boolean;
};

/** Zoom users with their mapping, their rows locked until the transaction ends, so that two who map take turns. */
export async function lockMappings(
  tx: Transaction,
  organisationId: string,
  ids: readonly string[],
): Promise<MappingRow[]> {
  await tx.$executeRaw`
    select 1 from zoom_user where organisation_id = ${organisationId}::uuid and id = any(${ids}::uuid[])
    order by id for update`;
  const rows = await tx.zoomUser.findMany({
    where: { organisationId, id: { in: [...ids] } },
    orderBy: { displayName: "asc" },
    select: {
      id: true,
      connectionId: true,
      displayName: true,
      email: true,
      status: true,
      personId: true,
      mappedHow: true,
      ignored: true,
      excluded: true,
      person: { select: { name: true } },
    },
  });
  return rows.map(({ person, ...row }) => ({
    ...row,
    status: row.status as ZoomUserStatus,
    mappedHow: row.mappedHow as MappingRow["mappedHow"],
    personName: person?.name ?? null,
  }));
}

/** What a decision changes in Zoom users. `knownFrom` null means that nothing of them is stored any more. */
export type MappingChange = Partial<{
  personId: string | null;
  mappedHow: "manual" | null;
  mappedById: string | null;
  mappedAt: Date | null;
  ignored: boolean;
  excluded: boolean;
  excludedById: string | null;
  excludedAt: Date | null;
  knownFrom: Date | null;
}>;

/** Writes a decision about Zoom users. */
export async function changeMappings(
  tx: Transaction,
  organisationId: string,
  ids: readonly string[],
  change: MappingChange,
): Promise<void> {
  await tx.zoomUser.updateMany({ where: { organisationId, id: { in: [...ids] } }, data: change });
}

/**
 * After a window that ended when the read was asked for was read whole: who was mapped by then is known from its
 * start on.
 */
export async function moveKnownFrom(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  window: { startAt: Date; endAt: Date },
): Promise<void> {
  await tx.$executeRaw`
    update zoom_user set known_from = ${window.startAt}
    where organisation_id = ${organisationId}::uuid and connection_id = ${connectionId}::uuid
      and person_id is not null and not excluded
      and mapped_at <= ${window.endAt} and (excluded_at is null or excluded_at <= ${window.endAt})
      and known_from > ${window.startAt} and known_from <= ${window.endAt}`;
}

/** The Zoom users whose history is worth asking for, by their key: mapped and included. */
export async function listIncludedZoomUsers(
  organisationId: string,
  connectionId: string,
): Promise<{ zoomKey: string; email: string | null; extensionId: string | null; hasPhone: boolean }[]> {
  return db().zoomUser.findMany({
    where: { organisationId, connectionId, personId: { not: null }, excluded: false },
    orderBy: { zoomKey: "asc" },
    select: { zoomKey: true, email: true, extensionId: true, hasPhone: true },
  });
}
