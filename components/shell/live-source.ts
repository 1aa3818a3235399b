/**
 * The one stream of changes of this tab, shared by everything on the page: browsers allow few connections to a host.
 * It opens with the first listener and closes with the last, notices silence, and comes back by itself.
 */

export type LiveChange = { topic: string; personIds?: readonly string[] };

/** What happened since the last time: named changes, or "everything" when something may have been missed. */
export type LiveNews = { kind: "changes"; changes: readonly LiveChange[] } | { kind: "everything" };

export type LiveState = { isLive: boolean; lastAt: number | null; retryAt: number | null };

/** The server beats every 15 seconds. */
const SILENCE_MS = 40_000;
const RETRY_STEPS_MS = [1_000, 2_000, 5_000, 10_000];

type Listener = (news: LiveNews) => void;

const listeners = new Set<Listener>();
const stateListeners = new Set<() => void>();
const atRest: LiveState = { isLive: false, lastAt: null, retryAt: null };
let state: LiveState = atRest;
let source: EventSource | null = null;
let silence: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let hadBreak = false;

function setState(next: Partial<LiveState>): void {
  state = { ...state, ...next };
  for (const listener of stateListeners) listener();
}

function heard(isLive = true): void {
  failures = isLive ? 0 : failures;
  setState({ isLive, lastAt: Date.now(), retryAt: null });
  clearTimeout(silence);
  silence = setTimeout(breakOff, SILENCE_MS);
  if (isLive && hadBreak) {
    hadBreak = false;
    tell({ kind: "everything" });
  }
}

function tell(news: LiveNews): void {
  for (const listener of listeners) listener(news);
}

function open(): void {
  clearTimeout(retry);
  source?.close();
  const opened = new EventSource("/api/live");
  source = opened;
  opened.addEventListener("beat", () => heard());
  opened.addEventListener("change", (event) => {
    heard();
    const change = parseChange(event.data);
    tell(change === null ? { kind: "everything" } : { kind: "changes", changes: [change] });
  });
  opened.addEventListener("resync", () => {
    hadBreak = true;
    heard();
  });
  opened.addEventListener("down", () => {
    hadBreak = true;
    heard(false);
  });
  opened.addEventListener("end", () => signInAgain());
  opened.onerror = () => {
    // Closed for good: the server answered, and refused. Else the way to it is cut.
    const isRefused = opened.readyState === EventSource.CLOSED;
    breakOff();
    if (isRefused) void signInIfOver();
  };
}

/** The session is over: nothing more is asked, and nothing that was shown stays. Signing in leads back here. */
export function signInAgain(): void {
  breakOff();
  clearTimeout(retry);
  location.assign(`/signin?next=${encodeURIComponent(location.pathname + location.search)}`);
}

/** An event source does not tell why it was refused; a question does. */
async function signInIfOver(): Promise<void> {
  const asking = new AbortController();
  const answer = await fetch("/api/live", { signal: asking.signal }).catch(() => null);
  asking.abort();
  if (answer?.status === 401) signInAgain();
}

function parseChange(data: unknown): LiveChange | null {
  try {
    const parsed: unknown = JSON.parse(String(data));
    if (typeof parsed !== "object" || parsed === null || !("topic" in parsed)) return null;
    const personIds = "personIds" in parsed && Array.isArray(parsed.personIds) ? parsed.personIds.map(String) : null;
    return { topic: String(parsed.topic), ...(personIds === null ? {} : { personIds }) };
  } catch {
    return null;
  }
}

function breakOff(): void {
  source?.close();
  source = null;
  clearTimeout(silence);
  clearTimeout(retry);
  if (listeners.size === 0) return;
  hadBreak = true;
  const waitMs = RETRY_STEPS_MS[Math.min(failures, RETRY_STEPS_MS.length - 1)] ?? 10_000;
  failures += 1;
  setState({ isLive: false, retryAt: Date.now() + waitMs });
  retry = setTimeout(open, waitMs);
}

/** Tries again now instead of when the wait is over. */
export function reconnectNow(): void {
  if (listeners.size === 0 || state.isLive) return;
  failures = 0;
  open();
}

/** Adds a listener; the answer removes it. */
export function listenLive(listener: Listener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    failures = 0;
    hadBreak = false;
    open();
    addEventListener("online", reconnectNow);
    addEventListener("offline", breakOff);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    removeEventListener("online", reconnectNow);
    removeEventListener("offline", breakOff);
    source?.close();
    source = null;
    clearTimeout(silence);
    clearTimeout(retry);
    state = atRest;
  };
}

/** For `useSyncExternalStore`. */
export function subscribeLiveState(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

/** The present state; the same object until something changes. */
export function liveState(): LiveState {
  return state;
}

/** On the server nothing is live. */
export function restingLiveState(): LiveState {
  return atRest;
}
