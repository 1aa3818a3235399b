/** Reads a request's body under a cap of size and time, whatever its headers promise. */
import "server-only";

export const LARGEST_DELIVERY_BYTES = 256 * 1024;
/** Zoom gives up after three seconds; whoever takes longer to say it is not worth a socket. */
const SLOWEST_BODY_MS = 5_000;

export type CappedBody =
  | { kind: "body"; bytes: Uint8Array }
  | { kind: "tooLarge" }
  | { kind: "tooSlow" }
  | { kind: "broken" };

/** Whether the announced length is beyond the cap: then there is no need to read at all. */
export function announcesTooMuch(contentLength: string | null): boolean {
  return contentLength !== null && Number(contentLength) > LARGEST_DELIVERY_BYTES;
}

/** Stops reading at the cap. A body that ends early is `broken`: its sender is gone. */
export async function readCappedBody(
  body: AsyncIterable<Uint8Array> | null,
  limits: { maxBytes?: number; timeoutMs?: number } = {},
): Promise<CappedBody> {
  if (body === null) return { kind: "body", bytes: new Uint8Array() };
  const maxBytes = limits.maxBytes ?? LARGEST_DELIVERY_BYTES;
  const deadline = Promise.withResolvers<"tooSlow">();
  const timer = setTimeout(() => deadline.resolve("tooSlow"), limits.timeoutMs ?? SLOWEST_BODY_MS);
  const chunks = body[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let size = 0;
  const stop = () => void chunks.return?.().catch(() => undefined);
  try {
    for (;;) {
      const next = await Promise.race([chunks.next(), deadline.promise]);
      if (next === "tooSlow") {
        stop();
        return { kind: "tooSlow" };
      }
      if (next.done === true) return { kind: "body", bytes: Buffer.concat(parts) };
      size += next.value.byteLength;
      if (size > maxBytes) {
        stop();
        return { kind: "tooLarge" };
      }
      parts.push(next.value);
    }
  } catch {
    return { kind: "broken" };
  } finally {
    clearTimeout(timer);
  }
}
