/** A Zoom for the tests of this room: a real server on this machine that answers as each test tells it to. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll } from "vitest";
import { zoomClient } from "./client.ts";
import type { RateLimiter } from "./rate-limit-types.ts";

export type Asked = { method: string; path: string; query: URLSearchParams; headers: Headers; body: string };
export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  hangs?: boolean;
};

/** Starts a stand-in for the tests of one file. Answers are given in turn; the last one is repeated. */
export function startStandIn() {
  let answers: ((asked: Asked) => Answer)[] = [];
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const seen = await readRequest(request);
    asked.push(seen);
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const answer = next?.(seen) ?? {
      status: 404,
      json: { code: 2300, message: "This API endpoint is not recognized." },
    };
    if (answer.hangs) return;
    const isJson = answer.text === undefined;
    response.writeHead(answer.status ?? 200, {
      "content-type": isJson ? "application/json;charset=UTF-8" : "text/html",
      ...answer.headers,
    });
    response.end(isJson ? JSON.stringify(answer.json ?? {}) : answer.text);
  });
  let url = "";
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    answers = [];
    asked.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    asked,
    get url() {
      return url;
    },
    answer: (...next: (Answer | ((asked: Asked) => Answer))[]) => {
      answers = next.map((answer) => (typeof answer === "function" ? answer : () => answer));
    },
  };
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [path = "", query = ""] = (request.url ?? "").split("?");
  return {
    method: request.method ?? "",
    path,
    query: new URLSearchParams(query),
    headers: new Headers(request.headers as Record<string, string>),
    body: Buffer.concat(chunks).toString(),
  };
}

/** A limiter that lets everything through and remembers what it was told. */
export function freeLimiter() {
  const noted: { taken: string[]; refused: (string | null)[] } = { taken: [], refused: [] };
  const limiter: RateLimiter = {
    take: async (label) => {
      noted.taken.push(label);
      return {
        passed: () => undefined,
        refused: ({ headers, message }) => void noted.refused.push(headers.get("retry-after") ?? message),
        lost: () => undefined,
      };
    },
    perSecond: () => 1_000,
    flush: async () => undefined,
  };
  return { limiter, noted };
}

export const testNow = new Date("2026-03-10T12:00:00Z");

/** A client of a stand-in that never waits. */
export function testClient(url: string, options: Partial<Parameters<typeof zoomClient>[0]> = {}) {
  return zoomClient({
    apiUrl: url,
    getAccessToken: async () => "test-token",
    limiter: freeLimiter().limiter,
    now: () => testNow,
    sleep: async () => undefined,
    ...options,
  });
}

/** Everything that a generator of pages gives, in one page. */
export async function collect<T>(pages: AsyncIterable<{ items: T[]; skipped: number; lookUp: string[] }>) {
  const all: { items: T[]; skipped: number; lookUp: string[]; pages: number } = {
    items: [],
    skipped: 0,
    lookUp: [],
    pages: 0,
  };
  for await (const page of pages) {
    all.items.push(...page.items);
    all.skipped += page.skipped;
    all.lookUp.push(...page.lookUp);
    all.pages += 1;
  }
  return all;
}
