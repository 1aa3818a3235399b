/** Which account this is, and who authorised. */
import "server-only";
import { z } from "zod";
import { ZoomError } from "#lib/errors.ts";
import type { ZoomClient } from "./client.ts";
import { emailField, idField, nameField, wordField } from "./fields.ts";

export type ZoomMe = {
  accountId: string;
  zoomUserId: string;
  email: string | null;
  displayName: string;
  /** The user's company field; null when empty. A hint for naming the connection. */
  company: string | null;
  /** Zoom's role: "0" owner, "1" admin, "2" member, else a role of the account's own. */
  roleId: string | null;
  timeZone: string | null;
};

const meSchema = z.object({
  id: idField,
  account_id: idField,
  email: emailField,
  display_name: nameField,
  first_name: nameField,
  last_name: nameField,
  company: nameField,
  role_id: idField,
  timezone: wordField,
});

/**
 * Who authorised, and which account this is. The token answer promises no account id, and `/accounts/me` needs a
 * master account. Throws `ZoomError`; contract when Zoom names no account.
 */
export async function readMe(client: ZoomClient): Promise<ZoomMe> {
  const me = await client.get("/users/me", {}, meSchema, "light");
  if (me.account_id === null || me.id === null) {
    throw new ZoomError("contract", "Zoom's answer to /users/me names no account");
  }
  return {
    accountId: me.account_id,
    zoomUserId: me.id,
    email: me.email,
    displayName: displayNameOf(me),
    company: me.company,
    roleId: me.role_id,
    timeZone: me.timezone,
  };
}

/** The name to show: Zoom's own, else first and last name, else the e-mail. Empty when Zoom tells none of them. */
export function displayNameOf(user: {
  display_name: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
}): string {
  const parts = [user.first_name, user.last_name].filter((part) => part !== null).join(" ");
  return user.display_name ?? (parts || (user.email ?? ""));
}
