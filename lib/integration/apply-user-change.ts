import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { applyZoomUserEvent } from "#lib/db/zoom-user-events.ts";
import type { UserChange } from "#lib/zoom/observation-types.ts";
import { matchPeople } from "./match-people.ts";

const statusAfter: Record<UserChange["change"], "active" | "inactive" | "gone" | null> = {
  created: "active",
  invitationAccepted: "active",
  activated: "active",
  updated: null,
  deactivated: "inactive",
  deleted: "gone",
  disassociated: "gone",
};

/**
 * Applies what Zoom tells about one of its users: new, renamed, another e-mail (the old one stays as an alias, because
 * Zoom's history still carries it), deactivated, gone. Then e-mails are matched again; a mapping that comes of it fills
 * in its recent past. An event that comes twice changes nothing the second time.
 */
export async function applyUserChange(organisationId: string, connectionId: string, change: UserChange): Promise<void> {
  await transaction((tx) => apply(tx, organisationId, connectionId, change));
}

async function apply(tx: Transaction, organisationId: string, connectionId: string, change: UserChange): Promise<void> {
  const isChanged = await applyZoomUserEvent(tx, organisationId, connectionId, {
    zoomKey: change.zoomUserId,
    email: change.email,
    previousEmail: change.previousEmail,
    displayName: change.displayName,
    licence: change.licence,
    timeZone: change.timeZone,
    status: statusAfter[change.change],
  });
  if (!isChanged) return;
  await announceChange(tx, organisationId, { topic: "mapping" });
  await matchPeople(tx, organisationId, { connectionId, now: new Date() });
}
