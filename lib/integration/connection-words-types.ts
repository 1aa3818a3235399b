/**
 * What pages and logs say about connections: cause, effect and next step, in plain words. Pure, for both sides. An
 * instant stands in a sentence as its ISO text in braces, and is written out where the reader's clock is known.
 */
import type { AttentionReason, ProductHealth, StallReason } from "#lib/db/connection-types.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import type { ConnectionCondition } from "./connection-moves.ts";

export type Words = { cause: string; effect: string; next: string };

export const productNames: Record<Product, string> = { meetings: "Meetings", phone: "Phone", webinars: "Webinars" };

export const planNames = { free: "Free", pro: "Pro", business: "Business or above" } as const;

export const conditionNames: Record<ConnectionCondition, string> = {
  connecting: "Connecting",
  importing: "Importing users",
  waiting: "Waiting for the first event",
  active: "Active",
  delayed: "Delayed",
  stalled: "Stalled",
  attention: "Needs attention",
  paused: "Paused",
  disconnected: "Disconnected",
  deauthorised: "Removed at Zoom",
};

const missedIsRead = "What was missed is then read from Zoom’s history.";
const nothingComes = "Nothing arrives and nothing can be read.";

export const attentionSentences: Record<AttentionReason, Words> = {
  tokenDead: {
    cause: "Zoom no longer accepts our permission for this account.",
    effect: nothingComes,
    next: `Reconnect as someone who runs Zoom. ${missedIsRead}`,
  },
  authoriserGone: {
    cause: "The person who authorised it is no longer in the Zoom account.",
    effect: nothingComes,
    next: `Reconnect as another Zoom owner or admin. ${missedIsRead}`,
  },
  approvalWithdrawn: {
    cause: "A Zoom admin took the approval of this app back.",
    effect: nothingComes,
    next: "Ask your Zoom admin to approve the app again, then reconnect.",
  },
  scopesChanged: {
    cause: "The permissions this app needs have changed since it was authorised.",
    effect: nothingComes,
    next: "Reconnect and allow them again.",
  },
  replaced: {
    cause: "The same Zoom user authorised this app again elsewhere, which ended the permission here.",
    effect: nothingComes,
    next: "Reconnect, and connect each Zoom account in one place only.",
  },
  directoryMissingScope: {
    cause: "The permission to list Zoom users was not granted.",
    effect: "Nobody new can be mapped, so their activity is not stored.",
    next: "Reconnect and allow everything that Zoom lists.",
  },
  directoryRefused: {
    cause: "The Zoom role of the person who connected does not cover viewing users.",
    effect: "Nobody new can be mapped, so their activity is not stored.",
    next: "Reconnect as a Zoom owner or admin, or give that role the right to view users.",
  },
};

const historyIsAsked = "Zoom’s history is being asked for the time since then; what it holds is filled in.";

export const stallSentences: Record<StallReason, Words> = {
  silent: {
    cause: "Zoom has sent nothing for much longer than this account is ever quiet.",
    effect: historyIsAsked,
    next: "Nothing to do yet. If it was quiet, this ends by itself.",
  },
  undelivered: {
    cause: "Zoom’s history holds activity of which Zoom told us nothing: its events do not reach us.",
    effect: "New activity comes hours later, when the history is read.",
    next: "Look in the Zoom App Marketplace whether the app’s event subscription is switched on, and validate its address. The next event ends this.",
  },
  unanswered: {
    cause: "Zoom does not answer our questions.",
    effect: "Live events are received as ever; the history and new Zoom users wait.",
    next: "Nothing to do: we ask every minute and go on when Zoom answers.",
  },
};

export const pausedWords: Words = {
  cause: "Someone here paused it.",
  effect: "Nothing is received or read.",
  next: "Resume when you are ready; the time in between is then read from Zoom’s history.",
};

/** The process that receives is not there, and nobody else says so. */
export const awayWords: Omit<Words, "cause"> = {
  effect: "Zoom repeats what it could not deliver for 85 minutes; what comes later is lost on the way.",
  next: "Start the process that receives. It reads what was missed from Zoom’s history by itself.",
};

export const productHealthSentences: Record<Exclude<ProductHealth, "ok">, Words> = {
  refused: {
    cause: "The Zoom role of the person who connected does not cover it.",
    effect: "Live events arrive, the history can not be read.",
    next: "Give the role the right in Zoom, or reconnect as someone who has it.",
  },
  missingScope: {
    cause: "A permission is missing.",
    effect: "What it opens is not received or read.",
    next: "Reconnect and allow everything that Zoom lists.",
  },
  planRefuses: {
    cause: "The Zoom plan of this account does not open its history.",
    effect: "Live events arrive; whether any are missing can not be proven.",
    next: "Nothing to do here. A Zoom plan with reports opens it.",
  },
  notLicensed: {
    cause: "This Zoom account does not have it.",
    effect: "There is nothing to receive.",
    next: "Nothing to do, unless the account gets it.",
  },
};
