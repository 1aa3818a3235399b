import { describe, expect, it } from "vitest";
import { changeProblem, mayChangePerson, rolesToChoose } from "./people-rules.ts";
import { type Role, roles } from "./permissions.ts";

const person = (role: Role, id = "them") => ({ id, name: "Nora Lind", role, maySignIn: true, deactivatedAt: null });
const viewer = (role: Role) => ({ personId: "me", role });

describe("who may change whom", () => {
  it("lets nobody reach above their own role", () => {
    for (const asking of roles) {
      for (const role of roles) {
        const mayAtAll = ["owner", "executive", "admin"].includes(asking);
        expect(mayChangePerson(viewer(asking), person(role))).toBe(
          mayAtAll && roles.indexOf(role) >= roles.indexOf(asking),
        );
      }
    }
  });

  it("refuses an admin who deactivates an owner, and names whom to ask", () => {
    const owner = person("owner");
    expect(changeProblem(viewer("admin"), owner, { ...owner, deactivatedAt: new Date(0) }, 3)).toMatch(/Ask an owner/);
  });

  it("refuses an admin who makes someone an owner", () => {
    expect(changeProblem(viewer("admin"), person("member"), { ...person("owner") }, 3)).toMatch(
      /may not make someone owner/,
    );
  });

  it("refuses to take the last owner away, in each of the three ways", () => {
    const owner = person("owner");
    for (const after of [
      { ...owner, role: "admin" as const },
      { ...owner, maySignIn: false },
      { ...owner, deactivatedAt: new Date(0) },
    ]) {
      expect(changeProblem(viewer("owner"), owner, after, 0)).toMatch(/only owner/);
      expect(changeProblem(viewer("owner"), owner, after, 1)).toBeNull();
    }
  });

  it("lets nobody change their own role or shut themselves out", () => {
    const me = person("admin", "me");
    expect(changeProblem(viewer("admin"), me, { ...me, role: "member" }, 1)).toMatch(/own role/);
    expect(changeProblem(viewer("admin"), me, { ...me, maySignIn: false }, 1)).toMatch(/yourself/);
    expect(changeProblem(viewer("admin"), me, me, 1)).toBeNull();
    expect(rolesToChoose(viewer("admin"), me)).toEqual(["admin"]);
  });
});
