import type { Metadata } from "next";
import { TeamTimeline } from "#components/timeline/team-timeline.tsx";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { dayIn } from "#lib/timeline/day.ts";
import { choiceOfAddress } from "./choice-of-address.ts";
import { timelineViewer } from "./load-timeline.ts";
import { ReadAhead } from "./read-ahead.tsx";

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
  return (
    <ReadAhead viewer={viewer} range={range} choice={{ day, people, zone }}>
      <TeamTimeline viewer={await timelineViewer(viewer)} readAt={readAt} />
    </ReadAhead>
  );
}
