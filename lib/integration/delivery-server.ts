/**
 * The bare door: a Node listener for those who outgrow the Next route. The same address, the same receiving function,
 * nothing in between.
 */
import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { db } from "#lib/db/client.ts";
import { log } from "#lib/log.ts";
import { announcesTooMuch, readCappedBody } from "./read-capped-body.ts";
import { type DeliveryAnswer, receiveDelivery, refuseUnread } from "./receive-delivery.ts";

const DOOR = "/api/zoom/webhook";
const HEALTH = "/api/health";
/** Zoom's load balancers keep connections; one that is silent for longer is closed. */
const KEEP_ALIVE_MS = 60_000;
const HEADERS_MS = 5_000;
const REQUEST_MS = 10_000;
const HEALTH_MS = 2_500;

type Answer = { status: number; body: Record<string, string> | null };
const empty = (status: number): Answer => ({ status, body: null });

/** A server that is not listening yet. */
export function deliveryServer(): Server {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, maxHeaderSize: 16_384 },
    (request, response) => {
      serve(request, response).then(
        (answer) => send(request, response, answer, server.listening),
        (error: unknown) => {
          log.error({ err: error }, "The door failed");
          send(request, response, empty(503), false);
        },
      );
    },
  );
  return server;
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<Answer> {
  const path = request.url?.split("?", 1)[0];
  if (path === HEALTH && request.method === "GET") {
    const isWell = await canReachDatabase();
    return { status: isWell ? 200 : 503, body: { status: isWell ? "ok" : "unavailable" } };
  }
  if (path !== DOOR) return empty(404);
  if (request.method !== "POST") {
    response.setHeader("allow", "POST");
    return empty(405);
  }
  return receive(request);
}

async function receive(request: IncomingMessage): Promise<DeliveryAnswer> {
  const { headers } = request;
  if (announcesTooMuch(headers["content-length"] ?? null)) return refuseUnread("tooLarge", new Date());
  const body = await readCappedBody(request);
  if (body.kind !== "body") return refuseUnread(body.kind, new Date());
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return typeof value === "string" ? value : null;
  };
  return receiveDelivery({ rawBody: body.bytes, headers: { get }, now: new Date() });
}

function send(request: IncomingMessage, response: ServerResponse, { status, body }: Answer, isOpen: boolean): void {
  if (response.headersSent || response.destroyed) return;
  // What was not read to its end can not be followed by another request, and nothing follows while we stop.
  const isRead = request.complete;
  if (!isRead || !isOpen) response.setHeader("connection", "close");
  if (body !== null) response.setHeader("content-type", "application/json");
  const text = body === null ? "" : JSON.stringify(body);
  response.writeHead(status, { "content-length": Buffer.byteLength(text) });
  response.end(text, isRead ? undefined : () => request.destroy());
}

async function canReachDatabase(): Promise<boolean> {
  const inTime = new Promise<false>((resolve) => setTimeout(resolve, HEALTH_MS, false).unref());
  const asked = db().$queryRaw`select 1`.then(() => true).catch(() => false);
  return Promise.race([asked, inTime]);
}
