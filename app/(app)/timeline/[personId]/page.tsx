import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PersonTimeline } from "#components/timeline/person-timeline.tsx";
import { timelineDaysQuery, timelineQuery } from "#components/timeline/timeline-query.ts";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { isInSight, visiblePeople } from "#lib/access/visible-people.ts";
import { findPerson } from "#lib/db/people.ts";
import { DAYS_OF_WEEK, dayIn, mondayOf } from "#lib/timeline/day.ts";
import { choiceOfAddress } from "../choice-of-address.ts";
import { loadTimeline, loadTimelineDays, timelineViewer } from "../load-timeline.ts";

export const metadata: Metadata = { title: "Timeline" };

type PersonPageProps = {
  params: Promise<{ personId: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

/** One person's day. Who is out of sight is as missing as who does not exist. */
export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const access = await pageViewer("timeline.view");
  if (access.kind === "notAllowed")
    return <NotAllowed viewerRoleName={roleNames[access.viewer.role]} whoMay={access.whoMay} />;
  const { viewer } = access;
  const personId = z.uuid().safeParse((await params).personId).data;
  if (personId === undefined || !isInSight(await visiblePeople(viewer), personId)) notFound();
  const person = await findPerson(viewer.organisationId, personId);
  if (person === null || person.deactivatedAt !== null) notFound();

  const readAt = Date.now();
  const { range, zone, ...asked } = choiceOfAddress(await searchParams);
  const day = asked.day ?? dayIn(person.timeZone, readAt);
  const queries = new QueryClient();
  if (range === "day") {
    const choice = { day, personId, zone };
    await queries.prefetchQuery({
      ...timelineQuery(choice),
      queryFn: () => loadTimeline(viewer, choice),
      retry: false,
    });
  } else {
    const choice = { day: mondayOf(day), days: DAYS_OF_WEEK, personId, zone };
    await queries.prefetchQuery({
      ...timelineDaysQuery(choice),
      queryFn: () => loadTimelineDays(viewer, choice),
      retry: false,
    });
  }
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <PersonTimeline
        viewer={await timelineViewer(viewer)}
        personId={personId}
        zone={person.timeZone}
        readAt={readAt}
      />
    </HydrationBoundary>
  );
}
