import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { insightsQuery } from "#components/insights/insights-query.ts";
import { InsightsView } from "#components/insights/insights-view.tsx";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { dayIn } from "#lib/timeline/day.ts";
import { chosenWeeks } from "#lib/timeline/insight-period.ts";
import { timelineViewer } from "../timeline/load-timeline.ts";
import { choiceOfAddress } from "./choice-of-address.ts";
import { loadInsights } from "./load-insights.ts";

export const metadata: Metadata = { title: "Insights" };

/** Some weeks of a team, read ahead on the server and kept fresh in the browser. */
export default async function InsightsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const access = await pageViewer("timeline.view");
  if (access.kind === "notAllowed")
    return <NotAllowed viewerRoleName={roleNames[access.viewer.role]} whoMay={access.whoMay} />;
  const { viewer } = access;
  const readAt = Date.now();
  const { people, ...asked } = choiceOfAddress(await searchParams);
  const { from, weeks } = chosenWeeks(asked, dayIn(viewer.timeZone, readAt));
  const choice = { from, weeks, people };
  const queries = new QueryClient();
  await queries.prefetchQuery({
    ...insightsQuery(choice),
    queryFn: () => loadInsights(viewer, choice),
    retry: false,
  });
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <InsightsView viewer={await timelineViewer(viewer)} person={null} readAt={readAt} />
    </HydrationBoundary>
  );
}
