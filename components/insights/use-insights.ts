"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLiveChanges } from "#components/shell/use-live-changes.ts";
import { type InsightsQuery, insightsQuery } from "./insights-query.ts";

/** Changes of who and what is visible show at once; single sessions with the next reading. */
const topics = new Set(["people", "mapping", "features", "connection", "history", "import"]);

/** Insights, read anew when what may be seen has changed. */
export function useInsights(ask: InsightsQuery) {
  const queries = useQueryClient();
  useLiveChanges((news) => {
    if (news.kind === "everything" || news.changes.some(({ topic }) => topics.has(topic)))
      void queries.invalidateQueries({ queryKey: ["insights"] });
  });
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery(insightsQuery(ask));
  // What is shown while other weeks are on their way must not stay when they fail.
  return {
    data: error !== null && isPlaceholderData ? undefined : data,
    error,
    isPlaceholderData,
    isFetching,
    refetch,
  };
}
