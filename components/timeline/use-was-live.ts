"use client";

import { useEffect, useState } from "react";
import type { LiveState } from "#components/shell/live-source.ts";

/** A page that has only just been opened is not "not live": it gets this long to become so. */
const PATIENCE_MS = 5_000;

/** Whether being live can be expected: it was before, or there was time enough for it. */
export function useWasLive(live: LiveState): boolean {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    if (live.isLive) return setIsDue(true);
    const timer = setTimeout(() => setIsDue(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [live.isLive]);
  return isDue;
}
