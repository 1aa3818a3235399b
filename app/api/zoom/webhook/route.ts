/**
 * Zoom's door into the app. Reads the bytes as they come (a parser in between would break the signature) and hands them
 * over. Other methods than POST are answered 405 by Next.
 */
import { announcesTooMuch, readCappedBody } from "#lib/integration/read-capped-body.ts";
import { receiveDelivery } from "#lib/integration/receive-delivery.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  if (announcesTooMuch(request.headers.get("content-length"))) return new Response(null, { status: 413 });
  const body = await readCappedBody(request.body);
  if (body.kind !== "body") return new Response(null, { status: body.kind === "tooLarge" ? 413 : 408 });
  const answer = await receiveDelivery({ rawBody: body.bytes, headers: request.headers, now: new Date() });
  return answer.body === null ? new Response(null, { status: answer.status }) : Response.json(answer.body, answer);
}
