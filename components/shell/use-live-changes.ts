"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { gatherNews } from "./gather-news.ts";
import {
  type LiveNews,
  type LiveState,
  listenLive,
  liveState,
  restingLiveState,
  subscribeLiveState,
} from "./live-source.ts";

/** Five times a second at most: a storm of changes must not become a storm of requests. */
const LEAST_PAUSE_MS = 200;

/**
 * Tells a page what changed on the server while it is open; bursts come as one. After a break the news is
 * "everything". The answer says whether we are live, and when we last heard from the server.
 */
export function useLiveChanges(onNews: (news: LiveNews) => void): LiveState {
  const handle = useEffectEvent(onNews);
  useEffect(() => {
    const gatherer = gatherNews((news) => handle(news), LEAST_PAUSE_MS);
    const stop = listenLive(gatherer.add);
    return () => {
      stop();
      gatherer.stop();
    };
  }, []);
  return useSyncExternalStore(subscribeLiveState, liveState, restingLiveState);
}
