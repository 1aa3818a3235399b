/** The words in which a connection's condition is kept. */

export const connectionStates = [
  "importing",
  "waiting",
  "active",
  "attention",
  "paused",
  "disconnected",
  "deauthorised",
] as const;

/**
 * - `importing`: authorised; the Zoom users are being read for the first time.
 * - `waiting`: everything is ready and nothing has come from Zoom yet.
 * - `active`: activity arrives.
 * - `attention`: nothing works until a person acts; the reason says what.
 * - `paused`: someone here stopped it for a while.
 * - `disconnected`: someone here ended it. Tokens are gone.
 * - `deauthorised`: the Zoom account removed the app. Tokens and data are gone.
 */
export type ConnectionState = (typeof connectionStates)[number];

export const attentionReasons = [
  "tokenDead",
  "authoriserGone",
  "approvalWithdrawn",
  "scopesChanged",
  "replaced",
  "directoryMissingScope",
  "directoryRefused",
] as const;

/** Why a connection needs a person. Pages turn it into a sentence. */
export type AttentionReason = (typeof attentionReasons)[number];

/** How a product does: `refused` by the role of the one who authorised, `notLicensed` by the account's plan. */
export type ProductHealth = "ok" | "refused" | "missingScope" | "notLicensed";

export const historyChoices = [0, 7, 30, 180] as const;
export type HistoryDays = (typeof historyChoices)[number];

export const logKinds = ["import", "history", "token", "connection", "delivery"] as const;
export type LogKind = (typeof logKinds)[number];
export const logOutcomes = ["done", "waiting", "failed", "back"] as const;
export type LogOutcome = (typeof logOutcomes)[number];
