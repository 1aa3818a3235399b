/** Single changes of Zoom users, as events tell them. */
import "server-only";
import type { Transaction } from "./client.ts";
import type { ZoomUserStatus } from "./zoom-users.ts";

/** Fields that are null are unchanged. */
export type ZoomUserEvent = {
  zoomKey: string;
  email: string | null;
  previousEmail: string | null;
  displayName: string | null;
  licence: string | null;
  timeZone: string | null;
  status: Exclude<ZoomUserStatus, "pending"> | null;
};

/**
 * Writes what an event says about a Zoom user, making the row when there is none (but not for someone who leaves). Says
 * whether anything changed.
 */
export async function applyZoomUserEvent(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  event: ZoomUserEvent,
): Promise<boolean> {
  if (event.email !== null && event.status !== "gone") {
    await acceptInvitation(tx, organisationId, connectionId, event.zoomKey, event.email);
  }
  const { zoomKey, email, previousEmail, displayName, licence, timeZone, status } = event;
  const updated = await tx.$executeRaw`
    with now_is as (
      select z.id, coalesce(${email}::text, z.email) as email, coalesce(${displayName}::text, z.display_name) as display_name,
        coalesce(${licence}::text, z.licence) as licence, coalesce(${timeZone}::text, z.time_zone) as time_zone,
        case when z.status = 'pending' then coalesce(${status}::text, 'active') else coalesce(${status}::text, z.status)
        end as status,
        array(select distinct alias from unnest(z.aliases || array[z.email, ${previousEmail}::text]) as alias
          where alias is not null and alias <> coalesce(${email}::text, z.email, '') order by alias) as aliases
      from zoom_user z
      where z.organisation_id = ${organisationId}::uuid and z.connection_id = ${connectionId}::uuid
        and z.zoom_key = ${zoomKey}
      for update)
    update zoom_user z set email = n.email, display_name = n.display_name, licence = n.licence,
      time_zone = n.time_zone, status = n.status, aliases = n.aliases, updated_at = now()
    from now_is n
    where z.organisation_id = ${organisationId}::uuid and z.id = n.id
      and (z.email, z.display_name, z.licence, z.time_zone, z.status,
           array(select alias from unnest(z.aliases) as alias order by alias))
        is distinct from (n.email, n.display_name, n.licence, n.time_zone, n.status, n.aliases)`;
  if (updated > 0) return true;
  if (status === "gone") return false;
  const inserted = await tx.$executeRaw`
    insert into zoom_user (organisation_id, connection_id, zoom_key, email, display_name, licence, time_zone, status,
      aliases, updated_at)
    values (${organisationId}::uuid, ${connectionId}::uuid, ${zoomKey}, ${email}, ${displayName ?? ""},
      ${licence ?? "basic"}, ${timeZone}, ${status ?? "active"},
      array_remove(array_remove(array[${previousEmail}::text], null), ${email}::text), now())
    on conflict (organisation_id, connection_id, zoom_key) do nothing`;
  return inserted > 0;
}

/** The row that stood for an invited person becomes the real one, with whatever people decided about it. */
async function acceptInvitation(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  zoomKey: string,
  email: string,
): Promise<void> {
  await tx.$executeRaw`
    update zoom_user z set zoom_key = ${zoomKey}
    where z.organisation_id = ${organisationId}::uuid and z.connection_id = ${connectionId}::uuid
      and z.zoom_key = 'pending:' || ${email}
      and not exists (select from zoom_user o where o.organisation_id = z.organisation_id
        and o.connection_id = z.connection_id and o.zoom_key = ${zoomKey})`;
}
