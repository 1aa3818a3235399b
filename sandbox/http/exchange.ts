/** Requests and answers, without the sockets. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

export type Ask = {
  method: string;
  /** As sent: uuids in it are still encoded. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

export type Answer = { status: number; headers?: Record<string, string>; body: string };

const maxBodyBytes = 256 * 1024;

/** Reads a request whole; null when the body is larger than any of ours. */
export async function readAsk(request: IncomingMessage): Promise<Ask | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk as Buffer);
  }
  const [path = "/", search = ""] = (request.url ?? "/").split("?", 2);
  return {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...answer.headers,
  });
  response.end(answer.body);
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "Content-Type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function html(status: number, body: string): Answer {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";
  return { status, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy }, body };
}

/** Text for HTML, also inside attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
