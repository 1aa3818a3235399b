import type { Metadata } from "next";
import { CalendarsView } from "#components/calendar/calendars-view.tsx";
import { requireViewer } from "#lib/access/viewer.ts";
import { listFeedsOf } from "#lib/calendar/feeds.ts";
import { addAddress, readNow, remove, rename, replaceAddress } from "./actions.ts";

export const metadata: Metadata = { title: "Your calendars" };

export default async function CalendarsPage() {
  const { organisationId, personId, name, timeZone, hourCycle } = await requireViewer("calendars.own");
  const now = new Date();
  return (
    <CalendarsView
      person={{ id: personId, name, isViewer: true }}
      feeds={await listFeedsOf(organisationId, personId, now)}
      actions={{ addAddress, readNow, remove, rename, replaceAddress }}
      eyes={{ timeZone, hourCycle }}
      now={now.getTime()}
    />
  );
}
