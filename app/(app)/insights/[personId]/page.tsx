import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { insightsQuery } from "#components/insights/insights-query.ts";
import { InsightsView } from "#components/insights/insights-view.tsx";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { isInSight, visiblePeople } from "#lib/access/visible-people.ts";
import { findPerson } from "#lib/db/people.ts";
import { dayIn } from "#lib/timeline/day.ts";
import { chosenWeeks } from "#lib/timeline/insight-period.ts";
import { timelineViewer } from "../../timeline/load-timeline.ts";
import { choiceOfAddress } from "../choice-of-address.ts";
import { loadInsights } from "../load-insights.ts";

export const metadata: Metadata = { title: "Insights" };

type PersonPageProps = {
  params: Promise<{ personId: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

/** Some weeks of one person. Who is out of sight is as missing as who does not exist. */
export default async function PersonInsightsPage({ params, searchParams }: PersonPageProps) {
  const access = await pageViewer("timeline.view");
  if (access.kind === "notAllowed")
    return <NotAllowed viewerRoleName={roleNames[access.viewer.role]} whoMay={access.whoMay} />;
  const { viewer } = access;
  const personId = z.uuid().safeParse((await params).personId).data;
  if (personId === undefined || !isInSight(await visiblePeople(viewer), personId)) notFound();
  const person = await findPerson(viewer.organisationId, personId);
  if (person === null || person.deactivatedAt !== null) notFound();

  const readAt = Date.now();
  const { people: _people, ...asked } = choiceOfAddress(await searchParams);
  const { from, weeks } = chosenWeeks(asked, dayIn(person.timeZone, readAt));
  const choice = { from, weeks, personId };
  const queries = new QueryClient();
  await queries.prefetchQuery({
    ...insightsQuery(choice),
    queryFn: () => loadInsights(viewer, choice),
    retry: false,
  });
  const { id, name, timeZone, workStart, workEnd, workDays } = person;
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <InsightsView
        viewer={await timelineViewer(viewer)}
        person={{ id, name, timeZone, workStart, workEnd, workDays }}
        readAt={readAt}
      />
    </HydrationBoundary>
  );
}
