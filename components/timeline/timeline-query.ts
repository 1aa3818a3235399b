import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { TimelineDay } from "#lib/timeline/timeline-types.ts";

export type TimelineQuery = { day: string; personId?: string };

/** Asking failed: `code` as the API says, `message` a sentence, `reference` for support. */
export class TimelineFailure extends Error {
  override name = "TimelineFailure";
  readonly code: string;
  readonly reference: string | undefined;
  constructor(code: string, message: string, reference?: string) {
    super(message);
    this.code = code;
    this.reference = reference;
  }
}

async function fetchTimeline({ day, personId }: TimelineQuery, signal: AbortSignal): Promise<TimelineDay> {
  const query = new URLSearchParams({ day, ...(personId === undefined ? {} : { person: personId }) });
  const response = await fetch(`/api/timeline?${query}`, { signal });
  if (response.ok) return (await response.json()) as TimelineDay;
  const body = (await response.json().catch(() => null)) as {
    error?: { code?: string; message?: string; reference?: string };
  } | null;
  throw new TimelineFailure(
    body?.error?.code ?? "unavailable",
    body?.error?.message ?? "The server did not answer.",
    body?.error?.reference,
  );
}

/** Key and fetch of a day, for the page that reads ahead on the server and for the browser that takes over. */
export function timelineQuery(ask: TimelineQuery) {
  return queryOptions({
    queryKey: ["timeline", ask.personId ?? "team", ask.day] as const,
    queryFn: ({ signal }) => fetchTimeline(ask, signal),
    staleTime: 20_000,
    placeholderData: keepPreviousData,
    // Running sessions and gaps grow with the clock, even when nothing else changes.
    refetchInterval: 60_000,
    retry: (failures, error) => failures < 2 && !(error instanceof TimelineFailure && isFinal(error.code)),
  });
}

/** Asking again will not help. */
export function isFinal(code: string): boolean {
  return ["not-signed-in", "not-allowed", "not-found", "invalid"].includes(code);
}
