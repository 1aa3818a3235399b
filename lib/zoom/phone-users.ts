import "server-only";
import type { ZoomClient } from "./client.ts";
import type { Page, ZoomPhoneUser } from "./observation-types.ts";

export async function readPhoneUsersPage(
  _client: ZoomClient,
  _ask: { cursor: string | null },
): Promise<Page<ZoomPhoneUser>> {
  throw new Error("Not built yet");
}
/** All pages of the users with Zoom Phone. Throws `ZoomError` refused when the account has no Zoom Phone. */
export function readPhoneUsers(_client: ZoomClient): AsyncGenerator<Page<ZoomPhoneUser>> {
  throw new Error("Not built yet");
}
