import { describe, expect, it } from "vitest";
import { grantableRoles, may, type Permission, permissions, type Role, roles, sightOf } from "./permissions.ts";

/** The table again, as the product says it: one line a role. A change of the table must be a change here. */
const promised: Record<Role, readonly Permission[]> = {
  owner: Object.keys(permissions) as Permission[],
  executive: Object.keys(permissions) as Permission[],
  admin: Object.keys(permissions) as Permission[],
  technicalAdmin: [
    "timeline.view",
    "services.view",
    "calendars.own",
    "help.view",
    "people.view",
    "zoom.view",
    "zoom.connect",
    "zoom.map",
    "zoom.features",
    "zoom.manage",
  ],
  manager: ["timeline.view", "services.view", "calendars.own", "help.view", "people.view"],
  member: ["timeline.view", "services.view", "calendars.own", "help.view"],
};

describe("the permission table", () => {
  it.each(roles)("gives %s what the product says and nothing else", (role) => {
    const given = (Object.keys(permissions) as Permission[]).filter((permission) => may(role, permission));
    expect(given.sort()).toEqual([...promised[role]].sort());
  });

  it("lets leads see everyone, managers their tree, all others themselves", () => {
    expect(roles.map(sightOf)).toEqual(["everyone", "everyone", "everyone", "self", "tree", "self"]);
  });

  it("never lets anyone give a role above their own", () => {
    for (const role of roles) {
      for (const given of grantableRoles(role))
        expect(roles.indexOf(given)).toBeGreaterThanOrEqual(roles.indexOf(role));
    }
    expect(grantableRoles("technicalAdmin")).toEqual([]);
    expect(grantableRoles("manager")).toEqual([]);
  });
});
