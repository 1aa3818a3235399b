import "server-only";
import type { z } from "zod";
import type { RateLabel, RateLimiter } from "./rate-limit-types.ts";

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
  /** GETs a path below "/v2" and parses the answer. Throws `ZoomError`. */
  get<T extends z.ZodType>(path: string, query: ZoomQuery, schema: T, label: RateLabel): Promise<z.output<T>>;
  now(): Date;
};

/** A client for one connection. */
export function zoomClient(_options: ZoomClientOptions): ZoomClient {
  throw new Error("Not built yet");
}
