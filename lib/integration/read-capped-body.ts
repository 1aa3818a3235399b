/** Reads a request's body under a cap of size and time, whatever its headers promise. */
import "server-only";
import type { Readable } from "node:stream";

export const LARGEST_DELIVERY_BYTES = 256 * 1024;
/** Zoom gives up after three seconds; whoever takes longer to say it is not worth a socket. */
const SLOWEST_BODY_MS = 5_000;

export type CappedBody =
  | { kind: "body"; bytes: Uint8Array }
  | { kind: "tooLarge" }
  | { kind: "tooSlow" }
  /** It ended early: its sender is gone. */
  | { kind: "broken" };

type Limits = { maxBytes?: number; timeoutMs?: number };

/** Whether the announced length is beyond the cap: then there is no need to read at all. */
export function announcesTooMuch(contentLength: string | null): boolean {
  return contentLength !== null && Number(contentLength) > LARGEST_DELIVERY_BYTES;
}

/** Reads the body of Node's own request. Stops at the cap; the rest is left for its socket to throw away. */
export function readCappedBody(body: Readable, limits: Limits = {}): Promise<CappedBody> {
  return new Promise((resolve) => {
    const collected = collect(limits, (outcome) => {
      body.pause();
      body
        .off("data", collected.take)
        .off("end", collected.end)
        .off("error", collected.fail)
        .off("close", collected.fail);
      // A late failure of a body that nobody reads any more concerns nobody.
      body.on("error", ignore);
      resolve(outcome);
    });
    body.on("data", collected.take).on("end", collected.end).on("error", collected.fail).on("close", collected.fail);
  });
}

/** Reads the body of a web request in the same way; cancels it at the cap. */
export async function readCappedStream(
  body: ReadableStream<Uint8Array> | null,
  limits: Limits = {},
): Promise<CappedBody> {
  if (body === null) return { kind: "body", bytes: new Uint8Array() };
  const reader = body.getReader();
  return new Promise((resolve) => {
    let isOver = false;
    const collected = collect(limits, (outcome) => {
      isOver = true;
      if (outcome.kind !== "body") reader.cancel().catch(ignore);
      resolve(outcome);
    });
    const readOn = async () => {
      while (!isOver) {
        const { done, value } = await reader.read();
        if (done) return collected.end();
        collected.take(value);
      }
    };
    readOn().catch(collected.fail);
  });
}

const ignore = () => undefined;

/** What has come of a body so far. Tells the outcome once: the whole body, or why there is none. */
function collect(
  { maxBytes = LARGEST_DELIVERY_BYTES, timeoutMs = SLOWEST_BODY_MS }: Limits,
  tell: (outcome: CappedBody) => void,
) {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isTold = false;
  const tellOnce = (outcome: CappedBody) => {
    if (isTold) return;
    isTold = true;
    clearTimeout(timer);
    tell(outcome);
  };
  const timer = setTimeout(() => tellOnce({ kind: "tooSlow" }), timeoutMs);
  return {
    take(part: Uint8Array) {
      size += part.byteLength;
      if (size > maxBytes) tellOnce({ kind: "tooLarge" });
      else parts.push(part);
    },
    end() {
      const [first] = parts;
      tellOnce({ kind: "body", bytes: parts.length === 1 && first !== undefined ? first : Buffer.concat(parts) });
    },
    fail: () => tellOnce({ kind: "broken" }),
  };
}
