/**
 * What a failed OAuth answer means. Zoom has two bodies, `{reason, error}` and `{code, message}`; both are read, the
 * standard's word first. Whether a failure passes by itself decides whether a customer must connect again.
 */
import "server-only";
import { z } from "zod";
import { ZoomError, type ZoomErrorKind } from "#lib/errors.ts";

const errorCode = z.union([z.int(), z.string()]).optional().catch(undefined);
const errorBody = z.object({
  error: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  code: errorCode,
  errorCode,
  message: z.string().optional().catch(undefined),
});

const kinds: Record<string, ZoomErrorKind> = {
  invalid_grant: "auth",
  invalid_client: "configuration",
  unauthorized_client: "configuration",
  invalid_request: "configuration",
  invalid_scope: "configuration",
  unsupported_grant_type: "configuration",
  4702: "configuration",
  4704: "configuration",
  4705: "configuration",
  4706: "configuration",
  4709: "configuration",
  // Token scopes and client scopes differ: the app's scopes were changed, a new consent is the repair.
  4711: "auth",
  4717: "configuration",
  4733: "auth",
  4734: "auth",
  4735: "auth",
  4737: "auth",
  4738: "auth",
  4740: "auth",
  4741: "auth",
};

/** The error of an OAuth answer; null when it is none. Carries Zoom's code, never its text. */
export function oauthFailure(status: number, answer: unknown): ZoomError | null {
  const body = errorBody.safeParse(answer).data ?? {};
  const code = body.error ?? body.code ?? body.errorCode;
  const isOk = status >= 200 && status < 300;
  if (isOk && (code === undefined || (body.error === undefined && hasTokens(answer)))) return null;
  const kind = kindOf(status, [body.error, body.code, body.errorCode], body.message ?? body.reason ?? "");
  return new ZoomError(kind, `Zoom's sign-in answered ${status}${code === undefined ? "" : `, ${shorten(code)}`}`, {
    status,
    ...(code === undefined ? {} : { zoomCode: typeof code === "string" ? shorten(code) : code }),
  });
}

function kindOf(status: number, codes: (string | number | undefined)[], message: string): ZoomErrorKind {
  if (status === 429 || status === 408 || status >= 500) return "transient";
  const known = codes.find((code) => code !== undefined && Object.hasOwn(kinds, String(code)));
  if (known !== undefined) return kinds[String(known)] ?? "contract";
  // 4700 stands for several things; the redirect address is ours to repair, everything else asks for a new consent.
  if (codes.some((code) => String(code) === "4700")) return /redirect/i.test(message) ? "configuration" : "auth";
  return status === 401 ? "configuration" : "contract";
}

const shorten = (code: string | number) =>
  String(code)
    .replace(/[^\w.-]/g, "")
    .slice(0, 40);

const hasTokens = (answer: unknown) => typeof answer === "object" && answer !== null && "access_token" in answer;
