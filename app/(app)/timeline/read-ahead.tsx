import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { timelineDaysQuery, timelineQuery } from "#components/timeline/timeline-query.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { DAYS_OF_WEEK, mondayOf } from "#lib/timeline/day.ts";
import type { ZoneChoice } from "#lib/timeline/timeline-types.ts";
import { loadTimeline, loadTimelineDays } from "./load-timeline.ts";

type ReadAheadProps = {
  viewer: Viewer;
  range: "day" | "week";
  choice: { day: string; people?: string; personId?: string; zone: ZoneChoice };
  children: ReactNode;
};

/** Reads what the timeline in it will ask for first, so that it comes with the page. A failure is the browser's to tell. */
export async function ReadAhead({ viewer, range, choice, children }: ReadAheadProps) {
  const queries = new QueryClient();
  if (range === "day") {
    await queries.prefetchQuery({
      ...timelineQuery(choice),
      queryFn: () => loadTimeline(viewer, choice),
      retry: false,
    });
  } else {
    const week = { ...choice, day: mondayOf(choice.day), days: DAYS_OF_WEEK };
    await queries.prefetchQuery({
      ...timelineDaysQuery(week),
      queryFn: () => loadTimelineDays(viewer, week),
      retry: false,
    });
  }
  return <HydrationBoundary state={dehydrate(queries)}>{children}</HydrationBoundary>;
}
