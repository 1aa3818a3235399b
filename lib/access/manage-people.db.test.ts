import { describe, expect, it } from "vitest";
import { listAuditEntries } from "#lib/db/audit.ts";
import { findPerson, findPersonByEmail, findSessionPerson, listPeople } from "#lib/db/people.ts";
import { addOrganisation, addTestPerson } from "../../test/sign-in-as.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { applyPeopleImport, previewPeopleImport } from "./import-people.ts";
import { InvalidFields } from "./invalid-fields.ts";
import { addPerson, editPerson, inviteToSignIn, savePreferences, setPersonActive } from "./manage-people.ts";
import type { PersonInput } from "./person-schema.ts";

useTestDatabase();

const now = new Date("2026-11-24T10:00:00Z");
const input: PersonInput = {
  name: "Nora Lind",
  email: "nora@halden.example",
  role: "member",
  timeZone: "Europe/Oslo",
  managerId: null,
  maySignIn: true,
  hourCycle: "24h",
  workStart: 480,
  workEnd: 960,
  workDays: [1, 2, 3, 4],
};

async function company() {
  const organisationId = await addOrganisation();
  const owner = await addTestPerson(organisationId, { role: "owner", name: "Judith Vale" });
  return { organisationId, owner };
}

async function fieldsOf(organisationId: string, id: string) {
  const row = await findPerson(organisationId, id);
  if (row === null) throw new Error("no such person");
  return row;
}

describe("managing people", () => {
  it("adds, edits and audits in words", async () => {
    const { organisationId, owner } = await company();
    const { id } = await addPerson(owner, input);
    expect(await findPerson(organisationId, id)).toMatchObject(input);
    await editPerson(owner, id, { ...input, role: "manager", managerId: owner.personId, workDays: [1, 2, 3, 4, 5] });
    const entries = await listAuditEntries(organisationId, { limit: 5 });
    expect(entries.map(({ action, summary }) => [action, summary])).toEqual([
      [
        "person.roleChanged",
        "changed Nora Lind: role from member to manager, manager from nobody to Judith Vale, working hours to 08:00 to 16:00, Mon to Fri",
      ],
      ["person.added", "added Nora Lind as member"],
    ]);
    // Saving without a change leaves no trace.
    await editPerson(owner, id, await fieldsOf(organisationId, id));
    expect(await listAuditEntries(organisationId, { limit: 5 })).toHaveLength(2);
  });

  it("says beside the field what is taken", async () => {
    const { owner, organisationId } = await company();
    const { id } = await addPerson(owner, input);
    const again = await addPerson(owner, input).catch((error: unknown) => error);
    expect(again).toBeInstanceOf(InvalidFields);
    expect(again).toMatchObject({ fields: { email: "Nora Lind already has this e-mail." } });
    await setPersonActive(owner, id, false, now);
    await expect(addPerson(owner, input)).rejects.toThrow("is deactivated and has this e-mail");
    const other = await addTestPerson(organisationId);
    const manager = editPerson(owner, other.personId, {
      ...(await fieldsOf(organisationId, other.personId)),
      managerId: id,
    });
    await expect(manager).rejects.toMatchObject({
      fields: { managerId: expect.stringMatching(/not an active person/) },
    });
  });

  it("leaves one owner when two owners demote each other at once", async () => {
    const { organisationId, owner } = await company();
    const second = await addTestPerson(organisationId, { role: "owner" });
    const [a, b] = [await fieldsOf(organisationId, owner.personId), await fieldsOf(organisationId, second.personId)];
    const results = await Promise.allSettled([
      editPerson(owner, second.personId, { ...b, role: "member" }),
      editPerson(second, owner.personId, { ...a, role: "member" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const people = await listPeople(organisationId);
    expect(people.filter(({ role }) => role === "owner")).toHaveLength(1);
  });

  it("keeps an admin away from whoever stands above", async () => {
    const { organisationId, owner } = await company();
    const admin = await addTestPerson(organisationId, { role: "admin" });
    const above = await fieldsOf(organisationId, owner.personId);
    await expect(editPerson(admin, owner.personId, { ...above, email: "mine@halden.example" })).rejects.toThrow(
      "Ask an owner",
    );
    await expect(setPersonActive(admin, owner.personId, false, now)).rejects.toThrow("Ask an owner");
    await expect(addPerson(admin, { ...input, email: "x@halden.example", role: "owner" })).rejects.toThrow(
      "may not make",
    );
  });

  it("stores one's own preferences without ending the session", async () => {
    const { organisationId } = await company();
    const viewer = await addTestPerson(organisationId);
    const preferences = { timeZone: "Asia/Tokyo", hourCycle: "12h", singleKeys: false } as const;
    await savePreferences(viewer, preferences);
    const { singleKeys, ...shown } = preferences;
    expect(await fieldsOf(organisationId, viewer.personId)).toMatchObject(shown);
    const account = await findSessionPerson(organisationId, viewer.personId, viewer.sessionVersion);
    expect(account?.singleKeys).toBe(singleKeys);
  });
});

describe("two organisations in one database", () => {
  it("can neither see nor change each other's people", async () => {
    const here = await company();
    const there = await company();
    const { id } = await addPerson(there.owner, { ...input, managerId: there.owner.personId });
    const before = await fieldsOf(there.organisationId, id);

    expect(await findPerson(here.organisationId, id)).toBeNull();
    expect(await findPersonByEmail(here.organisationId, input.email)).toBeNull();
    expect((await listPeople(here.organisationId, { ids: [id], includeDeactivated: true })).length).toBe(0);
    expect((await listPeople(here.organisationId)).map((person) => person.id)).toEqual([here.owner.personId]);
    await expect(editPerson(here.owner, id, input)).rejects.toThrow("not there any more");
    await expect(setPersonActive(here.owner, id, false, now)).rejects.toThrow("not there any more");
    await expect(inviteToSignIn(here.owner, id, now)).rejects.toThrow("not there any more");
    await expect(addPerson(here.owner, { ...input, managerId: id })).rejects.toThrow("not an active person");
    // The same e-mail may stand in both.
    await addPerson(here.owner, input);
    const preview = await previewPeopleImport(
      here.owner,
      `name,email,manager\nX,x@halden.example,${there.owner.email}`,
    );
    expect(preview).toMatchObject({ problems: [{ line: 2, reason: expect.stringMatching(/nobody here/) }] });
    expect(await fieldsOf(there.organisationId, id)).toEqual(before);
    const entries = await listAuditEntries(there.organisationId, { limit: 10 });
    expect(entries.map(({ action }) => action)).toEqual(["person.added"]);
  });
});

describe("importing people", () => {
  const text = [
    "name;email;role;manager;time zone",
    "Imogen Clarke;imogen@halden.example;manager;;Europe/London",
    "Amara Okafor;amara@halden.example;;imogen@halden.example;Africa/Lagos",
    "Nobody;nobody@halden.example;king;;",
  ].join("\r\n");

  it("does what the preview said, in one go, and finds nothing to do the second time", async () => {
    const { organisationId, owner } = await company();
    const preview = await previewPeopleImport(owner, text);
    if (preview.kind === "unreadable") throw new Error(preview.reason);
    expect(preview.problems).toMatchObject([{ line: 4, who: "Nobody" }]);
    expect(preview.added.map(({ what }) => what)).toEqual([
      "manager, Europe/London",
      "member, Africa/Lagos, manager Imogen Clarke",
    ]);
    expect(await applyPeopleImport(owner, text, preview.stamp)).toEqual({ added: 2, changed: 0, left: 1 });
    const imogen = await findPersonByEmail(organisationId, "imogen@halden.example");
    expect(await findPersonByEmail(organisationId, "amara@halden.example")).toMatchObject({ managerId: imogen?.id });
    const again = await previewPeopleImport(owner, text);
    expect(again).toMatchObject({ added: [], changed: [], unchanged: 2 });
  });

  it("refuses when people have changed since the preview, and changes nothing", async () => {
    const { organisationId, owner } = await company();
    const preview = await previewPeopleImport(owner, text);
    if (preview.kind === "unreadable") throw new Error(preview.reason);
    await addPerson(owner, { ...input, email: "amara@halden.example", name: "Amara" });
    await expect(applyPeopleImport(owner, text, preview.stamp)).rejects.toThrow("since the preview");
    expect(await findPersonByEmail(organisationId, "imogen@halden.example")).toBeNull();
  });

  it("ends the sessions of those whose role it changes, and of no others", async () => {
    const { organisationId, owner } = await company();
    const a = await addTestPerson(organisationId, { name: "A" });
    const b = await addTestPerson(organisationId, { name: "B" });
    const change = `name,email,role\nA,${a.email},manager\nB!,${b.email},\nC,c@halden.example,`;
    const preview = await previewPeopleImport(owner, change);
    if (preview.kind === "unreadable") throw new Error(preview.reason);
    await applyPeopleImport(owner, change, preview.stamp);
    const { findSessionPerson } = await import("#lib/db/people.ts");
    expect(await findSessionPerson(organisationId, a.personId, a.sessionVersion)).toBeNull();
    expect((await findSessionPerson(organisationId, b.personId, b.sessionVersion))?.name).toBe("B!");
    const roleEntries = await listAuditEntries(organisationId, { limit: 5, prefixes: ["person.roleChanged"] });
    expect(roleEntries).toHaveLength(1);
  });

  it("takes 10,000 rows with managers in one transaction", async () => {
    const { organisationId, owner } = await company();
    const rows = Array.from(
      { length: 10_000 },
      (_, n) => `P${n},p${n}@x.example,${n === 0 ? "" : `p${n >> 3}@x.example`}`,
    );
    const big = `name,email,manager\n${rows.join("\n")}`;
    const preview = await previewPeopleImport(owner, big);
    if (preview.kind === "unreadable") throw new Error(preview.reason);
    expect(preview.problems).toEqual([]);
    const startedAt = performance.now();
    expect((await applyPeopleImport(owner, big, preview.stamp)).added).toBe(10_000);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(await listPeople(organisationId)).toHaveLength(10_001);
  }, 60_000);
});
