/** A sandbox for tests: a clock that stands still until it is moved, and a door that takes its deliveries. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { IssuedTokens } from "./oauth/grants.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./server.ts";

export type Received = { headers: IncomingHttpHeaders; body: string; event: string; payload: Record<string, unknown> };

export type TestSandbox = Sandbox & {
  redirectUri: string;
  received: Received[];
  /** What the door answers from now on; a function may decide by the request. */
  answerWith(answer: number | ((received: Received) => { status: number; body?: string })): void;
  setNow(text: string): void;
  /** GETs a path below /v2. */
  get(
    path: string,
    tokens: Pick<IssuedTokens, "accessToken">,
  ): Promise<{ status: number; headers: Headers; body: Json }>;
};

export type Json = Record<string, unknown>;

/** The rows of a list in an answer. */
export function rowsOf(body: Json, name: string): Json[] {
  const rows = body[name];
  if (!Array.isArray(rows)) throw new Error(`The answer has no list "${name}": ${JSON.stringify(body).slice(0, 200)}`);
  return rows;
}

/** Tuesday noon in the company's autumn. */
export const testNow = "2026-11-17T12:00:00Z";

export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  let now = new Date(testNow);
  const received: Received[] = [];
  let answer: (received: Received) => { status: number; body?: string } = () => ({ status: 200 });
  const door = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const parsed = JSON.parse(body) as { event: string; payload: Record<string, unknown> };
      const one = { headers: request.headers, body, event: parsed.event, payload: parsed.payload };
      received.push(one);
      const { status, body: text = "" } = answer(one);
      response.writeHead(status).end(text);
    });
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const webhookUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}/api/zoom/webhook`;
  const redirectUri = "http://localhost:3000/api/zoom/callback";
  const sandbox = await startSandbox({ webhookUrl, live: false, reportDelayMs: 0, now: () => now, ...options });
  return {
    ...sandbox,
    redirectUri,
    received,
    answerWith(next) {
      answer = typeof next === "number" ? () => ({ status: next }) : next;
    },
    setNow(text) {
      now = new Date(text);
    },
    async get(path, tokens) {
      const response = await fetch(`${sandbox.url}/v2${path}`, {
        headers: { Authorization: `Bearer ${tokens.accessToken}` },
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
    },
    async close() {
      await sandbox.close();
      await new Promise<void>((resolve) => {
        door.close(() => resolve());
        door.closeAllConnections();
      });
    },
  };
}
