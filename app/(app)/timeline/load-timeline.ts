/** The timeline of a day for a viewer: the page and the API read it here, so that both show the same to the same eyes. */
import "server-only";
import { may, permissions } from "#lib/access/permissions.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { isInSight, visiblePeople } from "#lib/access/visible-people.ts";
import { readTimelineDay } from "#lib/activity/timeline.ts";
import { listNamesByRoles } from "#lib/db/people.ts";
import { AppError } from "#lib/errors.ts";
import { readFeatures } from "#lib/integration/features.ts";
import type { Day } from "#lib/timeline/day.ts";
import { type TimelineDay, type TimelineViewer, timelineProducts } from "#lib/timeline/timeline-types.ts";

const MOST_NAMES = 3;

/**
 * Reads a day of everyone in the viewer's sight, or of one person. A person out of sight is "not-found", just like one
 * who does not exist.
 */
export async function loadTimeline(
  viewer: Viewer,
  ask: { day: Day; personId?: string; now?: Date },
): Promise<TimelineDay> {
  const [sight, features] = await Promise.all([visiblePeople(viewer), readFeatures(viewer.organisationId)]);
  if (ask.personId !== undefined && !isInSight(sight, ask.personId)) throw notFound();
  const timeline = await readTimelineDay({
    organisationId: viewer.organisationId,
    sight,
    products: timelineProducts.filter((product) => features[product].visible),
    day: ask.day,
    now: ask.now ?? new Date(),
    ...(ask.personId === undefined ? {} : { personId: ask.personId }),
  });
  if (ask.personId !== undefined && timeline.people.length === 0) throw notFound();
  const isOpen = timeline.zoom.state === "connected";
  const whoConnects = isOpen
    ? []
    : await listNamesByRoles(viewer.organisationId, permissions["zoom.connect"], MOST_NAMES);
  return { ...timeline, zoom: { ...timeline.zoom, whoConnects } };
}

function notFound(): AppError {
  return new AppError("not-found", "There is no such person here, or you may not see their day.");
}

/** What the drawing needs to know of the viewer. */
export function timelineViewer(viewer: Viewer): TimelineViewer {
  return {
    personId: viewer.personId,
    timeZone: viewer.timeZone,
    hourCycle: viewer.hourCycle,
    mayConnect: may(viewer.role, "zoom.connect"),
    mayMap: may(viewer.role, "zoom.map"),
  };
}
