/** Whose activity a viewer may see. Every query of activity takes this as an argument. */
import "server-only";
import { listTreeIds } from "#lib/db/people.ts";
import { sightOf } from "./permissions.ts";
import type { Viewer } from "./viewer-types.ts";

/** `ids` always contains the viewer. */
export type Sight = { kind: "everyone" } | { kind: "people"; ids: readonly string[] };

/** Everyone for those who lead, the tree below for managers, oneself for all others. Read afresh each time. */
export async function visiblePeople(viewer: Viewer): Promise<Sight> {
  const sight = sightOf(viewer.role);
  if (sight === "everyone") return { kind: "everyone" };
  if (sight === "self") return { kind: "people", ids: [viewer.personId] };
  return { kind: "people", ids: await listTreeIds(viewer.organisationId, viewer.personId) };
}

/** Whether a person is within a sight. */
export function isInSight(sight: Sight, personId: string): boolean {
  return sight.kind === "everyone" || sight.ids.includes(personId);
}
