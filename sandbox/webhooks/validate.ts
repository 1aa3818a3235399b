/** Asks the app whether the webhook address is its own, as Zoom does when it is saved and every 72 hours after. */
import { randomBytes } from "node:crypto";
import type { Deliverer } from "./deliver.ts";
import { validationAnswer } from "./sign.ts";

const everyMs = 72 * 3_600_000;

type Parts = { deliverer: Deliverer; now: () => number; secret: string };

/** Asks once; `told` is for a person. */
export async function askWhetherOwn({ deliverer, now, secret }: Parts): Promise<{ isValid: boolean; told: string }> {
  const plainToken = randomBytes(16).toString("base64url");
  const answer = await deliverer.post({
    event: "endpoint.url_validation",
    event_ts: now(),
    payload: { plainToken },
  });
  const isValid = answer?.status === 200 && isRightAnswer(answer.body, plainToken, secret);
  return {
    isValid,
    told: answer === null ? "It did not answer within three seconds." : `It answered ${answer.status}.`,
  };
}

function isRightAnswer(body: string, plainToken: string, secret: string): boolean {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== "object" || answer === null) return false;
    const fields = new Map<string, unknown>(Object.entries(answer));
    return (
      fields.get("plainToken") === plainToken && fields.get("encryptedToken") === validationAnswer(secret, plainToken)
    );
  } catch {
    return false;
  }
}

/** What has itself asked again when it is time; call it often. Nothing is asked while nobody has the app or events are lost. */
export function makeValidator(parts: Parts & { isConnected: () => boolean; isLosing: () => boolean }): () => void {
  let askedAt: number | null = null;
  return () => {
    const isDue = askedAt === null || parts.now() - askedAt >= everyMs;
    if (!isDue || !parts.isConnected() || parts.isLosing()) return;
    askedAt = parts.now();
    void askWhetherOwn(parts);
  };
}
