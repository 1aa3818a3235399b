import "server-only";
import type { ZoomClient } from "./client.ts";
import type { Page, ZoomDirectoryUser } from "./observation-types.ts";

export type UserStatus = ZoomDirectoryUser["status"];

export async function readUsersPage(
  _client: ZoomClient,
  _ask: { status: UserStatus; cursor: string | null },
): Promise<Page<ZoomDirectoryUser>> {
  throw new Error("Not built yet");
}
/** All pages of the directory with this status. */
export function readUsers(_client: ZoomClient, _status: UserStatus): AsyncGenerator<Page<ZoomDirectoryUser>> {
  throw new Error("Not built yet");
}
