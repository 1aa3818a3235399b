import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { readAnswer, retryTwice } from "#components/timeline/timeline-query.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";

/** What is asked of the server. */
export type InsightsQuery = { from: string; weeks: number; personId?: string; people?: string };

async function fetchInsights({ from, weeks, personId, people }: InsightsQuery, signal: AbortSignal): Promise<Insights> {
  const query = new URLSearchParams({ from, weeks: String(weeks) });
  if (personId !== undefined) query.set("person", personId);
  else if (people !== undefined && people !== "all") query.set("people", people);
  return readAnswer(await fetch(`/api/insights?${query}`, { signal }));
}

/** Key and fetch, for the page that reads ahead on the server and for the browser that takes over. */
export function insightsQuery(ask: InsightsQuery) {
  return queryOptions({
    queryKey: ["insights", ask.personId ?? ask.people ?? "all", ask.from, ask.weeks] as const,
    queryFn: ({ signal }) => fetchInsights(ask, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    // Weeks move slowly: sessions that end are in it some minutes later.
    refetchInterval: 300_000,
    retry: retryTwice,
  });
}
