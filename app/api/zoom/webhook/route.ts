/**
 * Zoom's door into the app. Reads the bytes as they come (a parser in between would break the signature) and hands them
 * over. Other methods than POST are answered 405 by Next.
 */
import { announcesTooMuch, readCappedStream } from "#lib/integration/read-capped-body.ts";
import { type DeliveryAnswer, receiveDelivery, refuseUnread } from "#lib/integration/receive-delivery.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  const { status, body } = await receive(request);
  return body === null ? new Response(null, { status }) : Response.json(body, { status });
}

async function receive({ headers, body: stream }: Request): Promise<DeliveryAnswer> {
  if (announcesTooMuch(headers.get("content-length"))) return refuseUnread("tooLarge", new Date());
  const body = await readCappedStream(stream);
  if (body.kind !== "body") return refuseUnread(body.kind, new Date());
  return receiveDelivery({ rawBody: body.bytes, headers, now: new Date() });
}
