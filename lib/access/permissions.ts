/**
 * Who may do what: the one table. Every route, action and query goes through it; what a role may *see* of other
 * people's activity is decided here too (`sightOf`). Pure, so that pages and tests read the same table.
 */

export const roles = ["owner", "executive", "admin", "technicalAdmin", "manager", "member"] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = {
  owner: "Owner",
  executive: "Executive",
  admin: "Admin",
  technicalAdmin: "Technical admin",
  manager: "Manager",
  member: "Member",
};

const everyone = roles;
const leads = ["owner", "executive", "admin"] as const satisfies readonly Role[];
const zoomAdmins = ["owner", "executive", "admin", "technicalAdmin"] as const satisfies readonly Role[];

/** Each permission with the roles that have it. */
export const permissions = {
  /** Own and visible people's timelines, their API and live updates. What is visible: `sightOf`. */
  "timeline.view": everyone,
  /** Their own calendars: add, rename, replace, remove, read now. Others' calendars: `people.manage`. */
  "calendars.own": everyone,
  /** The list of services and help; what can be done there depends on the permissions below. */
  "services.view": everyone,
  "help.view": everyone,
  /** The people list. Managers see their own tree. */
  "people.view": [...zoomAdmins, "manager"],
  /** Add, edit, deactivate, invite, import people. */
  "people.manage": leads,
  /** The four tabs of the integration page, read. */
  "zoom.view": zoomAdmins,
  /** Start, repeat and end the authorisation of a Zoom account. */
  "zoom.connect": zoomAdmins,
  /** Map, include, exclude and ignore Zoom users; import again. */
  "zoom.map": zoomAdmins,
  /** Visibility and receiving of products. */
  "zoom.features": zoomAdmins,
  /** Integration owner, names, rate share, pause, read again. */
  "zoom.manage": zoomAdmins,
  /** The audit trail. */
  "audit.view": leads,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether a role has a permission. */
export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Whose activity a role sees: everyone's, the people below them in the tree (and their own), or only their own. */
export function sightOf(role: Role): "everyone" | "tree" | "self" {
  if ((leads as readonly Role[]).includes(role)) return "everyone";
  return role === "manager" ? "tree" : "self";
}

/** The roles that a role may give and take: never above its own. */
export function grantableRoles(role: Role): readonly Role[] {
  if (!may(role, "people.manage")) return [];
  return roles.slice(roles.indexOf(role));
}
