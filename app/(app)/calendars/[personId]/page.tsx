import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CalendarsView } from "#components/calendar/calendars-view.tsx";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { listFeedsOf } from "#lib/calendar/feeds.ts";
import { findPerson } from "#lib/db/people.ts";
import { addAddress, readNow, remove, rename, replaceAddress } from "../actions.ts";

export const metadata: Metadata = { title: "Calendars" };

/** Someone's calendars, for those who manage people. */
export default async function PersonCalendarsPage({ params }: { params: Promise<{ personId: string }> }) {
  const asking = await pageViewer("people.manage");
  const { organisationId, personId: viewerId, role, timeZone, hourCycle } = asking.viewer;
  if (asking.kind === "notAllowed") return <NotAllowed viewerRoleName={roleNames[role]} whoMay={asking.whoMay} />;
  const { personId } = await params;
  const person = z.uuid().safeParse(personId).success ? await findPerson(organisationId, personId) : null;
  if (person === null || person.deactivatedAt !== null) notFound();
  const now = new Date();
  return (
    <CalendarsView
      person={{ id: person.id, name: person.name, isViewer: person.id === viewerId }}
      feeds={await listFeedsOf(organisationId, person.id, now)}
      actions={{ addAddress, readNow, remove, rename, replaceAddress }}
      eyes={{ timeZone, hourCycle }}
      now={now.getTime()}
    />
  );
}
