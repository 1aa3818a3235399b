import type { LiveChange, LiveNews } from "./live-source.ts";

/** What arrives together is told together. */
const BURST_MS = 40;

/**
 * Gathers news and hands it on at once after a quiet time, and at most every `leastPauseMs` in a busy one. Nothing is
 * dropped: what waits is joined, and "everything" swallows single changes.
 */
export function gatherNews(
  handOn: (news: LiveNews) => void,
  leastPauseMs: number,
): { add: (news: LiveNews) => void; stop: () => void } {
  let waiting: LiveNews | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let handedOnAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    timer = undefined;
    if (waiting === null) return;
    const news = waiting;
    waiting = null;
    handedOnAt = performance.now();
    handOn(news);
  };
  return {
    add(news) {
      waiting = join(waiting, news);
      timer ??= setTimeout(flush, Math.max(BURST_MS, handedOnAt + leastPauseMs - performance.now()));
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting = null;
    },
  };
}

function join(before: LiveNews | null, news: LiveNews): LiveNews {
  if (before === null) return news;
  if (before.kind === "everything" || news.kind === "everything") return { kind: "everything" };
  const changes: LiveChange[] = [...before.changes, ...news.changes];
  return { kind: "changes", changes };
}
