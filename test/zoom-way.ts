/** The way to the local Zoom and back without a browser: what the person does on the consent page. */
import type { ZoomReturn } from "#lib/integration/finish-connect.ts";

export type Decision = {
  decision?: "allow" | "allow-without" | "decline";
  account?: "main" | "lab";
  withoutScope?: string;
};

/** Answers Zoom's consent page and gives what the browser brings back, as the callback reads it. */
export async function goThroughConsent(
  url: URL,
  browserKey: string | null,
  choice: Decision = {},
): Promise<ZoomReturn> {
  const fields = new URLSearchParams({ ...Object.fromEntries(url.searchParams), decision: "allow", ...choice });
  const answer = await fetch(new URL("/oauth/authorize", url), { method: "POST", body: fields, redirect: "manual" });
  const location = answer.headers.get("location");
  if (location === null) throw new Error(`The consent page answered ${answer.status}: ${await answer.text()}`);
  const back = new URL(location).searchParams;
  return { code: back.get("code"), state: back.get("state"), error: back.get("error"), browserKey };
}
