"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLiveChanges } from "#components/shell/use-live-changes.ts";
import { zoomKey } from "./zoom-queries.ts";

/** A busy hour changes something every second; reading that often would help nobody. */
const LEAST_PAUSE_MS = 1_000;

/** Reads the open views of the integration again when one of the topics changes on the server. */
export function useLiveViews(topics: readonly string[]): void {
  const queries = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastAt = useRef(0);
  useEffect(() => () => clearTimeout(waiting.current), []);
  useLiveChanges((news) => {
    const isTouched = news.kind === "everything" || news.changes.some(({ topic }) => topics.includes(topic));
    if (!isTouched || waiting.current !== undefined) return;
    const pauseMs = Math.max(0, lastAt.current + LEAST_PAUSE_MS - performance.now());
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      lastAt.current = performance.now();
      void queries.invalidateQueries({ queryKey: zoomKey, refetchType: "active" });
    }, pauseMs);
  });
}
