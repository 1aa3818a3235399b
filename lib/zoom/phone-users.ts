/** Who has Zoom Phone, and under which extension the call list names them. */
import "server-only";
import { z } from "zod";
import type { ZoomClient } from "./client.ts";
import { emailField, idField, pageTokenField, rowsOf, wordField } from "./fields.ts";
import type { Page, ZoomPhoneUser } from "./observation-types.ts";
import { buildPage, readPages } from "./pages.ts";

/** This list gives fewer than the others. */
const PHONE_PAGE_SIZE = 100;

const phoneUsersSchema = z.object({
  next_page_token: pageTokenField,
  users: rowsOf(
    z.object({
      id: idField,
      extension_id: idField,
      email: emailField,
      status: wordField,
      activation_status: wordField,
    }),
  ),
});

/** One page of the users with Zoom Phone (Medium). Throws `ZoomError` refused when the account has no Zoom Phone. */
async function readPhoneUsersPage(client: ZoomClient, ask: { cursor: string | null }): Promise<Page<ZoomPhoneUser>> {
  const query = { page_size: PHONE_PAGE_SIZE, next_page_token: ask.cursor };
  const answer = await client.get("/phone/users", query, phoneUsersSchema, "phoneMedium");
  return buildPage(answer.users ?? [], answer.next_page_token, (user) => {
    if (user.id === null) return null;
    const isActivated = user.status !== "deactivate" && user.status !== "pending" && isReady(user.activation_status);
    return {
      items: [{ zoomUserId: user.id, extensionId: user.extension_id, email: user.email, isActivated }],
    };
  });
}

/** Anything but "ready to activate" and "not ready"; Zoom does not always say. */
const isReady = (activation: string | null) => activation === null || activation === "activated";

/** All pages of the users with Zoom Phone. Throws `ZoomError` refused when the account has no Zoom Phone. */
export function readPhoneUsers(client: ZoomClient): AsyncGenerator<Page<ZoomPhoneUser>> {
  return readPages((cursor) => readPhoneUsersPage(client, { cursor }));
}
