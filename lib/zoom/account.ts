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
 * Who authorised, and which account this is. The token answer promises no account id, and `/accounts/me`, which usually
 * needs a master account, is asked only where the user names none. Throws `ZoomError`; contract when nobody does.
 */
export async function readMe(client: ZoomClient): Promise<ZoomMe> {
  const me = await client.get("/users/me", {}, meSchema, "light");
  const accountId = me.account_id ?? (await readAccountId(client));
  if (accountId === null || me.id === null) {
    throw new ZoomError("contract", "Zoom's answer to /users/me names no account");
  }
  return {
    accountId,
    zoomUserId: me.id,
    email: me.email,
    displayName: displayNameOf(me),
    company: me.company,
    roleId: me.role_id,
    timeZone: me.timezone,
  };
}

async function readAccountId(client: ZoomClient): Promise<string | null> {
  try {
    return (await client.get("/accounts/me", {}, z.object({ id: idField }), "light")).id;
  } catch (error) {
    if (error instanceof ZoomError && ["refused", "missingScope", "missing", "contract"].includes(error.kind))
      return null;
    throw error;
  }
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
