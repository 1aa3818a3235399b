/** The network address behind a page or an action; see `addressOf`. */
import "server-only";
import { headers } from "next/headers";
import { addressOf } from "./throttle.ts";

export async function requestAddress(): Promise<string> {
  return addressOf(await headers());
}
