/** A process that asks for a connection's access token: "COUNT ORGANISATION CONNECTION" on a line, once or often. */
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { db } from "#lib/db/client.ts";
import { freshAccessToken } from "#lib/integration/tokens.ts";

await db().$queryRaw`select 1`;
console.log("ready");
for await (const line of createInterface(process.stdin)) {
  const [count, organisationId = "", connectionId = ""] = line.split(" ");
  const asked = Array.from({ length: Number(count) }, () => freshAccessToken(organisationId, connectionId));
  const answers = await Promise.allSettled(asked);
  const tokens = answers.flatMap((answer) => (answer.status === "fulfilled" ? [fingerprint(answer.value)] : []));
  const failures = answers.flatMap((answer) => (answer.status === "rejected" ? [String(answer.reason)] : []));
  console.log(JSON.stringify({ tokens: [...new Set(tokens)], answered: tokens.length, failures }));
}

function fingerprint(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
