import { beforeEach, describe, expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { aConnection, anOrganisation, aPerson, aZoomUser } from "../../test/an-organisation.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { type Decider, ignoreZoomUsers, includeZoomUsers, mapZoomUsers, unmapZoomUsers } from "./map.ts";
import { matchPeople } from "./match-people.ts";

useTestDatabase();

let decider: Decider;
let connectionId: string;

beforeEach(async () => {
  const organisationId = await anOrganisation();
  const personId = await aPerson(organisationId, { name: "Rosa Martens", email: "rosa.martens@halden.example" });
  decider = { organisationId, personId, name: "Rosa Martens" };
  connectionId = await aConnection(organisationId);
});

const person = (name: string, email: string, more: { deactivatedAt?: Date } = {}) =>
  aPerson(decider.organisationId, { name, email, ...more });
const zoomUser = (user: Parameters<typeof aZoomUser>[2]) => aZoomUser(decider.organisationId, connectionId, user);
const read = (id: string) =>
  db().zoomUser.findUniqueOrThrow({ where: { organisationId_id: { organisationId: decider.organisationId, id } } });
const match = () => transaction((tx) => matchPeople(tx, decider.organisationId, { now: new Date() }));
const audit = async () =>
  (await db().auditEntry.findMany({ where: { organisationId: decider.organisationId }, orderBy: { at: "asc" } })).map(
    ({ actorName, action, summary }) => ({ actorName, action, summary }),
  );
const reads = () => db().historyRead.findMany({ where: { connectionId, reason: "mapping" } });

describe("matching by e-mail", () => {
  test("maps equal addresses and nothing else, and changes nothing the second time", async () => {
    const amara = await person("Amara Okafor", "amara.okafor@halden.example");
    await person("Jon Park", "jon.park@halden.example");
    const mapped = await zoomUser({ email: "amara.okafor@halden.example", displayName: "A. O." });
    const sameName = await zoomUser({ email: "jon@halden-lab.example", displayName: "Jon Park" });
    const formerEmail = await zoomUser({ email: "jp@halden.example", aliases: ["jon.park@halden.example"] });
    const withoutEmail = await zoomUser({ email: null, displayName: "Jon Park" });
    expect(await match()).toEqual([{ zoomUserId: mapped, connectionId, personId: amara }]);
    expect(await match()).toEqual([]);
    for (const id of [sameName, formerEmail, withoutEmail]) expect((await read(id)).personId).toBeNull();
    expect(await read(mapped)).toMatchObject({ mappedHow: "email", mappedById: null });
    expect(await audit()).toEqual([
      { actorName: "WorkSights", action: "mapping.matched", summary: "mapped 1 Zoom user to people by e-mail" },
    ]);
  });

  test("leaves out who is pending, gone or belongs to a deactivated person", async () => {
    await person("Amara Okafor", "amara.okafor@halden.example");
    await person("Old Hand", "old.hand@halden.example", { deactivatedAt: new Date() });
    await zoomUser({ email: "amara.okafor@halden.example", status: "pending", zoomKey: "pending:amara" });
    await zoomUser({ email: "amara.okafor@halden.example", status: "gone" });
    await zoomUser({ email: "old.hand@halden.example" });
    expect(await match()).toEqual([]);
  });

  test("a person whose e-mail changes is matched then, and their recent past is asked for", async () => {
    const amara = await person("Amara Okafor", "typo@halden.example");
    const id = await zoomUser({ email: "amara.okafor@halden.example" });
    expect(await match()).toEqual([]);
    await db().person.updateMany({ where: { id: amara }, data: { email: "amara.okafor@halden.example" } });
    expect(await match()).toHaveLength(1);
    expect((await read(id)).personId).toBe(amara);
    expect(await reads()).toHaveLength(1);
  });

  test("stays within the organisation", async () => {
    const other = await anOrganisation("Other");
    await aPerson(other, { name: "Amara Okafor", email: "amara.okafor@halden.example" });
    await zoomUser({ email: "amara.okafor@halden.example" });
    expect(await match()).toEqual([]);
  });
});

describe("decisions by hand", () => {
  test("mapping many asks for one read of the recent past, and each decision is audited", async () => {
    const imogen = await person("Imogen Clarke", "imogen.clarke@halden.example");
    const first = await zoomUser({ displayName: "Front desk 1" });
    const second = await zoomUser({ displayName: "Front desk 2" });
    const asks = [first, second].map((zoomUserId) => ({ zoomUserId, personId: imogen }));
    expect(await mapZoomUsers(decider, asks)).toEqual({ mapped: 2 });
    expect(await mapZoomUsers(decider, asks)).toEqual({ mapped: 0 });
    expect(await read(first)).toMatchObject({ personId: imogen, mappedHow: "manual", mappedById: decider.personId });
    const [fill, ...more] = await reads();
    expect(more).toEqual([]);
    const days = ((fill?.endAt.getTime() ?? 0) - (fill?.startAt.getTime() ?? 0)) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(7);
    expect(days).toBeLessThan(7.1);
    expect(await audit()).toEqual([
      { actorName: "Rosa Martens", action: "mapping.changed", summary: "mapped Front desk 1 to Imogen Clarke" },
      { actorName: "Rosa Martens", action: "mapping.changed", summary: "mapped Front desk 2 to Imogen Clarke" },
    ]);
  });

  test("moving a Zoom user to another person keeps what is known, and reads nothing anew", async () => {
    const [a, b] = [await person("Ann", "ann@halden.example"), await person("Bob", "bob@halden.example")];
    const id = await zoomUser({ displayName: "Desk", personId: a, mappedHow: "email" });
    const knownFrom = new Date("2026-01-05T00:00:00Z");
    await db().zoomUser.updateMany({ where: { id }, data: { knownFrom } });
    await mapZoomUsers(decider, [{ zoomUserId: id, personId: b }]);
    expect(await read(id)).toMatchObject({ personId: b, knownFrom });
    expect(await reads()).toEqual([]);
    expect((await audit()).at(-1)?.summary).toBe("moved Desk from Ann to Bob");
  });

  test("what was unmapped or ignored stays so when matching runs, until someone takes it back", async () => {
    const ann = await person("Ann", "ann@halden.example");
    const unmapped = await zoomUser({ email: "ann@halden.example", displayName: "Ann" });
    const ignored = await zoomUser({ email: "ann@halden.example", displayName: "Ann's room" });
    await match();
    await unmapZoomUsers(decider, [unmapped]);
    await ignoreZoomUsers(decider, [ignored], true);
    expect(await match()).toEqual([]);
    expect(await read(unmapped)).toMatchObject({ personId: null, knownFrom: null });
    await ignoreZoomUsers(decider, [ignored], false);
    expect(await read(ignored)).toMatchObject({ personId: ann, mappedHow: "email", ignored: false });
  });

  test("excluding stops what is known, including fills it in again", async () => {
    const ann = await person("Ann", "ann@halden.example");
    const id = await zoomUser({ displayName: "Ann", personId: ann, mappedHow: "email" });
    await includeZoomUsers(decider, [id], false);
    expect(await read(id)).toMatchObject({ excluded: true, knownFrom: null, excludedById: decider.personId });
    await includeZoomUsers(decider, [id], true);
    expect((await read(id)).knownFrom).not.toBeNull();
    expect(await reads()).toHaveLength(1);
  });

  test("refuses deactivated people, people and Zoom users of others, and who has not accepted yet", async () => {
    const gone = await person("Old Hand", "old.hand@halden.example", { deactivatedAt: new Date() });
    const other = await anOrganisation("Other");
    const stranger = await aPerson(other, { name: "Stranger", email: "s@other.example" });
    const theirs = await aZoomUser(other, await aConnection(other));
    const ours = await zoomUser({ displayName: "Desk" });
    const pending = await zoomUser({ displayName: "New hire", status: "pending", zoomKey: "pending:x" });
    const ann = await person("Ann", "ann@halden.example");
    const map = (zoomUserId: string, personId: string) => mapZoomUsers(decider, [{ zoomUserId, personId }]);
    await expect(map(ours, gone)).rejects.toMatchObject({ code: "conflict" });
    await expect(map(ours, stranger)).rejects.toMatchObject({ code: "not-found" });
    await expect(map(theirs, ann)).rejects.toMatchObject({ code: "not-found" });
    await expect(map(pending, ann)).rejects.toMatchObject({ code: "conflict" });
    expect(await audit()).toEqual([]);
  });
});
