"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLiveChanges } from "#components/shell/use-live-changes.ts";
import type { ViewQuery } from "./zoom-queries.ts";

/** A busy hour changes something every second; reading that often would help nobody. */
const LEAST_PAUSE_MS = 2_000;

/** A view that begins with what the server drew and is read again when one of the topics changes. */
export function useZoomView<T extends { now: string }>(query: ViewQuery<T>, initial: T, topics: readonly string[]): T {
  const queries = useQueryClient();
  const { data } = useQuery({ ...query, initialData: initial, initialDataUpdatedAt: Date.parse(initial.now) });
  useEffect(() => {
    // A page that the server drew anew is newer than what the cache kept.
    queries.setQueryData<T>(query.queryKey, (kept) => (kept === undefined || kept.now < initial.now ? initial : kept));
  }, [queries, query.queryKey, initial]);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  useLiveChanges((news) => {
    const isTouched = news.kind === "everything" || news.changes.some(({ topic }) => topics.includes(topic));
    if (!isTouched || waiting.current !== undefined) return;
    const readAt = queries.getQueryState(query.queryKey)?.dataUpdatedAt ?? 0;
    const waitMs = Math.max(0, readAt + LEAST_PAUSE_MS - Date.now());
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      void queries.invalidateQueries({ queryKey: query.queryKey });
    }, waitMs);
  });
  return data ?? initial;
}
