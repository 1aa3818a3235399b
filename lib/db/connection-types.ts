/** The words in which a connection's condition is kept. */

export const connectionStates = [
  "importing",
  "waiting",
  "active",
  "stalled",
  "attention",
  "paused",
  "disconnected",
  "deauthorised",
] as const;

/**
 * - `importing`: authorised; the Zoom users are being read for the first time.
 * - `waiting`: everything is ready and nothing has come from Zoom yet.
 * - `active`: activity arrives.
 * - `stalled`: something stopped coming that should come; it heals by itself where it can, the reason says what it is.
 * - `attention`: nothing works until a person acts; the reason says what.
 * - `paused`: someone here stopped it for a while.
 * - `disconnected`: someone here ended it. Tokens are gone.
 * - `deauthorised`: the Zoom account removed the app. Tokens are gone; data is gone, or hidden until it is.
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

export const stallReasons = ["silent", "undelivered", "unanswered"] as const;

/**
 * Why a connection stands still.
 * - `silent`: no delivery for much longer than this account's habit; Zoom's history is being asked whether it was quiet.
 * - `undelivered`: Zoom's history holds activity that was never delivered, so deliveries do not reach us.
 * - `unanswered`: Zoom answers nothing to our questions. Deliveries may still come.
 */
export type StallReason = (typeof stallReasons)[number];

/**
 * How a product does: `refused` by the role of the one who authorised, `planRefuses` where the account's plan does not
 * open its history, `notLicensed` where the account does not have it at all.
 */
export type ProductHealth = "ok" | "refused" | "missingScope" | "planRefuses" | "notLicensed";

/** What becomes of the data when a Zoom account removes the app. */
export type AfterRemoval = "delete" | "hold";

export const historyChoices = [0, 7, 30, 180] as const;
export type HistoryDays = (typeof historyChoices)[number];

export const logKinds = ["import", "history", "token", "connection", "delivery"] as const;
export type LogKind = (typeof logKinds)[number];
export const logOutcomes = ["done", "waiting", "failed", "back"] as const;
export type LogOutcome = (typeof logOutcomes)[number];
