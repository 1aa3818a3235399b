import type { Metadata } from "next";
import { OutcomeNotice } from "#components/zoom/connect/outcome-notice.tsx";
import { Overview } from "#components/zoom/overview/overview.tsx";
import { pageViewer } from "#lib/access/viewer.ts";
import { outcomeQuerySchema } from "#lib/integration/connect-outcome-types.ts";
import type { OverviewView } from "#lib/integration/overview-types.ts";
import { reassignOwnerAction, setPausedAction } from "../connection-actions.ts";
import { loadOverview } from "../load-zoom.ts";

export const metadata: Metadata = { title: "Zoom, overview" };

const FRESH_MS = 15 * 60_000;

type Query = Promise<Record<string, string | string[] | undefined>>;

/** The overview of the integration; after a return from Zoom it begins with what that came to. */
export default async function OverviewPage({ searchParams }: { searchParams: Query }) {
  const asked = await pageViewer("zoom.view");
  // The layout says whom to ask.
  if (asked.kind === "notAllowed") return null;
  const { timeZone, hourCycle } = asked.viewer;
  const [view, query] = await Promise.all([loadOverview(asked.viewer), searchParams]);
  const back = outcomeQuerySchema.safeParse(query);
  const isBack = back.success && wasJustAuthorised(view);
  return (
    <>
      {isBack && <OutcomeNotice outcome={back.data.outcome} suffering={back.data.suffering} className="mt-6" />}
      <div className={isBack ? undefined : "pt-2"}>
        <Overview
          initial={view}
          eyes={{ timeZone, hourCycle }}
          isJustBack={isBack}
          setPaused={setPausedAction}
          reassignOwner={reassignOwnerAction}
        />
      </div>
    </>
  );
}

/** An address alone proves nothing: success is told only while it is fresh. */
function wasJustAuthorised({ connections, now }: OverviewView): boolean {
  return connections.some(({ isLive, connectedAt }) => isLive && Date.parse(now) - Date.parse(connectedAt) < FRESH_MS);
}
