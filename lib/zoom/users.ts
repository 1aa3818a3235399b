/** The Zoom user directory. */
import "server-only";
import { z } from "zod";
import { displayNameOf } from "./account.ts";
import type { ZoomClient } from "./client.ts";
import { emailField, idField, licenceField, nameField, pageTokenField, rowsOf, wordField } from "./fields.ts";
import type { Page, ZoomDirectoryUser } from "./observation-types.ts";
import { buildPage, PAGE_SIZE, readPages } from "./pages.ts";

export type UserStatus = ZoomDirectoryUser["status"];

const usersSchema = z.object({
  next_page_token: pageTokenField,
  users: rowsOf(
    z.object({
      id: idField,
      email: emailField,
      display_name: nameField,
      first_name: nameField,
      last_name: nameField,
      type: licenceField,
      status: wordField,
      timezone: wordField,
    }),
  ),
});

const statuses = new Set<string | null>(["active", "inactive", "pending"]);
const isStatus = (status: string | null): status is UserStatus => statuses.has(status);

/**
 * One page of the directory with this status (Medium). Users without an id are those who were invited and have not
 * accepted; one who has neither id nor e-mail is nobody and is skipped. Throws `ZoomError`.
 */
async function readUsersPage(
  client: ZoomClient,
  ask: { status: UserStatus; cursor: string | null },
): Promise<Page<ZoomDirectoryUser>> {
  const query = { status: ask.status, page_size: PAGE_SIZE, next_page_token: ask.cursor };
  const answer = await client.get("/users", query, usersSchema, "medium");
  return buildPage(answer.users ?? [], answer.next_page_token, (user) => {
    const status = isStatus(user.status) ? user.status : ask.status;
    if (user.id === null && (status !== "pending" || user.email === null)) return null;
    const item: ZoomDirectoryUser = {
      zoomUserId: user.id,
      email: user.email,
      displayName: displayNameOf(user),
      licence: user.type ?? "none",
      status,
      timeZone: user.timezone,
    };
    return { items: [item] };
  });
}

/** All pages of the directory with this status. Throws `ZoomError`. */
export function readUsers(client: ZoomClient, status: UserStatus): AsyncGenerator<Page<ZoomDirectoryUser>> {
  return readPages((cursor) => readUsersPage(client, { status, cursor }));
}
