import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TeamDay } from "#components/timeline/team-day.tsx";
import { timelineQuery } from "#components/timeline/timeline-query.ts";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { dayIn, isDay } from "#lib/timeline/day.ts";
import { loadTimeline, timelineViewer } from "./load-timeline.ts";

export const metadata: Metadata = { title: "Timeline" };

/** The team's day, read ahead on the server and kept fresh in the browser. */
export default async function TimelinePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const access = await pageViewer("timeline.view");
  if (access.kind === "notAllowed")
    return <NotAllowed viewerRoleName={roleNames[access.viewer.role]} whoMay={access.whoMay} />;
  const { viewer } = access;
  const readAt = Date.now();
  const asked = (await searchParams).day;
  const day = typeof asked === "string" && isDay(asked) ? asked : dayIn(viewer.timeZone, readAt);
  const queries = new QueryClient();
  await queries.prefetchQuery({
    ...timelineQuery({ day }),
    queryFn: () => loadTimeline(viewer, { day }),
    retry: false,
  });
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <TeamDay viewer={timelineViewer(viewer)} readAt={readAt} />
    </HydrationBoundary>
  );
}
