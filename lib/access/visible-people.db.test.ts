import { describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { findPerson, listPeople } from "#lib/db/people.ts";
import { AppError } from "#lib/errors.ts";
import { addOrganisation, addTestPerson } from "../../test/sign-in-as.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { editPerson } from "./manage-people.ts";
import { visiblePeople } from "./visible-people.ts";

useTestDatabase();

describe("whom a viewer sees", () => {
  it("gives leads everyone, members and technical admins themselves", async () => {
    const organisationId = await addOrganisation();
    for (const role of ["owner", "executive", "admin"] as const) {
      expect(await visiblePeople(await addTestPerson(organisationId, { role }))).toEqual({ kind: "everyone" });
    }
    for (const role of ["technicalAdmin", "member"] as const) {
      const viewer = await addTestPerson(organisationId, { role });
      await addTestPerson(organisationId, { managerId: viewer.personId });
      expect(await visiblePeople(viewer)).toEqual({ kind: "people", ids: [viewer.personId] });
    }
  });

  it("gives managers all below them, however deep, and nobody beside or above", async () => {
    const organisationId = await addOrganisation();
    const top = await addTestPerson(organisationId, { role: "manager" });
    const middle = await addTestPerson(organisationId, { role: "manager", managerId: top.personId });
    const below: string[] = [];
    let managerId = middle.personId;
    for (let depth = 0; depth < 60; depth += 1) {
      managerId = (await addTestPerson(organisationId, { managerId })).personId;
      below.push(managerId);
    }
    await addTestPerson(organisationId, { managerId: top.personId });
    // Someone who left still joins those below to those above.
    await db().person.updateMany({ where: { id: below[3] ?? "" }, data: { deactivatedAt: new Date() } });
    const sight = await visiblePeople(middle);
    expect(sight.kind === "people" && [...sight.ids].sort()).toEqual([middle.personId, ...below].sort());
  });

  it("never reaches into another organisation", async () => {
    const [first, second] = [await addOrganisation(), await addOrganisation()];
    const manager = await addTestPerson(first, { role: "manager" });
    const stranger = await addTestPerson(second);
    await expect(
      db().person.updateMany({ where: { id: stranger.personId }, data: { managerId: manager.personId } }),
    ).rejects.toThrow();
    expect(await visiblePeople(manager)).toEqual({ kind: "people", ids: [manager.personId] });
  });
});

describe("the manager tree", () => {
  it("refuses a circle with a sentence", async () => {
    const organisationId = await addOrganisation();
    const owner = await addTestPerson(organisationId, { role: "owner" });
    const top = await addTestPerson(organisationId, { name: "Top" });
    const low = await addTestPerson(organisationId, { name: "Low", managerId: top.personId });
    const fields = await findPerson(organisationId, top.personId);
    if (fields === null) throw new Error("no such person");
    const change = editPerson(owner, top.personId, { ...fields, managerId: low.personId });
    await expect(change).rejects.toThrow("Low stands below this person");
    await expect(change).rejects.toBeInstanceOf(AppError);
    await expect(editPerson(owner, top.personId, { ...fields, managerId: top.personId })).rejects.toThrow();
  });

  it("stays a tree when two changes that are harmless alone come at once, whoever writes them", async () => {
    const organisationId = await addOrganisation();
    for (let turn = 0; turn < 5; turn += 1) {
      const a = await addTestPerson(organisationId);
      const b = await addTestPerson(organisationId);
      const set = (id: string, managerId: string) => db().person.updateMany({ where: { id }, data: { managerId } });
      const results = await Promise.allSettled([set(a.personId, b.personId), set(b.personId, a.personId)]);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const rows = await listPeople(organisationId, { ids: [a.personId, b.personId] });
      expect(rows.filter(({ managerId }) => managerId !== null)).toHaveLength(1);
    }
  });
});
