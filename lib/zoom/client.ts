/**
 * Asks Zoom's REST API. Every call passes the account's limiter, has a time limit, and is tried again when a fresh token
 * or a little patience can help. Errors carry Zoom's tracking id, codes and ids; no body is ever kept or logged.
 */
import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { z } from "zod";
import { ZoomError } from "#lib/errors.ts";
import { readBaseUrl } from "./base-url.ts";
import { parseJson } from "./parse-json.ts";
import type { RateLabel, RateLimiter, RateTurn } from "./rate-limit-types.ts";
import { retryAfter } from "./retry-after.ts";
import { kindOfFailure, readErrorBody, zoomFailure } from "./zoom-failure.ts";

export type ZoomClientOptions = {
  /** Without "/v2". */
  apiUrl: string;
  getAccessToken: (options?: { forceRefresh?: boolean }) => Promise<string>;
  limiter: RateLimiter;
  signal?: AbortSignal;
  now?: () => Date;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  timeoutMs?: number;
};

export type ZoomQuery = Record<string, string | number | null | undefined>;

export type ZoomClient = {
  /** GETs a path below "/v2" and parses the answer. Throws `ZoomError`, or the reason of an abort. */
  get<T extends z.ZodType>(path: string, query: ZoomQuery, schema: T, label: RateLabel): Promise<z.output<T>>;
  /** How fast calls of a label may go out, and how long Zoom took to answer them lately; null before the first answer. */
  paceOf(label: RateLabel): { perSecond: number; answerMs: number | null };
  now(): Date;
};

const TIMEOUT_MS = 30_000;
const FIRST_BACKOFF_MS = 500;
/** How often a failure of this kind is worth another try within one call. */
const RETRIES = { auth: 1, transient: 2, rateLimit: 4 };
/** How much the newest answer counts in the average time that Zoom takes. */
const NEWEST_WEIGHS = 0.1;
/** How long a job should stay away when Zoom kept refusing and never said for how long. */
const STAY_AWAY_MS = 60_000;

/** A client for one connection. */
export function zoomClient(options: ZoomClientOptions): ZoomClient {
  const { getAccessToken, limiter, signal, timeoutMs = TIMEOUT_MS } = options;
  const { now = () => new Date(), sleep = sleepFor } = options;
  const base = `${readBaseUrl(options.apiUrl)}/v2`;
  const answerMs = new Map<RateLabel, number>();

  async function get<T extends z.ZodType>(
    path: string,
    query: ZoomQuery,
    schema: T,
    label: RateLabel,
  ): Promise<z.output<T>> {
    const url = buildUrl(base, path, query);
    const left = { ...RETRIES };
    let token = await getAccessToken();
    for (;;) {
      const turn = await limiter.take(label, signal);
      // Whatever was not told of by then is a call of which nobody knows what became.
      const answer = await ask({ url, path, label, token, turn }).finally(turn.lost);
      if (!(answer instanceof ZoomError)) return parseAnswer(schema, answer.json, path);
      const { kind } = answer;
      if (!(kind === "auth" || kind === "transient" || kind === "rateLimit") || left[kind] === 0) throw answer;
      left[kind] -= 1;
      if (kind === "auth") token = await getAccessToken({ forceRefresh: true });
      const tried = RETRIES.transient - left.transient;
      if (kind === "transient") await sleep(FIRST_BACKOFF_MS * 2 ** (tried - 1) * (0.5 + Math.random()), signal);
    }
  }

  /** One request. A failure is returned, because `get` decides whether another try can help. */
  async function ask(call: { url: URL; path: string; label: RateLabel; token: string; turn: RateTurn }) {
    const { url, path, label, token, turn } = call;
    const sentAt = performance.now();
    let answer: { response: Response; text: string };
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}`, accept: "application/json" },
        // A redirect would carry the token to wherever it points.
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]),
      });
      answer = { response, text: await response.text() };
    } catch (cause) {
      signal?.throwIfAborted();
      return new ZoomError("transient", `Zoom did not answer ${path}`, { cause });
    }
    noteAnswerTime(label, performance.now() - sentAt);
    const { status, headers, ok } = answer.response;
    const json = readJson(answer.text);
    const error = readErrorBody(json);
    if (ok && error === null && json !== undefined) {
      turn.passed();
      return { json };
    }
    const body = error ?? { code: null, message: null };
    const failed = { status, path, body, trackingId: headers.get("x-zm-trackingid") };
    if (kindOfFailure(failed) !== "rateLimit") {
      turn.passed();
      return zoomFailure(failed);
    }
    const refusal = { headers, message: body.message };
    turn.refused(refusal);
    const retryAt = retryAfter(refusal, now(), Math.random) ?? new Date(now().getTime() + STAY_AWAY_MS);
    return zoomFailure(failed, { retryAt });
  }

  function noteAnswerTime(label: RateLabel, ms: number): void {
    const before = answerMs.get(label);
    answerMs.set(label, before === undefined ? ms : before + (ms - before) * NEWEST_WEIGHS);
  }

  return {
    get,
    now,
    paceOf: (label) => ({ perSecond: limiter.perSecond(label), answerMs: answerMs.get(label) ?? null }),
  };
}

function buildUrl(base: string, path: string, query: ZoomQuery): URL {
  const url = new URL(`${base}${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") url.searchParams.set(name, String(value));
  }
  return url;
}

/** Undefined for anything but JSON: failures of Zoom's front door are HTML. */
function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function parseAnswer<T extends z.ZodType>(schema: T, json: unknown, path: string): z.output<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join(".") || "the whole answer").slice(0, 3);
  throw new ZoomError("contract", `Zoom's answer to ${path} has another form than agreed: ${where.join(", ")}`);
}

async function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(Math.ceil(ms), undefined, signal === undefined ? {} : { signal });
}
