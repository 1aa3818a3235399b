import type { Metadata } from "next";
import { Connections } from "#components/zoom/connections/connections.tsx";
import { pageViewer } from "#lib/access/viewer.ts";
import {
  disconnectAction,
  importAgainAction,
  readAgainAction,
  renameConnectionAction,
  setAfterRemovalAction,
  setPausedAction,
  setPlanAction,
  setRateShareAction,
} from "../connection-actions.ts";
import { loadConnections } from "../load-zoom.ts";

export const metadata: Metadata = { title: "Zoom, connections" };

/** The connected Zoom accounts, their log, and what can be done with them. */
export default async function ConnectionsPage() {
  const asked = await pageViewer("zoom.view");
  // The layout says whom to ask.
  if (asked.kind === "notAllowed") return null;
  const { timeZone, hourCycle } = asked.viewer;
  return (
    <Connections
      initial={await loadConnections(asked.viewer)}
      eyes={{ timeZone, hourCycle }}
      actions={{
        rename: renameConnectionAction,
        setPlan: setPlanAction,
        setRateShare: setRateShareAction,
        setPaused: setPausedAction,
        importAgain: importAgainAction,
        readAgain: readAgainAction,
        setAfterRemoval: setAfterRemovalAction,
        disconnect: disconnectAction,
      }}
    />
  );
}
