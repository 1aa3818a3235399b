/** The least that a Next route can do with a delivery: verify it and say yes. */
import { createHmac, timingSafeEqual } from "node:crypto";

export const dynamic = "force-dynamic";

/** @param {Request} request */
export async function POST(request) {
  const body = Buffer.from(await request.arrayBuffer());
  const timestamp = request.headers.get("x-zm-request-timestamp") ?? "";
  const given = Buffer.from(request.headers.get("x-zm-signature") ?? "");
  const mac = createHmac("sha256", process.env.ZOOM_WEBHOOK_SECRET ?? "")
    .update(`v0:${timestamp}:`)
    .update(body);
  const expected = Buffer.from(`v0=${mac.digest("hex")}`);
  const isHonest = given.length === expected.length && timingSafeEqual(given, expected);
  return new Response(null, { status: isHonest ? 200 : 401 });
}
