/** What the integration's pages and their API read, so that both show the same. */
import "server-only";
import { may, permissions, roleNames } from "#lib/access/permissions.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import type { ConnectionsView, HeaderView, OverviewView } from "#lib/integration/overview-types.ts";
import { readConnectionsPage, readHeader } from "#lib/integration/read-connections.ts";
import { readOverview } from "#lib/integration/read-overview.ts";
import { dayBounds, dayIn } from "#lib/timeline/day.ts";

/** What stands over the tabs. */
export function loadHeader(viewer: Viewer): Promise<HeaderView> {
  return readHeader(viewer.organisationId, new Date());
}

/** The overview, with the counts of the viewer's own day. */
export function loadOverview(viewer: Viewer): Promise<OverviewView> {
  const now = new Date();
  const { startAt, endAt } = dayBounds(dayIn(viewer.timeZone, now.getTime()), viewer.timeZone);
  return readOverview({
    organisationId: viewer.organisationId,
    today: { startAt: new Date(startAt), endAt: new Date(endAt) },
    eligible: Object.fromEntries(permissions["zoom.manage"].map((role) => [role, roleNames[role]])),
    mayReadAudit: may(viewer.role, "audit.view"),
    now,
  });
}

/** The connections and their log. */
export function loadConnections(viewer: Viewer): Promise<ConnectionsView> {
  return readConnectionsPage(viewer.organisationId, new Date());
}
