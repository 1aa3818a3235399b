/** Who may change whom, as pure rules with their sentences; the page, the form and the import read the same ones. */
import { grantableRoles, may, type Role, roleNames, roles } from "./permissions.ts";

type Asking = { personId: string; role: Role };
type Standing = { id: string; name: string; role: Role; maySignIn: boolean; deactivatedAt: Date | null };

/** Whether a viewer may edit, invite or deactivate this person at all: never someone who stands above them. */
export function mayChangePerson(viewer: Asking, person: { role: Role }): boolean {
  return may(viewer.role, "people.manage") && grantableRoles(viewer.role).includes(person.role);
}

/** The roles a viewer can choose from for this person. Nobody changes their own. */
export function rolesToChoose(viewer: Asking, person: { id: string; role: Role } | null): readonly Role[] {
  if (person !== null && person.id === viewer.personId) return [person.role];
  return grantableRoles(viewer.role);
}

/** Whether this person is one of the owners the organisation counts on. */
export function isActiveOwner(person: Omit<Standing, "id" | "name">): boolean {
  return person.role === "owner" && person.maySignIn && person.deactivatedAt === null;
}

/** Why a change of role or sign-in is refused, or null. `otherOwners` counts active owners apart from this person. */
export function changeProblem(
  viewer: Asking,
  before: Standing,
  after: { role: Role; maySignIn: boolean; deactivatedAt: Date | null },
  otherOwners: number,
): string | null {
  if (!mayChangePerson(viewer, before)) {
    return `${before.name} is ${roleNames[before.role].toLowerCase()}, and your role may not change that one. Ask ${whoMayChange(before.role)}.`;
  }
  if (before.role !== after.role && !grantableRoles(viewer.role).includes(after.role)) {
    return `Your role may not make someone ${roleNames[after.role].toLowerCase()}. Ask ${whoMayChange(after.role)}.`;
  }
  if (before.id === viewer.personId) {
    if (before.role !== after.role) return "You can not change your own role. Ask another owner or admin.";
    if (!after.maySignIn || after.deactivatedAt !== null)
      return "You can not shut yourself out. Ask another owner or admin.";
  }
  if (isActiveOwner(before) && !isActiveOwner(after) && otherOwners === 0) {
    return `${before.name} is the only owner. Make someone else an owner first.`;
  }
  return null;
}

function whoMayChange(role: Role): string {
  const able = roles
    .filter((candidate) => grantableRoles(candidate).includes(role))
    .map((r) => roleNames[r].toLowerCase());
  const last = able.at(-1) ?? "owner";
  return able.length < 2 ? `an ${last}` : `an ${able.slice(0, -1).join(", ")} or ${last}`;
}
