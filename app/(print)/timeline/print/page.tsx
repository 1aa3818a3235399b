import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { wholeAddress } from "#app/(app)/timeline/choice-of-address.ts";
import { loadTimelineDays, mayChoose, personInSight, timelineViewer } from "#app/(app)/timeline/load-timeline.ts";
import { PrintPage } from "#components/timeline/print/print-page.tsx";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import type { PersonRow } from "#lib/db/people.ts";
import { DAYS_OF_WEEK, dayIn, mondayOf } from "#lib/timeline/day.ts";
import { shownDays } from "#lib/timeline/export-entries.ts";
import { pageAddress } from "#lib/timeline/export-link.ts";
import { filtersInWords, peopleInWords, zoneInWords } from "#lib/timeline/print-words.ts";
import { type TimelineDay, timelineLayers } from "#lib/timeline/timeline-types.ts";
import { clockAt, countOf, dayLong, dayShort, placeOfZone, weekInWords } from "#lib/timeline/words.ts";

export const metadata: Metadata = { title: "Timeline for paper" };

/** What the timeline shows at the same address, for paper. Who is out of sight is as missing as who does not exist. */
export default async function TimelinePrintPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const access = await pageViewer("timeline.view");
  if (access.kind === "notAllowed")
    return <NotAllowed viewerRoleName={roleNames[access.viewer.role]} whoMay={access.whoMay} />;
  const { viewer } = access;
  const address = wholeAddress(await searchParams);
  const person = address.person === undefined ? null : await personInSight(viewer, address.person);
  const isMissing = address.person === undefined ? !(await mayChoose(viewer, address.people)) : person === null;
  // Before anything is sent: an answer that has begun can not be a 404 any more.
  if (isMissing) notFound();
  return (
    <Suspense fallback={<Waiting />}>
      <Paper viewer={viewer} person={person} address={address} />
    </Suspense>
  );
}

/** A company's day on paper takes a moment. */
function Waiting() {
  return (
    <main data-paper className="grid min-h-dvh content-center bg-surface text-center">
      <p role="status">Putting the pages together…</p>
    </main>
  );
}

type PaperProps = { viewer: Viewer; person: PersonRow | null; address: ReturnType<typeof wholeAddress> };

async function Paper({ viewer, person, address }: PaperProps) {
  const { range, people, zone, products } = address;
  const now = new Date();
  const at = now.getTime();
  const day = address.day ?? dayIn(person?.timeZone ?? viewer.timeZone, at);
  const whose = person === null ? { people } : { personId: person.id };
  const q = person === null ? address.q : "";
  const [first, count] = range === "week" ? [mondayOf(day), DAYS_OF_WEEK] : [day, 1];
  const [read, { teams }] = await Promise.all([
    loadTimelineDays(viewer, { day: first, days: count, ...whose, zone, now }),
    timelineViewer(viewer),
  ]);
  const days = shownDays(read.days, { q, layers: products });
  const when = range === "week" ? weekInWords(first) : dayLong(first);
  const { timeZone, hourCycle } = viewer;
  const asOf = `${dayShort(dayIn(timeZone, at))}, ${clockAt(at, timeZone, hourCycle)} in ${placeOfZone(timeZone)}`;
  const who = person?.name ?? peopleInWords(people, viewer.name, teams);
  const inWhoseTime = zoneInWords(zone, {
    ownName: person === null ? "Each person’s own time" : `${person.name}’s own time (${placeOfZone(person.timeZone)})`,
    viewerName: viewer.name,
    viewerZone: timeZone,
    organisationZone: viewer.organisationZone,
  });
  return (
    <PrintPage
      title={`Timeline, ${when}`}
      facts={[
        ["People", person === null ? `${who} (${countOf(days[0]?.people.length ?? 0, "person", "people")})` : who],
        ["Time", inWhoseTime],
        ["Filters", filtersInWords(q, products)],
        ["As of", asOf],
      ]}
      head={`Timeline, ${when}. ${who}. As of ${asOf}`}
      backHref={pageAddress({ day, range, ...whose, zone, q, products })}
      days={days}
      layers={products ?? timelineLayers}
      now={at}
      cycle={hourCycle}
      empty={whyEmpty(days[0], q)}
    />
  );
}

/** Where the timeline would show a face in place of days, paper says it; an empty list would say that nothing happened. */
function whyEmpty(first: TimelineDay | undefined, q: string): string | null {
  if (first?.products.length === 0)
    return "Meetings, calls and webinars are hidden for everyone, so there are no days to show.";
  if ((first?.people.length ?? 0) > 0) return null;
  return q === "" ? "There is nobody here to show." : `Nobody is named “${q}” among the people whose days you may see.`;
}
