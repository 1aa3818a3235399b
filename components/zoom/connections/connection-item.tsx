"use client";

import { ChevronDown, ChevronRight, Info, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import { agoOf, clockOf, dayOf, type Eyes, momentOf, withInstants } from "#components/zoom/instants.ts";
import { StateChip } from "#components/zoom/state-chip.tsx";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import { planNames, productNames } from "#lib/integration/connection-words-types.ts";
import type { ConnectionView } from "#lib/integration/overview-types.ts";
import { columns } from "./columns.ts";
import { ConnectionDetails } from "./connection-details.tsx";

const DAY_MS = 86_400_000;

type Props = {
  connection: ConnectionView;
  isOpenAtFirst: boolean;
  now: number;
  eyes: Eyes;
  actions: ConnectionActions;
};

/** One Zoom account: a line, and everything about it when opened. */
export function ConnectionItem({ connection, isOpenAtFirst, now, eyes, actions }: Props) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const detailsId = useId();
  const granted = connection.scopes.filter(({ isGranted }) => isGranted).length;
  const isShort = connection.isLive && granted < connection.scopes.length;
  return (
    <li>
      <div className={columns}>
        <IconButton
          size="sm"
          label={`${isOpen ? "Close" : "Open"} ${connection.name}`}
          hasTooltip={false}
          aria-expanded={isOpen}
          aria-controls={detailsId}
          icon={isOpen ? <ChevronDown aria-hidden size={16} /> : <ChevronRight aria-hidden size={16} />}
          onPress={() => setIsOpen(!isOpen)}
        />
        <Cell isWide>
          <span className="block truncate font-medium">{connection.name}</span>
          <Sub>
            {connection.isLive
              ? `${planNames[connection.plan]}, ${connection.hasPhone ? "with Phone" : "no Phone"}`
              : `Since ${momentOf(connection.since, eyes, now).replace(/^[TY](?=[oe])/, (first) => first.toLowerCase())}`}
          </Sub>
        </Cell>
        <Cell>
          <StateChip tone={connection.face.tone} label={connection.face.label} />
        </Cell>
        <Cell>
          <span className="block truncate">{connection.connectedBy ?? "Someone who left"}</span>
          <Sub>{dayOf(connection.connectedAt, eyes, now)}, by OAuth</Sub>
        </Cell>
        <Cell className={isShort ? "text-warn" : ""} label="Scopes">
          {connection.isLive ? `${granted} of ${connection.scopes.length}` : ""}
        </Cell>
        <Cell label="Users">{connection.users.total}</Cell>
        <Cell label="Last event">
          <LastEvent at={connection.lastEventAt} now={now} eyes={eyes} />
        </Cell>
        <span className="ml-auto flex justify-end">
          <MainStep connection={connection} setPaused={actions.setPaused} />
        </span>
      </div>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && (
          <>
            <Why connection={connection} now={now} eyes={eyes} />
            <ConnectionDetails connection={connection} actions={actions} now={now} eyes={eyes} />
          </>
        )}
      </div>
    </li>
  );
}

function Cell({
  children,
  className,
  label,
  isWide = false,
}: {
  children: React.ReactNode;
  className?: string;
  /** Said before the value where the column's head is not shown. */
  label?: string;
  isWide?: boolean;
}) {
  return (
    <div className={classNames("min-w-0 tabular-nums", isWide && "max-lg:flex-1", className)}>
      {label !== undefined && <span className="text-xs text-subtle lg:sr-only">{label} </span>}
      {children}
    </div>
  );
}

function Sub({ children }: { children: React.ReactNode }) {
  return <span className="block truncate text-xs text-subtle">{children}</span>;
}

function LastEvent({ at, now, eyes }: { at: string | null; now: number; eyes: Eyes }) {
  if (at === null) return <span className="text-subtle">None yet</span>;
  const isRecent = now - Date.parse(at) < DAY_MS;
  return (
    <>
      {isRecent ? clockOf(at, eyes, true) : dayOf(at, eyes, now)}
      <Sub>{agoOf(at, now)}</Sub>
    </>
  );
}

function MainStep({
  connection,
  setPaused,
}: {
  connection: ConnectionView;
  setPaused: ConnectionActions["setPaused"];
}) {
  const { isPending, run } = useZoomAction();
  const { id, face, isLive, isDeleted } = connection;
  if (isDeleted) {
    return (
      <LinkButton href="/services/zoom" prefetch={false}>
        Connect again
      </LinkButton>
    );
  }
  if (!isLive || face.trouble?.cure === "reconnect") {
    return (
      <LinkButton
        href={`/services/zoom?connection=${id}`}
        prefetch={false}
        variant={isLive ? "primary" : "secondary"}
        aria-label={`Reconnect ${connection.name}`}
      >
        Reconnect
      </LinkButton>
    );
  }
  if (face.trouble?.cure === "resume") {
    const resume = () => run(() => setPaused({ connectionId: id, isPaused: false }), `${connection.name} goes on`);
    return (
      <Button isPending={isPending} onPress={() => void resume()}>
        Resume
      </Button>
    );
  }
  return null;
}

/** Cause and next step, before the details; of each product when only some are in trouble. */
function Why({ connection, now, eyes }: { connection: ConnectionView; now: number; eyes: Eyes }) {
  const { face, products, state } = connection;
  if (face.trouble === null) return null;
  const troubled = products.filter(({ health }) => health !== "ok" && health !== "notLicensed");
  const names = troubled.map(({ product }) => productNames[product]).join(", ");
  const isPartial = face.condition === "attention" && state !== "attention";
  const cause = withInstants(face.trouble.cause, eyes, now);
  return (
    <div
      className={classNames(
        "mx-4 mb-4 flex gap-3 rounded-md px-4 py-3 inset-ring lg:ml-14",
        face.tone === "neutral" && "bg-sunken inset-ring-line",
        face.tone === "warn" && "bg-warn-wash inset-ring-warn-line",
        face.tone === "bad" && "bg-bad-wash inset-ring-bad-line",
      )}
    >
      {face.tone === "neutral" ? (
        <Info aria-hidden size={16} className="mt-0.5 shrink-0 text-muted" />
      ) : (
        <TriangleAlert
          aria-hidden
          size={16}
          className={classNames("mt-0.5 shrink-0", face.tone === "bad" ? "text-bad" : "text-warn")}
        />
      )}
      <p className="min-w-0 flex-1">
        <span className="font-medium">{isPartial ? `${names}: ${cause}` : cause}</span>{" "}
        <span className="text-muted">
          {withInstants(face.trouble.effect, eyes, now)} {face.trouble.next}
        </span>
      </p>
    </div>
  );
}
