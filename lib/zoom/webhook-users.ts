/** The directory changed: user.created, user.updated, user.activated and so on. */
import "server-only";
import { z } from "zod";
import { emailField, idField, licenceField, nameField, wordField } from "./fields.ts";
import type { UserChange, WebhookReading } from "./observation-types.ts";
import type { Delivery } from "./webhook-delivery-types.ts";

const userSchema = z.object({
  id: idField,
  email: emailField,
  display_name: nameField,
  first_name: nameField,
  last_name: nameField,
  type: licenceField,
  timezone: wordField,
});
const payloadSchema = z.object({ old_object: userSchema.nullable().optional().catch(null) });

const changes: Record<string, UserChange["change"]> = {
  "user.created": "created",
  "user.updated": "updated",
  "user.activated": "activated",
  "user.deactivated": "deactivated",
  "user.deleted": "deleted",
  "user.disassociated": "disassociated",
  "user.invitation_accepted": "invitationAccepted",
};

/** What changed about one user. user.updated carries only the changed fields; the others stay null. */
export function readUserChange({ event, accountId, eventAt, payload, object }: Delivery): WebhookReading {
  const change = changes[event];
  const user = userSchema.parse(object);
  const before = payloadSchema.safeParse(payload).data?.old_object ?? null;
  const zoomUserId = user.id ?? before?.id ?? null;
  if (change === undefined || zoomUserId === null) {
    return { kind: "malformed", reason: "noObject", event, accountId };
  }
  return {
    kind: "userChange",
    accountId,
    event,
    eventAt,
    change: {
      change,
      zoomUserId,
      email: user.email,
      previousEmail: before?.email ?? null,
      displayName: user.display_name ?? fullName(user.first_name, user.last_name, change === "updated"),
      licence: user.type,
      timeZone: user.timezone,
      at: eventAt,
    },
  };
}

/** Half a name of an update is no new name: the other half is unchanged and unknown here. */
function fullName(first: string | null, last: string | null, needsBoth: boolean): string | null {
  if (needsBoth && (first === null || last === null)) return null;
  return [first, last].filter((part) => part !== null).join(" ") || null;
}
