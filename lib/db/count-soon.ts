/**
 * Counts in memory and writes the sums a second later. One statement for each thing that is counted would make all of
 * them queue up for one row. A crash loses at most that second of counts, never what was counted.
 */
import "server-only";
import { log } from "#lib/log.ts";

const FLUSH_MS = 1_000;
/** After a failure the database is left alone for a while. */
const AGAIN_MS = 5_000;
/** While the database is away counts are held back, but not without end. */
const MOST_KEPT = 5_000;

export type Counter<T> = {
  /** Counts `item` under `key`, together with what was counted there before. */
  add(key: string, item: T): void;
  /** Writes what was counted. Never throws: what can not be written now is kept for the next time. */
  flush(): Promise<void>;
};

/** `join` adds the second to the first in place; `write` writes the sums in one statement. */
export function countSoon<T>(of: { join: (own: T, more: T) => void; write: (sums: T[]) => Promise<void> }): Counter<T> {
  let sums = new Map<string, T>();
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> = Promise.resolve();

  const keep = (key: string, item: T) => {
    const own = sums.get(key);
    if (own !== undefined) of.join(own, item);
    else if (sums.size < MOST_KEPT) sums.set(key, item);
  };
  const flushLater = (ms: number) => {
    timer ??= setTimeout(() => void flush(), ms).unref();
  };
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    flushing = flushing.then(async () => {
      const written = sums;
      sums = new Map();
      if (written.size === 0) return;
      try {
        await of.write([...written.values()]);
      } catch (error) {
        log.warn({ err: error, sums: written.size }, "What was counted could not be written yet");
        for (const [key, item] of written) keep(key, item);
        flushLater(AGAIN_MS);
      }
    });
    return flushing;
  };
  return {
    add(key, item) {
      keep(key, item);
      flushLater(FLUSH_MS);
    },
    flush,
  };
}
