/**
 * One viewer's stream of changes. Changes are told one after another, and each is cut to what the viewer may see at
 * that moment: when people or managers change, the sight is read again before anything else is told.
 */
import "server-only";
import { isSessionAlive } from "#lib/access/viewer.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { type Sight, visiblePeople } from "#lib/access/visible-people.ts";
import { listenForChanges } from "#lib/db/change-listener.ts";
import type { Change } from "#lib/db/change-types.ts";
import { log } from "#lib/log.ts";
import { filterChange } from "./filter-change.ts";

const BEAT_MS = 15_000;
const SESSION_CHECK_MS = 30_000;
/** The browser comes back after this long. */
const RETRY_MS = 2_000;
/** A browser that has not read this many messages is gone or asleep; it reads everything anew when it comes back. */
const MOST_UNREAD = 500;

/**
 * Events: `change` (topic, and ids of people where known), `resync` (listening now; something may have been missed),
 * `down` (changes cannot be heard), `beat` (alive), `end` (the session is over). Ends when `signal` aborts.
 */
export function openLiveStream(viewer: Viewer, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let close: () => void = () => {};

  return new ReadableStream<Uint8Array>({
    start(controller) {
      let isOpen = true;
      let sight: Sight | null = null;
      let queue: Promise<void> = Promise.resolve();
      const write = (text: string) => {
        if (!isOpen) return;
        if ((controller.desiredSize ?? 0) < -MOST_UNREAD) return close();
        controller.enqueue(encoder.encode(text));
      };
      const tell = (event: string, data: unknown = {}) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      const inTurn = (work: () => Promise<void>) => {
        queue = queue
          .then(() => (isOpen ? work() : undefined))
          .catch((error: unknown) => {
            // Not knowing what may be seen means telling nothing: the browser comes back and starts afresh.
            log.warn({ err: error }, "a live stream ended early");
            close();
          });
      };
      const checkSession = async () => {
        if (!(await isSessionAlive(viewer))) {
          tell("end");
          close();
          return;
        }
        sight = await visiblePeople(viewer);
      };
      const pass = async (change: Change) => {
        if (change.topic === "people") await checkSession();
        sight ??= await visiblePeople(viewer);
        const told = filterChange(change, sight);
        if (told !== null) tell("change", told);
      };

      // What happened between the page's own read and now was not heard, and neither is what happens while we are down.
      let isUp = false;
      const stopListening = listenForChanges(
        viewer.organisationId,
        (change) => inTurn(() => pass(change)),
        (next) => {
          if (next !== isUp) tell(next ? "resync" : "down");
          isUp = next;
        },
      );
      const beat = setInterval(() => tell(isUp ? "beat" : "down"), BEAT_MS);
      const check = setInterval(() => inTurn(checkSession), SESSION_CHECK_MS);
      close = () => {
        if (!isOpen) return;
        isOpen = false;
        clearInterval(beat);
        clearInterval(check);
        stopListening();
        signal.removeEventListener("abort", close);
        try {
          controller.close();
        } catch {
          // The reader cancelled first.
        }
      };
      signal.addEventListener("abort", close);
      write(`retry: ${RETRY_MS}\n\n`);
      if (signal.aborted) close();
    },
    cancel: () => close(),
  });
}
