"use client";

import type { ConnectionActions, ReassignOwner } from "#components/zoom/action-types.ts";
import type { Eyes } from "#components/zoom/instants.ts";
import { useNow } from "#components/zoom/use-now.ts";
import { useZoomView } from "#components/zoom/use-zoom-view.ts";
import { overviewQuery } from "#components/zoom/zoom-queries.ts";
import type { OverviewView } from "#lib/integration/overview-types.ts";
import { ConnectingNotice } from "../connecting-notice.tsx";
import { ConnectionCard } from "./connection-card.tsx";
import { Deliveries } from "./deliveries.tsx";
import { DoorNotices } from "./door-notices.tsx";
import { OwnerNotice } from "./owner-notice.tsx";
import { ProductCard } from "./product-card.tsx";
import { RecentChanges } from "./recent-changes.tsx";
import { SentenceNotice } from "./sentence-notice.tsx";
import { SetupSteps } from "./setup-steps.tsx";
import { WhatStays } from "./what-stays.tsx";

const topics = ["connection", "import", "history", "mapping", "features", "activity"];

/** The overview of the integration, live while it is open. */
export function Overview({
  initial,
  eyes,
  isJustBack,
  setPaused,
  reassignOwner,
}: {
  initial: OverviewView;
  /** Whether the page already begins with what a return from Zoom came to. */
  isJustBack: boolean;
  eyes: Eyes;
  setPaused: ConnectionActions["setPaused"];
  reassignOwner: ReassignOwner;
}) {
  const view = useZoomView(overviewQuery, initial, topics);
  const now = useNow(view.now);
  return (
    <div className="mt-4 grid gap-4">
      {(!isJustBack || view.sentence.action !== null) && (
        <SentenceNotice sentence={view.sentence} now={now} eyes={eyes} setPaused={setPaused} />
      )}
      <DoorNotices door={view.door} now={now} eyes={eyes} />
      <ConnectingNotice view={view} now={now} eyes={eyes} />
      <OwnerNotice view={view} reassignOwner={reassignOwner} />
      <SetupSteps view={view} now={now} eyes={eyes} />
      <div className="grid gap-4 lg:grid-cols-3">
        {view.products.map((product) => (
          <ProductCard key={product.product} view={product} now={now} eyes={eyes} />
        ))}
      </div>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_376px]">
        <div className="grid grid-cols-1 gap-4">
          <Deliveries days={view.deliveries} />
          <WhatStays />
        </div>
        <div className="grid gap-4">
          <ConnectionCard view={view} now={now} eyes={eyes} reassignOwner={reassignOwner} />
          {view.changes !== null && <RecentChanges changes={view.changes} now={now} eyes={eyes} />}
        </div>
      </div>
    </div>
  );
}
