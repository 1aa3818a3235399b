/**
 * The bare door: a Node listener for those who outgrow the Next route. The same address, the same receiving function,
 * nothing in between.
 */
import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { db } from "#lib/db/client.ts";
import { log } from "#lib/log.ts";
import { announcesTooMuch, readCappedBody } from "./read-capped-body.ts";
import { receiveDelivery } from "./receive-delivery.ts";

const DOOR = "/api/zoom/webhook";
const HEALTH = "/api/health";
/** Zoom's load balancers keep connections; one that is silent for longer is closed. */
const KEEP_ALIVE_MS = 60_000;
const HEADERS_MS = 5_000;
const REQUEST_MS = 10_000;
const HEALTH_MS = 2_500;

/** A server that is not listening yet. */
export function deliveryServer(): Server {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, maxHeaderSize: 16_384 },
    (request, response) => {
      serve(request, response).catch((error: unknown) => {
        log.error({ err: error }, "The door failed");
        answer(request, response, 503, null);
      });
    },
  );
  return server;
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split("?", 1)[0];
  if (path === HEALTH && request.method === "GET") {
    const isWell = await canReachDatabase();
    return answer(request, response, isWell ? 200 : 503, { status: isWell ? "ok" : "unavailable" });
  }
  if (path !== DOOR) return answer(request, response, 404, null);
  if (request.method !== "POST") {
    response.setHeader("allow", "POST");
    return answer(request, response, 405, null);
  }
  if (announcesTooMuch(request.headers["content-length"] ?? null)) return answer(request, response, 413, null);
  const body = await readCappedBody(request);
  if (body.kind !== "body") return answer(request, response, body.kind === "tooLarge" ? 413 : 408, null);
  const headers = { get: (name: string) => headerOf(request, name) };
  const received = await receiveDelivery({ rawBody: body.bytes, headers, now: new Date() });
  answer(request, response, received.status, received.body);
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name.toLowerCase()];
  return typeof value === "string" ? value : null;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: Record<string, string> | null,
): void {
  if (response.headersSent || response.destroyed) return;
  // What was not read to its end can not be followed by another request.
  const isRead = request.complete;
  if (!isRead) response.setHeader("connection", "close");
  const text = body === null ? "" : JSON.stringify(body);
  if (body !== null) response.setHeader("content-type", "application/json");
  response.writeHead(status, { "content-length": Buffer.byteLength(text) });
  response.end(text, () => {
    if (!isRead) request.destroy();
  });
}

async function canReachDatabase(): Promise<boolean> {
  const inTime = new Promise<false>((resolve) => setTimeout(resolve, HEALTH_MS, false).unref());
  const asked = db().$queryRaw`select 1`.then(() => true).catch(() => false);
  return Promise.race([asked, inTime]);
}
