import "server-only";
import type { ZoomClient } from "./client.ts";

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

/** Who authorised, and which account this is. */
export async function readMe(_client: ZoomClient): Promise<ZoomMe> {
  throw new Error("Not built yet");
}
