/**
 * Failures that are thrown. An outcome that we expect is a returned value with a `kind` instead.
 * Branch on `code` or `kind`, never on message text.
 */

/** What went wrong, as the edges answer it: each code has one HTTP status. */
export type AppErrorCode =
  | "not-signed-in"
  | "not-allowed"
  | "not-found"
  | "invalid"
  | "conflict"
  | "too-many"
  | "unavailable"
  | "internal";

const statusOf: Record<AppErrorCode, number> = {
  "not-signed-in": 401,
  "not-allowed": 403,
  "not-found": 404,
  invalid: 400,
  conflict: 409,
  "too-many": 429,
  unavailable: 503,
  internal: 500,
};

/** A failure of ours. `message` is a sentence that a person may read: what happened and what to do. */
export class AppError extends Error {
  override name = "AppError";
  readonly code: AppErrorCode;
  constructor(code: AppErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
  /** The HTTP status that belongs to the code. */
  get status(): number {
    return statusOf[this.code];
  }
}

/**
 * Why a call to Zoom failed.
 * - `auth`: the token is not accepted and a fresh one did not help; reconnecting is the repair.
 * - `rateLimit`: too many calls; `retryAt` says when to ask again.
 * - `missingScope`: the token lacks scopes, named in `scopes`.
 * - `refused`: role or plan of the account does not permit this product; not a token problem.
 * - `missing`: what was asked for does not exist (any more).
 * - `transient`: network, time-out, 5xx; ask again later.
 * - `contract`: Zoom answered something that we do not understand, or calls our request wrong.
 * - `configuration`: our own client id, secret or redirect is wrong; the customer can do nothing.
 */
export type ZoomErrorKind =
  | "auth"
  | "rateLimit"
  | "missingScope"
  | "refused"
  | "missing"
  | "transient"
  | "contract"
  | "configuration";

type ZoomErrorDetails = {
  status?: number;
  zoomCode?: number | string;
  scopes?: readonly string[];
  isByPlan?: boolean;
  retryAt?: Date;
  trackingId?: string;
  cause?: unknown;
};

/** A call to Zoom failed. Carries no body and no address with secrets in it, so that it may be logged. */
export class ZoomError extends Error {
  override name = "ZoomError";
  readonly kind: ZoomErrorKind;
  readonly status: number | undefined;
  readonly zoomCode: number | string | undefined;
  readonly scopes: readonly string[];
  /** Of a refusal: whether the account's plan refuses, and not the role of the one who authorised. */
  readonly isByPlan: boolean;
  readonly retryAt: Date | undefined;
  readonly trackingId: string | undefined;
  constructor(kind: ZoomErrorKind, message: string, details: ZoomErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = kind;
    this.status = details.status;
    this.zoomCode = details.zoomCode;
    this.scopes = details.scopes ?? [];
    this.isByPlan = details.isByPlan ?? false;
    this.retryAt = details.retryAt;
    this.trackingId = details.trackingId;
  }
}
