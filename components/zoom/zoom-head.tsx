"use client";

import { Plus } from "lucide-react";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import type { HeaderView } from "#lib/integration/overview-types.ts";
import { agoOf, clockOf, type Eyes, momentOf } from "./instants.ts";
import { StateChip } from "./state-chip.tsx";
import { useNow } from "./use-now.ts";
import { useZoomView } from "./use-zoom-view.ts";
import { headerQuery } from "./zoom-queries.ts";

const DAY_MS = 86_400_000;

/** What stands over the tabs of the integration: its state, its owner, when something came last. */
export function ZoomHead({ initial, eyes }: { initial: HeaderView; eyes: Eyes }) {
  const view = useZoomView(headerQuery, initial, ["connection", "import", "history", "mapping", "activity"]);
  const now = useNow(view.now);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ name: "Services", href: "/services" }, { name: "Zoom" }]}
        icon="zoom"
        title="Zoom"
        titleAside={<StateChip {...view.chip} />}
        meta={view.connections > 0 && <Meta view={view} now={now} eyes={eyes} />}
        actions={
          view.live > 0 && (
            <LinkButton href="/services/zoom" prefetch={false} icon={<Plus aria-hidden size={16} />}>
              Add another Zoom account
            </LinkButton>
          )
        }
      />
      <TabLinks
        label="Zoom integration"
        items={[
          { href: "/integrations/zoom/overview", name: "Overview" },
          {
            href: "/integrations/zoom/users",
            name: "Users",
            count: view.openUsers,
            tone: "warn",
            countLabel: `${view.openUsers} need a person`,
          },
          { href: "/integrations/zoom/features", name: "Features" },
          {
            href: "/integrations/zoom/connections",
            name: "Connections",
            count: view.troubled,
            tone: "bad",
            countLabel: `${view.troubled} ${view.troubled === 1 ? "needs" : "need"} attention`,
          },
        ]}
      />
    </>
  );
}

function Meta({ view, now, eyes }: { view: HeaderView; now: number; eyes: Eyes }) {
  return (
    <>
      <span>
        Owner <b>{view.owner === null ? "nobody" : view.owner.name}</b>
        {view.owner?.isActive === false && ", deactivated"}
      </span>
      <span>
        {view.lastEventAt === null ? "No event yet" : <LastEvent at={view.lastEventAt} now={now} eyes={eyes} />}
      </span>
    </>
  );
}

function LastEvent({ at, now, eyes }: { at: string; now: number; eyes: Eyes }) {
  const isRecent = now - Date.parse(at) < DAY_MS;
  return (
    <>
      Last event <b>{isRecent ? clockOf(at, eyes, true) : momentOf(at, eyes, now)}</b>, {agoOf(at, now)}
    </>
  );
}
