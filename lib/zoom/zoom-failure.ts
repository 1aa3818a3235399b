/**
 * What a failed answer of Zoom's REST API means. The same code means different things on different endpoints, so the
 * kind follows from code, HTTP status and path together. The message is read for two things only, which stand nowhere
 * else: the names of missing scopes, and whether a plan refuses or a role. It is never repeated, because it may name
 * people.
 */
import "server-only";
import { z } from "zod";
import { ZoomError, type ZoomErrorKind } from "#lib/errors.ts";

export type ErrorBody = { code: number | null; message: string | null };

export type FailedAnswer = { status: number; path: string; body: ErrorBody; trackingId: string | null };

const errorBody = z.object({
  code: z.union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
  ]),
  message: z.string(),
});

/** Zoom's error body, when a parsed answer is one: it may come with HTTP 200. */
export function readErrorBody(answer: unknown): ErrorBody | null {
  return errorBody.safeParse(answer).data ?? null;
}

const SCOPE_CODES = new Set([104, 4700, 4711]);
const GONE_GRANT_CODES = new Set([4735, 4737, 4738, 4740, 4741]);
const TOKEN_CODES = new Set([124, 201, 4700]);
const REFUSAL_CODES = new Set([200, 2013, 2031, 2306, 3161, 12703]);
const MISSING_CODES = new Set([1001, 1010, 1120, 3000, 3001, 12702]);
const RATE_CODES = new Set([429, 4001]);

/** A list of the whole account that is "not found" is one that this account does not have. */
const ACCOUNT_LISTS = new Set(["/report/history_meetings", "/report/users", "/phone/call_history", "/phone/users"]);

/** The kind of a failure. `auth` here means "this access token": a fresh one may still help. */
export function kindOfFailure(answer: FailedAnswer): ZoomErrorKind {
  const { status, path, body } = answer;
  const code = body.code ?? 0;
  const isPhone = path.startsWith("/phone/");
  if (status === 429 || RATE_CODES.has(code)) return "rateLimit";
  if (status >= 500) return "transient";
  if (SCOPE_CODES.has(code) && (code !== 4700 || scopesIn(body.message).length > 0)) return "missingScope";
  if (GONE_GRANT_CODES.has(code)) return "auth";
  // On phone lists 124 with 400 is about the site that an administrator may see, not about the token.
  if (code === 124 && isPhone && status === 400) return "refused";
  if (TOKEN_CODES.has(code)) return "auth";
  if (status === 404 && ACCOUNT_LISTS.has(path)) return "refused";
  if (REFUSAL_CODES.has(code) || (isPhone && code === 2001)) return "refused";
  if (MISSING_CODES.has(code)) return "missing";
  // "Cannot access meeting information": whatever the reason, there is nothing to learn about this run.
  if (code === 300 && path.startsWith("/past_meetings/")) return "missing";
  if (code === 2300) return "contract";
  if (status === 401) return "auth";
  if (status === 403) return "refused";
  return status === 404 ? "missing" : "contract";
}

/** The error of a failed answer, ready to be thrown and logged: ids and codes, nothing that Zoom wrote. */
export function zoomFailure(answer: FailedAnswer, details: { retryAt?: Date } = {}): ZoomError {
  const { status, path, body, trackingId } = answer;
  const code = body.code === null ? "" : `, code ${body.code}`;
  return new ZoomError(kindOfFailure(answer), `Zoom answered ${status}${code} to ${path}`, {
    status,
    scopes: scopesIn(body.message),
    isByPlan: isByPlan(answer),
    ...(body.code === null ? {} : { zoomCode: body.code }),
    ...(trackingId === null ? {} : { trackingId }),
    ...details,
  });
}

/** Zoom's numbers for "Zoom Phone is not enabled for this account". */
const NO_PHONE_CODES = new Set([2013, 2031]);

/**
 * Whether the account's plan refuses. Code 200 stands for "no permission" as well as for "only available for paid
 * accounts" and "webinar plan is missing", so only its words tell.
 */
function isByPlan(answer: FailedAnswer): boolean {
  const { code, message } = answer.body;
  if (kindOfFailure(answer) !== "refused") return false;
  if (code !== null && NO_PHONE_CODES.has(code)) return true;
  return code === 200 && /\b(?:paid|plan|licen[cs]ed?|subscription)\b/i.test(message ?? "");
}

/** Whether Zoom no longer knows the page token of a request: it lives for 15 minutes. */
export function isLostPageToken(error: unknown): boolean {
  return error instanceof ZoomError && error.kind === "contract" && (error.zoomCode === 300 || error.zoomCode === 400);
}

/** Whether Zoom calls a request wrong, as some endpoints do for a window that is too old. */
export function isRefusedRequest(error: unknown): boolean {
  return error instanceof ZoomError && error.kind === "contract" && error.status === 400;
}

/** The scope names in brackets: "… does not contain scopes:[a, b]." */
function scopesIn(message: string | null): string[] {
  const inBrackets = /scopes?\s*:?\s*\[([^\]]{0,2000})\]/i.exec(message ?? "")?.[1] ?? "";
  return inBrackets.split(/[\s,]+/).filter((scope) => /^[a-z_]+(?::[a-z_]+)+$/.test(scope));
}
