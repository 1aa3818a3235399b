"use client";

import { useEffect, useState, useSyncExternalStore } from "react";

/** The present instant in milliseconds, moving on every `everyMs`; the first answer is `initial`, as on the server. */
export function useNow(initial: number, everyMs = 20_000): number {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, everyMs);
    addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      removeEventListener("visibilitychange", tick);
    };
  }, [everyMs]);
  return Math.max(now, initial);
}

/** Whether a media query holds; null on the server and until the page has come alive. */
export function useMedia(query: string): boolean | null {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
    () => null,
  );
}
