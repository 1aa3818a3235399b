import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { TimelineDay, TimelineDays, ZoneChoice } from "#lib/timeline/timeline-types.ts";

/** What is asked of the server; the rest of the address only chooses among what came. */
export type TimelineQuery = { day: string; personId?: string; people?: string; zone?: ZoneChoice };
export type TimelineDaysQuery = TimelineQuery & { days: number };
type Fetch = TimelineQuery & { days?: number; only?: readonly string[] };

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

/** What the API answered. Throws a `TimelineFailure` with what it said of a failure. */
export async function readAnswer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => null)) as {
    error?: { code?: string; message?: string; reference?: string };
  } | null;
  throw new TimelineFailure(
    body?.error?.code ?? "unavailable",
    body?.error?.message ?? "The server did not answer.",
    body?.error?.reference,
  );
}

async function fetchTimeline<T>({ day, days, personId, people, zone, only }: Fetch, signal: AbortSignal): Promise<T> {
  const query = new URLSearchParams({ day });
  if (days !== undefined) query.set("days", String(days));
  if (personId !== undefined) query.set("person", personId);
  if (people !== undefined && people !== "all") query.set("people", people);
  if (zone !== undefined && zone !== "own") query.set("zone", zone);
  if (only !== undefined) query.set("only", only.join(","));
  return readAnswer(await fetch(`/api/timeline?${query}`, { signal }));
}

const keyOf = ({ day, personId, people = "all", zone = "own" }: TimelineQuery) =>
  [personId ?? people, zone, day] as const;

/** How it is kept fresh, whatever the number of days. */
const freshness = {
  staleTime: 20_000,
  placeholderData: keepPreviousData,
  // Running sessions and gaps grow with the clock, even when nothing else changes.
  refetchInterval: 60_000,
  retry: retryTwice,
};

/** Key and fetch of a day, for the page that reads ahead on the server and for the browser that takes over. */
export function timelineQuery(ask: TimelineQuery) {
  return queryOptions({
    queryKey: ["timeline", "day", ...keyOf(ask)] as const,
    queryFn: ({ signal }) => fetchTimeline<TimelineDay>(ask, signal),
    ...freshness,
  });
}

/** The same for several days in a row. */
export function timelineDaysQuery({ days, ...ask }: TimelineDaysQuery) {
  return queryOptions({
    queryKey: ["timeline", "days", days, ...keyOf(ask)] as const,
    queryFn: ({ signal }) => fetchTimeline<TimelineDays>({ ...ask, days }, signal),
    ...freshness,
  });
}

/** Some people's rows of what the query asks for. */
export function fetchPeople<T>(ask: TimelineQuery & { days?: number }, only: readonly string[], signal: AbortSignal) {
  return fetchTimeline<T>({ ...ask, only }, signal);
}

/** The day with the rows of `ids` as they are now: those who are no longer in it go, nobody comes. */
export function replacePeople(before: TimelineDay, fresh: TimelineDay, ids: readonly string[]): TimelineDay {
  const found = new Map(fresh.people.map((person) => [person.id, person]));
  const people = before.people.flatMap((person) => {
    if (!ids.includes(person.id)) return [person];
    const now = found.get(person.id);
    return now === undefined ? [] : [now];
  });
  return { ...fresh, people };
}

/** Whether to ask again after so many failures: twice, unless it will not help. */
export function retryTwice(failures: number, error: Error): boolean {
  return failures < 2 && !(error instanceof TimelineFailure && isFinal(error.code));
}

function isFinal(code: string): boolean {
  return ["not-signed-in", "not-allowed", "not-found", "invalid"].includes(code);
}
