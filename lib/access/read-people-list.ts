/** The people list for a viewer: managers get their own tree, to read; who manages people gets everyone. */
import "server-only";
import { listTreeIds } from "#lib/db/people.ts";
import { countPeopleByState, type ListedPerson, searchPeople } from "#lib/db/people-search.ts";
import { PEOPLE_ON_PAGE, type PeopleList, type PersonOnList, type PersonState } from "./people-list-types.ts";
import { mayChangePerson, rolesToChoose } from "./people-rules.ts";
import { type Role, roleNames } from "./permissions.ts";
import type { Viewer } from "./viewer-types.ts";

function toListed(viewer: Viewer, person: ListedPerson): PersonOnList {
  const { deactivatedAt, lastSignInAt, ...rest } = person;
  return {
    ...rest,
    roleName: roleNames[person.role],
    isDeactivated: deactivatedAt !== null,
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    mayChange: mayChangePerson(viewer, person),
    isViewer: person.id === viewer.personId,
    roles: rolesToChoose(viewer, person).map((id) => ({ id, name: roleNames[id] })),
  };
}

/** One page of the list; the viewer must have `people.view`. */
export async function readPeopleList(
  viewer: Viewer,
  ask: { find: string; role: Role | null; state: PersonState; page: number },
): Promise<PeopleList> {
  const { organisationId } = viewer;
  const ids = viewer.role === "manager" ? await listTreeIds(organisationId, viewer.personId) : undefined;
  const filter = {
    find: ask.find,
    state: ask.state,
    ...(ids === undefined ? {} : { ids }),
    ...(ask.role === null ? {} : { role: ask.role }),
  };
  const [{ people, count }, counts] = await Promise.all([
    searchPeople(organisationId, filter, { skip: (ask.page - 1) * PEOPLE_ON_PAGE, take: PEOPLE_ON_PAGE }),
    countPeopleByState(organisationId, ids),
  ]);
  return { people: people.map((person) => toListed(viewer, person)), count, page: ask.page, counts };
}
