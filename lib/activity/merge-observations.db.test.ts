import pg from "pg";
import { describe, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import type { CallDeletion, CallLegObservation, SessionObservation } from "#lib/zoom/observation-types.ts";
import { at, leg, meeting, storedActivities } from "../../test/activities.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany } from "../../test/zoom-company.ts";
import { mergeObservations } from "./merge-observations.ts";

const database = useTestDatabase();
const RECEIVED = new Date("2026-03-02T12:00:00Z");

describe("what became of it", () => {
  test("first stored, then repeated, then stored where something is new", async () => {
    const company = await makeZoomCompany();
    const ended = { ...meeting, endAt: at("09:46:40"), observedAt: at("09:46:41") };
    expect(await mergeObservations(company, [meeting], RECEIVED)).toMatchObject({ stored: 1, repeated: 0 });
    expect(await mergeObservations(company, [meeting], RECEIVED)).toMatchObject({ stored: 0, repeated: 1 });
    expect(await mergeObservations(company, [ended, meeting], RECEIVED)).toMatchObject({ stored: 2, repeated: 0 });
    const reread = { ...ended, source: "history", observedAt: at("15:00:00") } as const;
    expect(await mergeObservations(company, [reread], RECEIVED)).toMatchObject({ stored: 0, repeated: 1 });
  });

  test("one run of a PMI after the other, told interleaved, stays two", async () => {
    const company = await makeZoomCompany();
    const next = { ...meeting, key: "next==", startAt: at("10:00:00"), observedAt: at("10:00:00") };
    const late = { ...meeting, endAt: at("09:59:50"), observedAt: at("09:59:51") };
    await mergeObservations(company, [meeting], RECEIVED);
    await mergeObservations(company, [next], RECEIVED);
    await mergeObservations(company, [late], RECEIVED);
    expect(await storedActivities(company)).toMatchObject([
      { key: "/Qm9v//YQ==", endAt: at("09:59:50").getTime() },
      { key: "next==", endAt: null },
    ]);
  });

  test("unmapped, excluded, ignored and unknown people are only counted", async () => {
    const company = await makeZoomCompany();
    const ended = { ...meeting, endAt: at("09:46:40") };
    const told = ["guest", "left", "desk", "nobody"].map((zoomUserId) => ({
      ...ended,
      key: zoomUserId,
      host: { zoomUserId },
    }));
    const outcome = await mergeObservations(
      company,
      [...told, { ...leg, zoomUser: { zoomUserId: "guest" } }],
      RECEIVED,
    );
    expect(outcome).toMatchObject({
      stored: 0,
      countedOnly: 5,
      unknownHosts: ["nobody"],
      unknownZoomUsers: ["nobody"],
    });
    expect(await storedActivities(company)).toEqual([]);
    const rows = await db().zoomUser.findMany({
      where: { connectionId: company.connectionId },
      orderBy: { zoomKey: "asc" },
    });
    expect(rows.map((row) => [row.zoomKey, row.countedOnly])).toEqual([
      ["desk", 1],
      ["guest", 2],
      ["ines", 0],
      ["left", 1],
      ["tom", 0],
    ]);
  });

  test("a product that is not received leaves nothing", async () => {
    const company = await makeZoomCompany();
    const { organisationId } = company;
    await db().feature.create({ data: { organisationId, product: "meetings", receiving: false } });
    expect(await mergeObservations(company, [meeting, leg], RECEIVED)).toMatchObject({ notReceived: 1, stored: 1 });
    expect(await storedActivities(company)).toMatchObject([{ product: "phone" }]);
  });

  test("an e-mail that fits two Zoom users fits nobody", async () => {
    const company = await makeZoomCompany();
    await db().zoomUser.updateMany({
      where: { connectionId: company.connectionId, zoomKey: "tom" },
      data: { email: "old-ines@northwind.example" },
    });
    const told: SessionObservation = { ...meeting, host: { email: "old-ines@northwind.example" }, source: "history" };
    expect(await mergeObservations(company, [told], RECEIVED)).toMatchObject({
      stored: 0,
      unknownHosts: [meeting.key],
    });
  });

  test("a host told by id takes the session from one told by an e-mail", async () => {
    const company = await makeZoomCompany();
    const byEmail: SessionObservation = { ...meeting, host: { email: "tom@northwind.example" }, source: "lookup" };
    await mergeObservations(company, [byEmail], RECEIVED);
    await mergeObservations(company, [meeting], RECEIVED);
    expect(await storedActivities(company)).toMatchObject([{ user: "ines" }]);
  });

  test.each(["NULL", "", "{a,b}", '"quoted" \\ "', "line\nbreak, comma", "' ; --", "café ☕"])(
    "a title is taken as it is: %j",
    async (title) => {
      const company = await makeZoomCompany();
      await mergeObservations(company, [{ ...meeting, title }], RECEIVED);
      expect(await storedActivities(company)).toMatchObject([{ title }]);
    },
  );

  test("names of one host that only the database knows to be one go one after the other", async () => {
    const company = await makeZoomCompany();
    const told: SessionObservation[] = [
      meeting,
      { ...meeting, host: { email: "ines@northwind.example" }, endAt: at("09:40:00"), source: "history" },
      { ...meeting, host: { email: "old-ines@northwind.example" }, endAt: at("09:41:00"), source: "lookup" },
      { ...meeting, key: "other" },
    ];
    expect(await mergeObservations(company, told, RECEIVED)).toMatchObject({ stored: 4 });
    expect(await mergeObservations(company, told, RECEIVED)).toMatchObject({ stored: 0, repeated: 4 });
    expect(await storedActivities(company)).toMatchObject([
      { key: meeting.key, endAt: at("09:41:00").getTime(), sources: 7 },
      { key: "other" },
    ]);
  });

  test("the end comes back from unknown", async () => {
    const company = await makeZoomCompany();
    await mergeObservations(company, [meeting], RECEIVED);
    await db().activity.updateMany({ where: { connectionId: company.connectionId }, data: { endUnknownAt: RECEIVED } });
    await mergeObservations(company, [{ ...meeting, title: "Later", observedAt: at("09:02:00") }], RECEIVED);
    expect(await db().activity.findFirst({ where: { connectionId: company.connectionId } })).toMatchObject({
      endUnknownAt: RECEIVED,
    });
    await mergeObservations(company, [{ ...meeting, endAt: at("09:46:40"), source: "lookup" }], RECEIVED);
    expect(await db().activity.findFirst({ where: { connectionId: company.connectionId } })).toMatchObject({
      endUnknownAt: null,
      endAt: at("09:46:40"),
    });
  });
});

describe("deletions", () => {
  const deletion: CallDeletion = {
    kind: "callDeletion",
    zoomUserId: "ines",
    legKeys: [leg.legKey],
    beforeAt: at("11:00:00"),
  };

  test("may come first, and leave nothing of the call", async () => {
    const company = await makeZoomCompany();
    expect(await mergeObservations(company, [deletion], RECEIVED)).toMatchObject({ stored: 1 });
    await mergeObservations(company, [leg], RECEIVED);
    await mergeObservations(company, [{ ...leg, legKey: "account", source: "history" }], RECEIVED);
    expect(await storedActivities(company)).toEqual([]);
    const [row] = await db().activity.findMany({ where: { connectionId: company.connectionId } });
    expect(JSON.stringify(row?.legs)).not.toContain("MAC_Client 20260302");
    expect(row).toMatchObject({ callerIdName: null, startAt: null, outcome: null });
    expect(row?.deletedAt).toEqual(at("11:00:00"));
  });

  test("empty what was there, and a re-read does not bring it back", async () => {
    const company = await makeZoomCompany();
    await mergeObservations(company, [leg], RECEIVED);
    expect(await storedActivities(company)).toHaveLength(1);
    await mergeObservations(company, [deletion], RECEIVED);
    await mergeObservations(company, [{ ...leg, source: "userHistory", observedAt: at("20:00:00") }], RECEIVED);
    expect(await storedActivities(company)).toEqual([]);
    expect(await mergeObservations(company, [deletion], RECEIVED)).toMatchObject({ stored: 0, repeated: 1 });
  });

  test("of all before an instant spare what began later", async () => {
    const company = await makeZoomCompany();
    const later = { ...leg, callKey: "later", legKey: "later-leg", startAt: at("12:00:00") };
    await mergeObservations(company, [leg, later, { ...deletion, legKeys: "all" }], RECEIVED);
    expect(await storedActivities(company)).toMatchObject([{ key: "later" }]);
  });

  test("do not touch the colleague on the other side", async () => {
    const company = await makeZoomCompany();
    const other: CallLegObservation = { ...leg, zoomUser: { zoomUserId: "tom" }, direction: "outgoing" };
    await mergeObservations(company, [leg, other], RECEIVED);
    await mergeObservations(company, [deletion], RECEIVED);
    expect(await storedActivities(company)).toMatchObject([{ user: "tom", direction: "outgoing" }]);
  });
});

test("a change is announced to the people it touches, and silence follows a repeat", async () => {
  const company = await makeZoomCompany();
  const listener = new pg.Client({ connectionString: database.url() });
  await listener.connect();
  const heard: string[] = [];
  listener.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await listener.query("listen worksights_change");
  await mergeObservations(company, [meeting, { ...meeting, key: "x", host: { zoomUserId: "guest" } }], RECEIVED);
  await mergeObservations(company, [meeting], RECEIVED);
  await listener.query("select 1");
  await listener.end();
  expect(heard.map((text) => JSON.parse(text))).toEqual([
    { o: company.organisationId, t: "activity", p: [company.people.ines] },
  ]);
});
