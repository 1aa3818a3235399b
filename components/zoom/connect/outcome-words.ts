/** What is said after a return from Zoom: what happened, why, and one next step. */
import type { ConnectOutcomeCode } from "#lib/integration/connect-outcome-types.ts";

export type OutcomeWords = { tone: "ok" | "warn" | "bad" | "neutral"; title: string; body: string };

export const outcomeWords: Record<ConnectOutcomeCode, OutcomeWords> = {
  connected: {
    tone: "ok",
    title: "Zoom is connected.",
    body: "Its users are being read and matched by e-mail. Activity follows at once; you can leave this page.",
  },
  reconnected: {
    tone: "ok",
    title: "Zoom is connected again.",
    body: "This account was known here already: its permission was renewed and nothing was added twice. What was missed is read from Zoom’s history.",
  },
  scopesMissing: {
    tone: "warn",
    title: "Zoom gave fewer permissions than we need.",
    body: "Your Zoom role may not cover all of them. Connect again as a Zoom owner or admin and allow everything that Zoom lists.",
  },
  cancelled: {
    tone: "neutral",
    title: "Connecting was cancelled at Zoom.",
    body: "Nothing was saved and nothing is received. You can try again whenever you like.",
  },
  roleTooLow: {
    tone: "warn",
    title: "Your Zoom role does not cover this.",
    body: "A whole Zoom account can be connected only by its owner or an admin who may view users and reports. Ask one of them to sign in here and connect, or get that role first.",
  },
  otherOrganisation: {
    tone: "warn",
    title: "This Zoom account belongs to another organisation here.",
    body: "A Zoom account can be connected in one organisation only. Disconnect it there first, or choose another Zoom account.",
  },
  otherAccount: {
    tone: "warn",
    title: "That was another Zoom account.",
    body: "You were reconnecting one account and signed in to Zoom with another. Nothing was changed. Sign out of Zoom, then try again with the right account; to add the other one, connect it as a new account.",
  },
  linkExpired: {
    tone: "neutral",
    title: "This link has expired.",
    body: "The way to Zoom and back is good for 10 minutes and for one try. Nothing was saved. Start again with the button below.",
  },
  linkReplayed: {
    tone: "neutral",
    title: "This link was already used.",
    body: "Each way back from Zoom works once, and nothing was changed now. If Zoom is connected, there is nothing to do; else start again with the button below.",
  },
  otherSession: {
    tone: "warn",
    title: "This way to Zoom was begun elsewhere.",
    body: "It was started by someone else or in another browser, so it was not accepted here. Start again with the button below.",
  },
  startedAtZoom: {
    tone: "neutral",
    title: "You came from the Zoom Marketplace.",
    body: "The app was added there, but connecting did not start here, so we can not know that it was you who wanted it. One more step: use the button below.",
  },
  notReachable: {
    tone: "bad",
    title: "Zoom could not be reached.",
    body: "Zoom did not answer, or asked us to wait. Nothing was saved. Try again in a few minutes.",
  },
  notConfigured: {
    tone: "bad",
    title: "This server is not set up for Zoom.",
    body: "Its Zoom client id, secret or redirect address is missing or wrong. You can not mend that here: ask those who run WorkSights to check ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET and APP_URL.",
  },
  notUnderstood: {
    tone: "bad",
    title: "Connecting did not work.",
    body: "Something unexpected came back, and nothing was saved. Try again; if it stays, ask those who run WorkSights to look at the log.",
  },
};

const sufferers = {
  meetings: "Meetings",
  phone: "Phone",
  webinars: "Webinars",
  directory: "The list of Zoom users",
} as const;

/** Which products a short grant harms, as a sentence; empty when nothing is named. */
export function sufferingSentence(suffering: readonly (keyof typeof sufferers)[]): string {
  const names = suffering.map((part, index) => {
    const name = sufferers[part];
    return index === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1);
  });
  if (names.length === 0) return "";
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${list} will be incomplete until then.`;
}
