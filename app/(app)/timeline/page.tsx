import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TeamTimeline } from "#components/timeline/team-timeline.tsx";
import { timelineDaysQuery, timelineQuery } from "#components/timeline/timeline-query.ts";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { DAYS_OF_WEEK, dayIn, mondayOf } from "#lib/timeline/day.ts";
import { choiceOfAddress } from "./choice-of-address.ts";
import { loadTimeline, loadTimelineDays, timelineViewer } from "./load-timeline.ts";

export const metadata: Metadata = { title: "Timeline" };

/** The team's day, read ahead on the server and kept fresh in the browser. */
export default async function TimelinePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const access = await pageViewer("timeline.view");
  if (access.kind === "notAllowed")
    return <NotAllowed viewerRoleName={roleNames[access.viewer.role]} whoMay={access.whoMay} />;
  const { viewer } = access;
  const readAt = Date.now();
  const { range, people, zone, ...asked } = choiceOfAddress(await searchParams);
  const day = asked.day ?? dayIn(viewer.timeZone, readAt);
  const queries = new QueryClient();
  if (range === "day") {
    const choice = { day, people, zone };
    await queries.prefetchQuery({
      ...timelineQuery(choice),
      queryFn: () => loadTimeline(viewer, choice),
      retry: false,
    });
  } else {
    const choice = { day: mondayOf(day), days: DAYS_OF_WEEK, people, zone };
    await queries.prefetchQuery({
      ...timelineDaysQuery(choice),
      queryFn: () => loadTimelineDays(viewer, choice),
      retry: false,
    });
  }
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <TeamTimeline viewer={await timelineViewer(viewer)} readAt={readAt} />
    </HydrationBoundary>
  );
}
