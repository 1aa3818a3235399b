/** News of more people than this is fetched as a whole. */
const MOST_TOUCHED = 40;
/** The whole is not fetched more often than this: a history that is being read tells of progress all the time. */
const REST_AFTER_ALL_MS = 500;

type Fetches = {
  /** Fetches all that is on screen. */
  all: () => Promise<void>;
  /** Fetches the rows of these people; false when it could not, and all of it is needed. */
  rows: (ids: readonly string[]) => Promise<boolean>;
};

/**
 * Fetches what news touches, one fetch after the other: news during a fetch may be too late for it, so one more follows.
 * Cancelling instead could starve in a storm. Named people never wait for a whole that rests.
 */
export function takeTurns(fetches: Fetches): {
  add: (touched: readonly string[] | "everybody") => void;
  stop: () => void;
} {
  const ids = new Set<string>();
  let isAllDue = false;
  let isBusy = false;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const fetchAll = async () => {
    isAllDue = false;
    ids.clear();
    await fetches.all();
    restsUntil = performance.now() + REST_AFTER_ALL_MS;
  };
  const fetchRows = async () => {
    const touched = [...ids];
    ids.clear();
    if (!(await fetches.rows(touched))) isAllDue = true;
  };
  const next = (): (() => Promise<void>) | null => {
    if (ids.size > MOST_TOUCHED) isAllDue = true;
    if (isAllDue && performance.now() >= restsUntil) return fetchAll;
    return ids.size > 0 && ids.size <= MOST_TOUCHED ? fetchRows : null;
  };
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    clearTimeout(timer);
    // Nothing may come between the last look and the end: it would find us busy, and wait for the news after it.
    for (let fetch = next(); fetch !== null; fetch = next()) await fetch();
    isBusy = false;
    if (isAllDue) timer = setTimeout(run, Math.max(0, restsUntil - performance.now()));
  };
  return {
    add(touched) {
      if (touched === "everybody") isAllDue = true;
      else for (const id of touched) ids.add(id);
      void run();
    },
    stop: () => clearTimeout(timer),
  };
}
