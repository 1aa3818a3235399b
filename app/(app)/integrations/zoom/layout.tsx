import type { ReactNode } from "react";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { Page } from "#components/ui/page-header.tsx";
import { NotConnected } from "#components/zoom/not-connected.tsx";
import { ZoomHead } from "#components/zoom/zoom-head.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { loadHeader } from "./load-zoom.ts";

/** The head and the tabs of the integration. Each page below asks for its own permission too. */
export default async function ZoomLayout({ children }: { children: ReactNode }) {
  const asked = await pageViewer("zoom.view");
  if (asked.kind === "notAllowed") {
    return (
      <NotAllowed
        title="Only those who run Zoom see this page"
        viewerRoleName={roleNames[asked.viewer.role]}
        whoMay={asked.whoMay}
      />
    );
  }
  const { timeZone, hourCycle } = asked.viewer;
  const header = await loadHeader(asked.viewer);
  return (
    <Page>
      <ZoomHead initial={header} eyes={{ timeZone, hourCycle }} />
      {header.connections === 0 ? <NotConnected header={header} eyes={{ timeZone, hourCycle }} /> : children}
    </Page>
  );
}
