import type { Metadata } from "next";
import { UsersPanel } from "#components/zoom/users/users-panel.tsx";
import { pageViewer } from "#lib/access/viewer.ts";
import { mappedPeopleAsk, zoomUsersAsk } from "#lib/integration/zoom-users-schema.ts";
import { ignoreAction, importAction, includeAction, mapAction, unmapAction } from "./actions.ts";
import { loadMappedPeople, loadZoomUsers } from "./load-users.ts";

export const metadata: Metadata = { title: "Zoom, users" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Who in Zoom belongs to whom. */
export default async function UsersPage({ searchParams }: { searchParams: Search }) {
  const asked = await pageViewer("zoom.view");
  // The layout shows the face of those who may not.
  if (asked.kind === "notAllowed") return null;
  const { viewer } = asked;
  const search = await searchParams;
  const usersAsk = zoomUsersAsk.safeParse(search.side === "people" ? {} : search).data ?? zoomUsersAsk.parse({});
  const peopleAsk = mappedPeopleAsk.safeParse(search.side === "people" ? search : {}).data ?? mappedPeopleAsk.parse({});
  const [users, people] = await Promise.all([
    loadZoomUsers(viewer, usersAsk),
    search.side === "people" ? loadMappedPeople(viewer, peopleAsk) : null,
  ]);
  return (
    <UsersPanel
      initialUsers={{ ask: usersAsk, view: users }}
      initialPeople={people === null ? null : { ask: peopleAsk, view: people }}
      eyes={{ timeZone: viewer.timeZone, hourCycle: viewer.hourCycle }}
      actions={{
        map: mapAction,
        unmap: unmapAction,
        ignore: ignoreAction,
        include: includeAction,
        importAgain: importAction,
      }}
    />
  );
}
