"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ReassignOwner } from "#components/zoom/action-types.ts";
import { dayOf, type Eyes } from "#components/zoom/instants.ts";
import { planNames } from "#lib/integration/connection-words-types.ts";
import type { ConnectionView, OverviewView } from "#lib/integration/overview-types.ts";
import { OwnerDialog } from "./owner-dialog.tsx";

/** Details of the connection (of the first, when there are several) and who answers for the integration. */
export function ConnectionCard({
  view,
  now,
  eyes,
  reassignOwner,
}: {
  view: OverviewView;
  now: number;
  eyes: Eyes;
  reassignOwner: ReassignOwner;
}) {
  const [isChoosing, setIsChoosing] = useState(false);
  const live = view.connections.filter(({ isLive }) => isLive);
  const shown = live[0] ?? view.connections[0];
  const role = view.candidates.find(({ id }) => id === view.owner?.id)?.roleName;
  return (
    <Card aria-label="Connection">
      <CardHeader
        title="Connection"
        actions={
          <LinkButton href="/integrations/zoom/connections" size="sm">
            {view.connections.length > 1 ? `All ${view.connections.length}` : "Manage"}
          </LinkButton>
        }
      />
      {shown !== undefined && <Details connection={shown} now={now} eyes={eyes} />}
      <div className="flex items-center gap-3 border-t border-line px-4 py-2.5">
        {view.owner !== null && <Avatar name={view.owner.name} />}
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{view.owner?.name ?? "Nobody answers for it"}</p>
          <p className="text-xs text-subtle">
            {view.owner?.isActive === false
              ? "Owner, deactivated: choose someone else"
              : ["Owner", role].filter((part) => part !== undefined).join(", ")}
          </p>
        </div>
        <Button size="sm" onPress={() => setIsChoosing(true)}>
          Reassign
        </Button>
      </div>
      <OwnerDialog
        owner={view.owner}
        candidates={view.candidates}
        reassignOwner={reassignOwner}
        isOpen={isChoosing}
        onOpenChange={setIsChoosing}
      />
    </Card>
  );
}

function Details({ connection, now, eyes }: { connection: ConnectionView; now: number; eyes: Eyes }) {
  const granted = connection.scopes.filter(({ isGranted }) => isGranted).length;
  const needed = connection.scopes.length;
  const history = connection.reading !== null ? ", being read" : "";
  return (
    <dl className="grid grid-cols-[104px_1fr] gap-x-2 gap-y-2 px-4 pt-1 pb-4 tabular-nums [&_dt]:text-subtle">
      <dt>Zoom account</dt>
      <dd>{connection.name}</dd>
      <dt>Plan</dt>
      <dd>
        {planNames[connection.plan]}, {connection.hasPhone ? "with Zoom Phone" : "no Zoom Phone"}
      </dd>
      <dt>Connected</dt>
      <dd>
        {dayOf(connection.connectedAt, eyes, now)}
        {connection.connectedBy !== null && ` by ${connection.connectedBy}`}
      </dd>
      <dt>History</dt>
      <dd>{connection.historyDays === 0 ? "None asked for" : `${connection.historyDays} days${history}`}</dd>
      <dt>Scopes</dt>
      <dd className={granted < needed ? "flex items-center gap-1.5 text-warn" : "flex items-center gap-1.5"}>
        {granted < needed ? (
          <TriangleAlert aria-hidden size={14} />
        ) : (
          <CircleCheck aria-hidden size={14} className="text-ok" />
        )}
        {granted} of {needed} granted
      </dd>
    </dl>
  );
}
