/** The places of the top navigation, and who may enter them. */
import { may, type Permission, type Role } from "#lib/access/permissions.ts";

export type Place = {
  name: string;
  href: string;
  /** Paths that belong to this place besides its own. */
  alsoUnder?: readonly string[];
};

const places: readonly (Place & { permission: Permission })[] = [
  { name: "Timeline", href: "/timeline", permission: "timeline.view" },
  { name: "Insights", href: "/insights", permission: "timeline.view" },
  { name: "People", href: "/people", permission: "people.view" },
  { name: "Services", href: "/services", alsoUnder: ["/integrations"], permission: "services.view" },
  { name: "Help", href: "/help", permission: "help.view" },
];

/** The places that a role may enter, in their order. */
export function placesFor(role: Role): Place[] {
  return places.filter(({ permission }) => may(role, permission)).map(({ permission: _, ...place }) => place);
}

/** Whether `pathname` lies in this place. */
export function isCurrentPlace(place: Place, pathname: string): boolean {
  return [place.href, ...(place.alsoUnder ?? [])].some((path) => pathname === path || pathname.startsWith(`${path}/`));
}
