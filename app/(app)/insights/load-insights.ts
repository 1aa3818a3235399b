/** Insights for a viewer: the page and the API read them here, and both see exactly whom the timeline shows. */
import "server-only";
import { permissions } from "#lib/access/permissions.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { visiblePeople } from "#lib/access/visible-people.ts";
import { readInsights } from "#lib/activity/insights.ts";
import { listNamesByRoles } from "#lib/db/people.ts";
import { AppError } from "#lib/errors.ts";
import { readFeatures } from "#lib/integration/features.ts";
import { type Day, mondayOf } from "#lib/timeline/day.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";
import { timelineProducts } from "#lib/timeline/timeline-types.ts";
import { chosenPeople, type TimelineChoice } from "../timeline/load-timeline.ts";

const MOST_NAMES = 3;

/** Whom, and which weeks: those from the Monday of `from` on. */
export type InsightsChoice = Pick<TimelineChoice, "personId" | "people" | "now"> & { from: Day; weeks: number };

/**
 * Reads the weeks of everyone in the viewer's sight, of a team within it, or of one person. A person or manager out of
 * sight is "not-found", just like one who does not exist.
 */
export async function loadInsights(viewer: Viewer, choice: InsightsChoice): Promise<Insights> {
  const { organisationId } = viewer;
  const [sight, features] = await Promise.all([visiblePeople(viewer), readFeatures(organisationId)]);
  const read = await readInsights({
    organisationId,
    sight: await chosenPeople(viewer, sight, choice),
    products: timelineProducts.filter((product) => features[product].visible),
    from: mondayOf(choice.from),
    weeks: choice.weeks,
    now: choice.now ?? new Date(),
  });
  if (choice.personId !== undefined && read.people.length === 0)
    throw new AppError("not-found", "There is no such person here, or you may not see their day.");
  const isOpen = read.zoom.state === "connected";
  const whoConnects = isOpen ? [] : await listNamesByRoles(organisationId, permissions["zoom.connect"], MOST_NAMES);
  return { ...read, zoom: { ...read.zoom, whoConnects } };
}
