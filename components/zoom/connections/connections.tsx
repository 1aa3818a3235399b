"use client";

import { Card } from "#components/ui/card.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import type { Eyes } from "#components/zoom/instants.ts";
import { useNow } from "#components/zoom/use-now.ts";
import { useZoomView } from "#components/zoom/use-zoom-view.ts";
import { connectionsQuery } from "#components/zoom/zoom-queries.ts";
import type { ConnectionsView } from "#lib/integration/overview-types.ts";
import { ConnectingNotice } from "../connecting-notice.tsx";
import { AfterRemovalCard } from "./after-removal-card.tsx";
import { columns } from "./columns.ts";
import { ConnectionItem } from "./connection-item.tsx";
import { LogCard } from "./log-card.tsx";
import { ReadAgain } from "./read-again.tsx";

const topics = ["connection", "import", "history", "mapping"];

/** Every connected Zoom account with its condition, its log, and a way to read a time again. */
export function Connections({
  initial,
  eyes,
  actions,
}: {
  initial: ConnectionsView;
  eyes: Eyes;
  actions: ConnectionActions;
}) {
  const view = useZoomView(connectionsQuery, initial, topics);
  const now = useNow(view.now);
  const firstTroubled = view.connections.find(({ face, isLive }) => isLive && face.trouble !== null)?.id;
  const readable = view.connections.filter(({ isLive, state }) => isLive && state !== "paused");
  return (
    <div className="mt-6 grid gap-4">
      <ConnectingNotice view={view} now={now} eyes={eyes} />
      <Card aria-label="Zoom accounts">
        <h2 className="sr-only">Zoom accounts</h2>
        <div aria-hidden className={`${columns} min-h-9! border-0! text-xs text-subtle max-lg:hidden!`}>
          {["", "Zoom account", "Health", "Connected", "Scopes", "Users", "Last event", ""].map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
            <span key={index}>{name}</span>
          ))}
        </div>
        <ul>
          {view.connections.map((connection) => (
            <ConnectionItem
              key={connection.id}
              connection={connection}
              isOpenAtFirst={connection.id === firstTroubled || view.connections.length === 1}
              now={now}
              eyes={eyes}
              actions={actions}
            />
          ))}
        </ul>
      </Card>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_376px]">
        <LogCard log={view.log} connections={view.connections} now={now} eyes={eyes} />
        <div className="grid gap-4">
          {readable.length > 0 && (
            <ReadAgain connections={readable} readAgain={actions.readAgain} now={now} eyes={eyes} />
          )}
          <AfterRemovalCard afterRemoval={view.afterRemoval} setAfterRemoval={actions.setAfterRemoval} />
        </div>
      </div>
    </div>
  );
}
