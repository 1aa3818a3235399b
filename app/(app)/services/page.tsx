import { ArrowRight } from "lucide-react";
import type { Metadata } from "next";
import { Card } from "#components/ui/card.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listNames } from "#components/ui/list-names.ts";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { StateChip } from "#components/zoom/state-chip.tsx";
import { ZoomTile } from "#components/zoom/zoom-tile.tsx";
import { may, permissions } from "#lib/access/permissions.ts";
import { requireViewer } from "#lib/access/viewer.ts";
import { listNamesByRoles } from "#lib/db/people.ts";
import { readHeader } from "#lib/integration/read-connections.ts";

export const metadata: Metadata = { title: "Services" };
const MOST_NAMES = 4;

/** The services that can be connected. Those who may not connect read whom to ask. */
export default async function ServicesPage() {
  const viewer = await requireViewer("services.view");
  const mayConnect = may(viewer.role, "zoom.connect");
  const [header, whoMay] = await Promise.all([
    readHeader(viewer.organisationId, new Date()),
    mayConnect ? [] : listNamesByRoles(viewer.organisationId, permissions["zoom.connect"], MOST_NAMES),
  ]);
  const isConnected = header.live > 0;
  const chip = mayConnect
    ? header.chip
    : { tone: "neutral" as const, label: isConnected ? "Connected" : "Not connected" };
  return (
    <Page>
      <PageHeader
        title="Services"
        meta={<span>What WorkSights may read from, each connected once for everyone.</span>}
      />
      <Card aria-label="Zoom" className="flex flex-wrap items-center gap-4 p-4">
        <ZoomTile />
        <div className="min-w-0 flex-[1_1_20rem]">
          <div className="flex flex-wrap items-center gap-2">
            <h2>Zoom</h2>
            <StateChip {...chip} />
          </div>
          <p className="text-muted">Hosted meetings, calls and webinars on the timeline, from metadata alone.</p>
          {!mayConnect && <p className="mt-1 text-subtle">{whomToAsk(whoMay, isConnected)}</p>}
        </div>
        {mayConnect && (
          <div className="flex flex-wrap gap-2">
            {isConnected && (
              <LinkButton href="/services/zoom" prefetch={false}>
                Add another Zoom account
              </LinkButton>
            )}
            {header.connections > 0 && (
              <LinkButton
                href="/integrations/zoom/overview"
                variant={isConnected ? "primary" : "secondary"}
                iconAfter={<ArrowRight aria-hidden size={16} />}
              >
                Open the integration
              </LinkButton>
            )}
            {!isConnected && (
              <LinkButton href="/services/zoom" variant="primary">
                Connect Zoom
              </LinkButton>
            )}
          </div>
        )}
      </Card>
    </Page>
  );
}

function whomToAsk(names: readonly string[], isConnected: boolean): string {
  if (names.length === 0) return "Nobody in your organisation may connect services yet.";
  return isConnected
    ? `${listNames(names)} ${names.length === 1 ? "looks" : "look"} after it: ask there.`
    : `Your role does not connect services. Ask ${listNames(names)}.`;
}
