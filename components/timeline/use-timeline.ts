"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
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
  return { ...useQuery(timelineQuery(ask)), live };
}
