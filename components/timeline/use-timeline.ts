"use client";

import { hashKey, type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type LiveNews, signInAgain } from "#components/shell/live-source.ts";
import { useLiveChanges } from "#components/shell/use-live-changes.ts";
import type { TimelineDay, TimelineDays } from "#lib/timeline/timeline-types.ts";
import { takeTurns } from "./refresh-turns.ts";
import {
  fetchPeople,
  replacePeople,
  type TimelineDaysQuery,
  TimelineFailure,
  type TimelineQuery,
  timelineDaysQuery,
  timelineQuery,
} from "./timeline-query.ts";

/** Changes that can show on a timeline. */
const topics = new Set(["activity", "people", "mapping", "features", "connection", "history", "import"]);
/** Whom the news concerns: ids of people, everybody, or nobody here. */
function touchedBy(news: LiveNews, personId: string | undefined): readonly string[] | "everybody" {
  if (news.kind === "everything") return "everybody";
  const ids = new Set<string>();
  for (const { topic, personIds } of news.changes) {
    if (!topics.has(topic)) continue;
    // Who is mapped, managed or visible may have changed along with it.
    if (topic !== "activity" || personIds === undefined) return "everybody";
    for (const id of personIds) if (personId === undefined || id === personId) ids.add(id);
  }
  return [...ids];
}

/** A day of the timeline, kept fresh by live changes. After a break everything is fetched anew. */
export function useTimeline(ask: TimelineQuery) {
  const { queryKey } = timelineQuery(ask);
  const live = useRefresh(queryKey, ask.personId, async (ids, signal) => {
    const fresh = await fetchPeople<TimelineDay>(ask, ids, signal);
    return (before: TimelineDay) => replacePeople(before, fresh, ids);
  });
  return useWithFailure(useQuery(timelineQuery(ask)), queryKey, live);
}

/** The same for several days in a row. */
export function useTimelineDays(ask: TimelineDaysQuery) {
  const { queryKey } = timelineDaysQuery(ask);
  const live = useRefresh(queryKey, ask.personId, async (ids, signal) => {
    const fresh = await fetchPeople<TimelineDays>(ask, ids, signal);
    return (before: TimelineDays) => ({
      days: before.days.map((day) => {
        const found = fresh.days.find((one) => one.day === day.day);
        return found === undefined ? day : replacePeople(day, found, ids);
      }),
    });
  });
  return useWithFailure(useQuery(timelineDaysQuery(ask)), queryKey, live);
}

/** Fetches what the news touches: some people's rows, which go into what is on screen, or all of it. */
function useRefresh<T>(
  queryKey: QueryKey,
  personId: string | undefined,
  fetchRows: (ids: readonly string[], signal: AbortSignal) => Promise<(before: T) => T>,
) {
  const queries = useQueryClient();
  const refreshRows = async (ids: readonly string[]): Promise<boolean> => {
    if (queries.getQueryData(queryKey) === undefined) return false;
    let isFresh = true;
    try {
      const change = await fetchRows(ids, AbortSignal.timeout(10_000));
      queries.setQueryData<T>(queryKey, (before) => (before === undefined ? undefined : change(before)));
      // A whole on its way may have been read before the change, and would put the old rows back.
      isFresh = queries.isFetching({ queryKey, exact: true }) === 0;
    } catch {
      // Whatever it was, the whole says it, with the words for it.
      isFresh = false;
    }
    // Other days that were seen are fetched when they come back.
    await queries.invalidateQueries({
      queryKey: ["timeline"],
      refetchType: "none",
      predicate: ({ queryHash }) => queryHash !== hashKey(queryKey),
    });
    return isFresh;
  };
  const latestRows = useRef(refreshRows);
  latestRows.current = refreshRows;
  const [turns] = useState(() =>
    takeTurns({
      all: () => queries.invalidateQueries({ queryKey: ["timeline"], refetchType: "active" }),
      rows: (ids) => latestRows.current(ids),
    }),
  );
  useEffect(() => turns.stop, [turns]);
  return useLiveChanges((news) => turns.add(touchedBy(news, personId)));
}

type Read<T> = {
  data: T | undefined;
  isPlaceholderData: boolean;
  isFetching: boolean;
  error: Error | null;
  failureReason: Error | null;
  refetch: () => Promise<unknown>;
};

/**
 * Why the asked day is not here. Each new attempt forgets the failure of the one before and would show another day
 * under this one's date for its time: the failure stays until the day is here.
 */
function useWithFailure<T, Live>(query: Read<T>, queryKey: QueryKey, live: Live) {
  const key = hashKey(queryKey);
  const failure = useFailure(key, query);
  const { data, isPlaceholderData, isFetching, error, refetch } = query;
  const isOver = error instanceof TimelineFailure && error.code === "not-signed-in";
  useEffect(() => {
    if (isOver) signInAgain();
  }, [isOver]);
  return failure === null
    ? { data, isPlaceholderData, isFetching, error, refetch, live }
    : { data: undefined, isPlaceholderData: false, isFetching, error: failure, refetch, live };
}

function useFailure(
  key: string,
  query: Pick<Read<unknown>, "data" | "isPlaceholderData" | "error" | "failureReason">,
): Error | null {
  const [failed, setFailed] = useState<{ key: string; error: Error } | null>(null);
  const isMissing = query.data === undefined || query.isPlaceholderData;
  const reason = query.error ?? query.failureReason;
  useEffect(() => {
    if (!isMissing) setFailed(null);
    else if (reason !== null) setFailed({ key, error: reason });
  }, [key, isMissing, reason]);
  if (!isMissing) return null;
  return reason ?? (failed?.key === key ? failed.error : null);
}
