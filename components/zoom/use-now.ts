"use client";

import { useEffect, useState } from "react";

/**
 * The time in milliseconds, by the server's clock: it starts at the instant the page was read, so that server and
 * browser draw the same, and then ticks.
 */
export function useNow(readAt: string, everyMs = 1000): number {
  const [passedMs, setPassedMs] = useState(0);
  useEffect(() => {
    const startedAt = performance.now();
    setPassedMs(0);
    const timer = setInterval(() => setPassedMs(performance.now() - startedAt), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return Date.parse(readAt) + passedMs;
}
