import type { Metadata } from "next";
import { FeaturesPanel } from "#components/zoom/features/features-panel.tsx";
import { pageViewer } from "#lib/access/viewer.ts";
import { readFeaturesPage } from "#lib/integration/read-features.ts";
import { setReceivingAction, setVisibleAction } from "./actions.ts";

export const metadata: Metadata = { title: "Zoom, features" };

/** What of Zoom is visible, and what is received at all. */
export default async function FeaturesPage() {
  const asked = await pageViewer("zoom.view");
  // The layout shows the face of those who may not.
  if (asked.kind === "notAllowed") return null;
  const { viewer } = asked;
  return (
    <FeaturesPanel
      initial={await readFeaturesPage(viewer.organisationId, new Date())}
      eyes={{ timeZone: viewer.timeZone, hourCycle: viewer.hourCycle }}
      actions={{ setVisible: setVisibleAction, setReceiving: setReceivingAction }}
    />
  );
}
