/** What pages and logs say about connections: cause, effect and next step, in plain words. Pure, for both sides. */
import type { AttentionReason, ConnectionState, ProductHealth } from "#lib/db/connection-types.ts";
import type { Product } from "#lib/zoom/observation-types.ts";

export const productNames: Record<Product, string> = { meetings: "Meetings", phone: "Phone", webinars: "Webinars" };

export const planNames = { free: "Free", pro: "Pro", business: "Business or above" } as const;

export const stateNames: Record<ConnectionState, string> = {
  importing: "Importing users",
  waiting: "Waiting for the first event",
  active: "Active",
  attention: "Needs attention",
  paused: "Paused",
  disconnected: "Disconnected",
  deauthorised: "Removed at Zoom",
};

/** A line of the connection's log when it came into a state. */
export const moveSentences: Record<ConnectionState, string> = {
  importing: "Authorised, reading the Zoom users",
  waiting: "Ready, waiting for the first event",
  active: "Activity arrives",
  attention: "Needs attention",
  paused: "Paused",
  disconnected: "Disconnected",
  deauthorised: "Removed at Zoom",
};

export const attentionSentences: Record<AttentionReason, { cause: string; next: string }> = {
  tokenDead: {
    cause: "Zoom no longer accepts our permission for this account.",
    next: "Reconnect as someone who runs Zoom. What was missed is then read from Zoom’s history.",
  },
  authoriserGone: {
    cause: "The person who authorised it is no longer in the Zoom account.",
    next: "Reconnect as another Zoom owner or admin. What was missed is then read from Zoom’s history.",
  },
  approvalWithdrawn: {
    cause: "A Zoom admin took the approval of this app back.",
    next: "Ask your Zoom admin to approve the app again, then reconnect.",
  },
  scopesChanged: {
    cause: "The permissions this app needs have changed since it was authorised.",
    next: "Reconnect and allow them again.",
  },
  replaced: {
    cause: "The same Zoom user authorised this app again elsewhere, which ended the permission here.",
    next: "Reconnect, and connect each Zoom account in one place only.",
  },
  directoryMissingScope: {
    cause: "The permission to list Zoom users was not granted, so nobody can be mapped.",
    next: "Reconnect and allow everything that Zoom lists.",
  },
  directoryRefused: {
    cause: "The Zoom role of the person who connected does not cover viewing users, so nobody can be mapped.",
    next: "Reconnect as a Zoom owner or admin, or give that role the right to view users.",
  },
};

export const productHealthSentences: Record<Exclude<ProductHealth, "ok">, { cause: string; next: string }> = {
  refused: {
    cause: "The Zoom role of the person who connected does not cover it.",
    next: "Give the role the right in Zoom, or reconnect as someone who has it.",
  },
  missingScope: { cause: "A permission is missing.", next: "Reconnect and allow everything that Zoom lists." },
  notLicensed: { cause: "This Zoom account does not have it.", next: "Nothing to do, unless the account gets it." },
};
