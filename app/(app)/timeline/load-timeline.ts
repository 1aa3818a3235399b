/** The timeline of some days for a viewer: the page and the API read it here, so that both show the same to the same eyes. */
import "server-only";
import { z } from "zod";
import { may, permissions } from "#lib/access/permissions.ts";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { isInSight, type Sight, visiblePeople } from "#lib/access/visible-people.ts";
import { readTimelineDays } from "#lib/activity/timeline.ts";
import { findPerson, listNamesByRoles, listTeams, listTreeIds, type PersonRow } from "#lib/db/people.ts";
import { AppError } from "#lib/errors.ts";
import { readFeatures } from "#lib/integration/features.ts";
import { addDays, type Day } from "#lib/timeline/day.ts";
import {
  type TimelineDay,
  type TimelineDays,
  type TimelineViewer,
  timelineProducts,
  type ZoneChoice,
} from "#lib/timeline/timeline-types.ts";

const MOST_NAMES = 3;

/** What a page or the API asks for. */
export type TimelineChoice = {
  /** The first day. */
  day: Day;
  /** Only this person. */
  personId?: string | undefined;
  /** `all` in sight, one's own `team`, or the team of the manager with this id. */
  people?: string | undefined;
  zone?: ZoneChoice | undefined;
  /** Of all these only those; who is out of sight is simply not there. */
  only?: readonly string[] | undefined;
  now?: Date;
};

/**
 * Reads a day of everyone in the viewer's sight, of a team within it, or of one person. A person or manager out of sight
 * is "not-found", just like one who does not exist.
 */
export async function loadTimeline(viewer: Viewer, choice: TimelineChoice): Promise<TimelineDay> {
  const { days } = await loadTimelineDays(viewer, { ...choice, days: 1 });
  const [day] = days;
  if (day === undefined) throw notFound();
  return day;
}

/** Reads several days in a row, each as `loadTimeline` would. */
export async function loadTimelineDays(
  viewer: Viewer,
  { days, ...choice }: TimelineChoice & { days: number },
): Promise<TimelineDays> {
  const { organisationId } = viewer;
  const [sight, features] = await Promise.all([visiblePeople(viewer), readFeatures(organisationId)]);
  const chosen = within(await chosenPeople(viewer, sight, choice), choice.only);
  const read = await readTimelineDays({
    organisationId,
    sight: chosen,
    products: timelineProducts.filter((product) => features[product].visible),
    days: Array.from({ length: days }, (_, index) => addDays(choice.day, index)),
    zone: chosenZone(viewer, choice.zone),
    now: choice.now ?? new Date(),
  });
  if (choice.personId !== undefined && read.every(({ people }) => people.length === 0)) throw notFound();
  const isOpen = read[0]?.zoom.state === "connected";
  const whoConnects = isOpen
    ? []
    : await listNamesByRoles(viewer.organisationId, permissions["zoom.connect"], MOST_NAMES);
  return { days: read.map((day) => ({ ...day, zoom: { ...day.zoom, whoConnects } })) };
}

/** Cuts the sight down to what was chosen; nothing widens it. */
export async function chosenPeople(
  viewer: Viewer,
  sight: Sight,
  { personId, people = "all" }: Pick<TimelineChoice, "personId" | "people">,
): Promise<Sight> {
  if (personId !== undefined) {
    if (!isInSight(sight, personId)) throw notFound();
    return { kind: "people", ids: [personId] };
  }
  if (people === "all") return sight;
  const managerId = people === "team" ? viewer.personId : people;
  if (!isInSight(sight, managerId)) throw notFound();
  const ids = await listTreeIds(viewer.organisationId, managerId);
  if (ids.length === 0) throw notFound();
  return { kind: "people", ids: ids.filter((id) => isInSight(sight, id)) };
}

function within(sight: Sight, only: readonly string[] | undefined): Sight {
  return only === undefined ? sight : { kind: "people", ids: only.filter((id) => isInSight(sight, id)) };
}

function chosenZone(viewer: Viewer, zone: ZoneChoice = "own"): string | null {
  if (zone === "own") return null;
  return zone === "mine" ? viewer.timeZone : viewer.organisationZone;
}

function notFound(): AppError {
  return new AppError("not-found", "There is no such person here, or you may not see their day.");
}

/** Whether a choice of people is within sight and not empty; cheap, where reading their days is not. */
export async function mayChoose(viewer: Viewer, people: string): Promise<boolean> {
  try {
    await chosenPeople(viewer, await visiblePeople(viewer), { people });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return false;
    throw error;
  }
}

/** The person of an address, or null: who is out of sight or gone is as missing as who does not exist. */
export async function personInSight(viewer: Viewer, text: string): Promise<PersonRow | null> {
  const id = z.uuid().safeParse(text).data;
  if (id === undefined || !isInSight(await visiblePeople(viewer), id)) return null;
  const person = await findPerson(viewer.organisationId, id);
  return person === null || person.deactivatedAt !== null ? null : person;
}

/** What the drawing needs to know of the viewer. */
export async function timelineViewer(viewer: Viewer): Promise<TimelineViewer> {
  const sight = await visiblePeople(viewer);
  return {
    personId: viewer.personId,
    timeZone: viewer.timeZone,
    organisationZone: viewer.organisationZone,
    hourCycle: viewer.hourCycle,
    singleKeys: viewer.singleKeys,
    mayConnect: may(viewer.role, "zoom.connect"),
    mayMap: may(viewer.role, "zoom.map"),
    teams: await listTeams(viewer.organisationId, sight.kind === "everyone" ? null : sight.ids),
  };
}
