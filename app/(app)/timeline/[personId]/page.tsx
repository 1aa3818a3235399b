import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PersonTimeline } from "#components/timeline/person-timeline.tsx";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { dayIn } from "#lib/timeline/day.ts";
import { choiceOfAddress } from "../choice-of-address.ts";
import { personInSight, timelineViewer } from "../load-timeline.ts";
import { ReadAhead } from "../read-ahead.tsx";

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
  const person = await personInSight(viewer, (await params).personId);
  if (person === null) notFound();
  const personId = person.id;

  const readAt = Date.now();
  const { range, zone, ...asked } = choiceOfAddress(await searchParams);
  const day = asked.day ?? dayIn(person.timeZone, readAt);
  return (
    <ReadAhead viewer={viewer} range={range} choice={{ day, personId, zone }}>
      <PersonTimeline
        viewer={await timelineViewer(viewer)}
        personId={personId}
        zone={person.timeZone}
        readAt={readAt}
      />
    </ReadAhead>
  );
}
