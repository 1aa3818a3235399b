import type { Metadata } from "next";
import { z } from "zod";
import { Breadcrumbs } from "#components/ui/breadcrumbs.tsx";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { BlockedHelp } from "#components/zoom/connect/blocked-help.tsx";
import { ConnectForm } from "#components/zoom/connect/connect-form.tsx";
import { Gives } from "#components/zoom/connect/gives.tsx";
import { OutcomeNotice } from "#components/zoom/connect/outcome-notice.tsx";
import { SampleDay } from "#components/zoom/connect/sample-day.tsx";
import { permissions, roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { findConnection, isScrubbed, listConnections } from "#lib/db/connections.ts";
import { listNamesByRoles } from "#lib/db/people.ts";
import { isZoomConfigured } from "#lib/integration/connect.ts";
import { outcomeQuerySchema } from "#lib/integration/connect-outcome-types.ts";
import { isLiveState } from "#lib/integration/connection-moves.ts";

export const metadata: Metadata = { title: "Connect Zoom" };
const MOST_NAMES = 4;

type Query = Promise<Record<string, string | string[] | undefined>>;

/** The page before Zoom, and the explanation of every way back that saved nothing. */
export default async function ConnectZoomPage({ searchParams }: { searchParams: Query }) {
  const asked = await pageViewer("zoom.connect");
  if (asked.kind === "notAllowed") {
    return (
      <NotAllowed
        title="Only those who run Zoom connect it"
        viewerRoleName={roleNames[asked.viewer.role]}
        whoMay={asked.whoMay}
      />
    );
  }
  const { viewer } = asked;
  const query = await searchParams;
  const back = outcomeQuerySchema.safeParse(query);
  // Success is told by the integration itself, which knows whether it is true.
  const isBack = back.success && back.data.outcome !== "connected" && back.data.outcome !== "reconnected";
  const known = await findKnown(viewer.organisationId, query.connection);
  const whoMay = await listNamesByRoles(viewer.organisationId, permissions["zoom.connect"], MOST_NAMES);
  const isConfigured = isZoomConfigured();
  const connected = (await listConnections(viewer.organisationId)).filter(({ state }) => isLiveState(state));
  const titleOfNew = connected.length === 0 ? "Connect Zoom" : "Connect another Zoom account";
  const title = known === null ? titleOfNew : `Reconnect ${known.name}`;
  return (
    <div className="mx-auto grid w-full max-w-[1136px] grid-cols-1 items-start gap-x-16 gap-y-8 px-page pt-8 pb-16 lg:grid-cols-[minmax(0,1fr)_400px] lg:pt-12">
      <div>
        <Breadcrumbs items={[{ name: "Services", href: "/services" }, { name: "Zoom" }, { name: "Connect" }]} />
        {isBack ? (
          <OutcomeNotice
            outcome={back.data.outcome}
            isNothingSaved={back.data.outcome === "scopesMissing"}
            className="mt-6"
          />
        ) : (
          !isConfigured && <OutcomeNotice outcome="notConfigured" className="mt-6" />
        )}
        <h1 className="mt-6 text-2xl tracking-[-0.02em]">{title}</h1>
        <p className="mt-2 max-w-[56ch] text-lg text-muted">
          {known === null
            ? "Once, for the whole Zoom account. After that, meetings, calls and webinars of everyone you map appear on the timeline by themselves."
            : "The same Zoom account, with a new permission. Mapping, settings and history stay; what was missed is read from Zoom’s history."}
        </p>
        {known === null && connected.length > 0 && (
          <p className="mt-2 text-muted">
            Already connected: {new Intl.ListFormat("en-GB").format(connected.map(({ name }) => name))}.
          </p>
        )}
        <Gives />
        <SampleDay />
      </div>
      <aside aria-label="Before Zoom" className="lg:sticky lg:top-[72px]">
        <ConnectForm
          key={known?.id ?? "new"}
          connectionId={known?.id}
          defaultDays={known === null ? "30" : "0"}
          isConfigured={isConfigured}
        />
        <BlockedHelp whoMay={whoMay.filter((name) => name !== viewer.name)} />
      </aside>
    </div>
  );
}

async function findKnown(organisationId: string, id: unknown): Promise<{ id: string; name: string } | null> {
  const parsed = z.uuid().safeParse(id);
  const found = parsed.success ? await findConnection(organisationId, parsed.data) : null;
  return found === null || isScrubbed(found) ? null : found;
}
