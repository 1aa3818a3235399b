import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { peopleFilterCache } from "#components/people/people-filter-types.ts";
import { PeopleView } from "#components/people/people-view.tsx";
import { NotAllowed } from "#components/ui/not-allowed.tsx";
import { grantableRoles, may, type Role, roleNames, roles } from "#lib/access/permissions.ts";
import { readPeopleList } from "#lib/access/read-people-list.ts";
import { pageViewer } from "#lib/access/viewer.ts";
import { findOrganisation } from "#lib/db/organisations.ts";
import { add, applyImport, deactivate, edit, findManagers, invite, previewImport, reactivate } from "./actions.ts";

export const metadata: Metadata = { title: "People" };

const actions = { add, edit, deactivate, reactivate, invite, findManagers, previewImport, applyImport };

const named = (list: readonly Role[]) => list.map((id) => ({ id, name: roleNames[id] }));

export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const asking = await pageViewer("people.view");
  if (asking.kind === "notAllowed") {
    return <NotAllowed viewerRoleName={roleNames[asking.viewer.role]} whoMay={asking.whoMay} />;
  }
  const { viewer } = asking;
  const { find, role, state, page } = await peopleFilterCache.parse(searchParams);
  const [list, organisation] = await Promise.all([
    readPeopleList(viewer, { find: find.slice(0, 200), role, state, page: Math.min(Math.max(1, page), 100_000) }),
    findOrganisation(viewer.organisationId),
  ]);
  return (
    <PeopleView
      list={list}
      actions={may(viewer.role, "people.manage") ? actions : null}
      isTree={viewer.role === "manager"}
      allRoles={named(roles)}
      rolesToGive={named(grantableRoles(viewer.role))}
      viewerTimeZone={viewer.timeZone}
      organisationTimeZone={organisation?.timeZone ?? "UTC"}
    />
  );
}
