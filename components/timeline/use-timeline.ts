"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { LiveNews } from "#components/shell/live-source.ts";
import { useLiveChanges } from "#components/shell/use-live-changes.ts";
import { type TimelineQuery, timelineQuery } from "./timeline-query.ts";

/** Changes that can show on a timeline. */
const topics = new Set(["activity", "people", "mapping", "features", "connection", "history", "import"]);

function concerns(news: LiveNews, personId: string | undefined): boolean {
  if (news.kind === "everything") return true;
  return news.changes.some(
    (change) =>
      topics.has(change.topic) &&
      (personId === undefined || change.personIds === undefined || change.personIds.includes(personId)),
  );
}

/** A day of the timeline, kept fresh by live changes. After a break everything is fetched anew. */
export function useTimeline(ask: TimelineQuery) {
  const queries = useQueryClient();
  const turn = useRef({ isBusy: false, again: false });
  const refresh = async () => {
    // News during a fetch may be too late for it: one more follows. Cancelling instead could starve in a storm.
    turn.current.again = true;
    if (turn.current.isBusy) return;
    turn.current.isBusy = true;
    while (turn.current.again) {
      turn.current.again = false;
      // Days that are not on screen are only marked, and fetched when they come back.
      await queries.invalidateQueries({ queryKey: ["timeline"], refetchType: "active" });
    }
    turn.current.isBusy = false;
  };
  const live = useLiveChanges((news) => {
    if (concerns(news, ask.personId)) void refresh();
  });
  const query = useQuery(timelineQuery(ask));
  const failure = useFailure(`${ask.personId ?? "team"} ${ask.day}`, query);
  if (failure !== null) return { ...query, data: undefined, isPlaceholderData: false, error: failure, live };
  return { ...query, live };
}

/**
 * Why the asked day is not here. Each new attempt forgets the failure of the one before and would show another day
 * under this one's date for its time: the failure stays until the day is here.
 */
function useFailure(
  key: string,
  query: { data: unknown; isPlaceholderData: boolean; error: Error | null; failureReason: Error | null },
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
