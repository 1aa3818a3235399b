/**
 * Structured logs, one JSON line each. Only ids, codes, counts and durations belong in a log: never a body, never a
 * title, a name or an address. Redaction is the second line of defence, for what an error object may carry along.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import pino from "pino";

const secretKeys = [
  "authorization",
  "cookie",
  "password",
  "passwordHash",
  "token",
  "accessToken",
  "refreshToken",
  "access_token",
  "refresh_token",
  "client_secret",
  "clientSecret",
  "code",
  "code_verifier",
  "secret",
  "body",
  "email",
  "topic",
  "title",
  "name",
  "callerName",
];
const isErrorKey = new Set(["code", "name"]);

const context = new AsyncLocalStorage<Record<string, string>>();

/** The process's logger. Each line carries the id of the request or job that is being served. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => context.getStore() ?? {},
  redact: {
    paths: secretKeys.flatMap((key) => (isErrorKey.has(key) ? [`data.${key}`, `*.data.${key}`] : [key, `*.${key}`])),
    censor: "[redacted]",
  },
  serializers: { err: serializeError },
});

/** An error as fields that may be logged: its kind, its stack and its causes, but no attached payload. */
export function serializeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { kind, code, status, zoomCode, trackingId } = error as Error & Record<string, unknown>;
  const fields = Object.entries({ kind, code, status, zoomCode, trackingId }).filter(([, value]) =>
    ["string", "number"].includes(typeof value),
  );
  return {
    type: error.name,
    message: error.message.split("\n")[0]?.slice(0, 300),
    stack: error.stack?.split("\n").slice(1, 8).join("\n"),
    ...Object.fromEntries(fields),
    ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }),
  };
}

/** Runs `work` so that every log line in it carries `requestId` or `jobId` (and more ids, if given). */
export function withLogContext<T>(ids: Record<string, string>, work: () => T): T {
  return context.run({ ...context.getStore(), ...ids }, work);
}

/** A short random id for a request, also shown to people as the reference of a failure. */
export function newReference(): string {
  return randomUUID()
    .slice(0, 8)
    .toUpperCase()
    .replace(/^(.{4})/, "$1-");
}
