import fc from "fast-check";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import type { CallDeletion, CallLegObservation, Observation, SessionObservation } from "#lib/zoom/observation-types.ts";
import { anyObservation, retold } from "../../test/arbitrary-observations.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { type ActivityState, callStateOf, sessionStateOf } from "./activity-state.ts";
import { deriveCall } from "./derive-call.ts";
import { buryLegs, joinActivities } from "./join-activities.ts";
import { mergeObservations } from "./merge-observations.ts";

const database = useTestDatabase();
const RECEIVED = new Date("2026-03-02T12:00:00Z");
let home: ZoomCompany;
beforeAll(async () => {
  home = await makeZoomCompany();
});

/** What the merge must come to, by the pure functions alone: told in any order, as often as one likes. */
function expectedActivities(company: ZoomCompany, observations: readonly Observation[]): object[] {
  const nameOf = new Map(Object.entries(company.zoomUsers).map(([name, id]) => [id, name]));
  const states = new Map<string, ActivityState>();
  const named = new Map<string, Map<string, number>>();
  const before = new Map<string, number>();
  for (const told of observations) {
    const user = userOf(told);
    if (told.kind === "callDeletion") {
      const ms = told.beforeAt.getTime();
      const legs = named.get(user) ?? new Map<string, number>();
      if (told.legKeys === "all") before.set(user, Math.max(before.get(user) ?? ms, ms));
      else for (const key of told.legKeys) legs.set(key, ms);
      named.set(user, legs);
    } else if (user === "ines" || user === "tom") {
      const host = company.zoomUsers[user] ?? "";
      const state = told.kind === "session" ? sessionStateOf(told, host, RECEIVED) : callStateOf(told, host, RECEIVED);
      const place = told.kind === "session" ? `${told.product} ${told.key}` : `${told.callKey} ${user}`;
      const own = states.get(place);
      states.set(place, own === undefined ? state : joinActivities(own, state));
    }
  }
  return [...states.values()].flatMap((state): object[] => {
    const user = nameOf.get(state.host.value ?? "") ?? "";
    if (state.kind === "session") {
      const { product, key, meetingNumber, sources, host, title, startAt, endAt } = state;
      const values = { user, title: title.value, startAt: startAt.value, endAt: endAt.value };
      return [
        {
          product,
          key,
          meetingNumber,
          sources,
          ...values,
          weights: [host, title, startAt, endAt].map((f) => f.weight),
        },
      ];
    }
    const legs = buryLegs(state.legs, named.get(user) ?? new Map(), before.get(user) ?? null);
    const { isDeleted, ...call } = deriveCall(legs);
    return isDeleted ? [] : [{ product: "phone", key: state.key, user, sources: state.sources, ...call }];
  });
}

function userOf(told: Observation): string {
  if (told.kind === "callDeletion") return told.zoomUserId;
  const who: Record<string, string | null> = told.kind === "session" ? told.host : told.zoomUser;
  const name = who.zoomUserId ?? who.extensionId ?? who.email ?? "";
  return name.replace(/^(ext-|old-)/, "").replace(/@.*$/, "");
}

async function storedActivities(company: ZoomCompany): Promise<object[]> {
  const rows = await db().activity.findMany({
    where: { organisationId: company.organisationId, connectionId: company.connectionId, deletedAt: null },
    include: { zoomUser: { select: { zoomKey: true } } },
  });
  return rows.map((row) => {
    const common = { product: row.product, key: row.key, user: row.zoomUser.zoomKey, sources: row.sources };
    const times = { startAt: row.startAt?.getTime() ?? null, endAt: row.endAt?.getTime() ?? null };
    if (row.product !== "phone") {
      const weights = [row.hostWeight, row.titleWeight, row.startWeight, row.endWeight].map(Number);
      return { ...common, ...times, title: row.title, meetingNumber: row.meetingNumber, weights };
    }
    const { direction, callerIdName, callerIdHidden, outcome, deviceName, deviceVersion } = row;
    const answerAt = row.answerAt?.getTime() ?? null;
    return {
      ...common,
      ...times,
      direction,
      callerIdName,
      callerIdHidden,
      answerAt,
      outcome,
      deviceName,
      deviceVersion,
    };
  });
}

const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();

test("SQL and the pure functions agree, however often and in whatever order it is told", async () => {
  const told = fc.array(anyObservation, { minLength: 1, maxLength: 30, size: "max" });
  await fc.assert(
    fc.asyncProperty(
      told.chain((observations) => retold(observations).map((batches) => ({ observations, batches }))),
      async ({ observations, batches }) => {
        const company = await makeZoomCompany({ organisationId: home.organisationId, people: home.people });
        for (const batch of batches) await mergeObservations(company, batch, RECEIVED);
        expect(sorted(await storedActivities(company))).toEqual(sorted(expectedActivities(company, observations)));
      },
    ),
    { numRuns: 120 },
  );
}, 120_000);

const at = (time: string) => new Date(`2026-03-02T${time}Z`);
const meeting: SessionObservation = {
  kind: "session",
  product: "meetings",
  key: "/Qm9v//YQ==",
  host: { zoomUserId: "ines" },
  title: "Weekly planning",
  startAt: at("09:01:12"),
  endAt: null,
  meetingNumber: "84512007733",
  observedAt: at("09:01:12"),
  source: "webhook",
};
const leg: CallLegObservation = {
  kind: "callLeg",
  callKey: "20260302-call",
  legKey: "20260302-leg",
  zoomUser: { zoomUserId: "ines" },
  direction: "incoming",
  callerIdName: "HEXA SUPPLIES",
  callerIdHidden: false,
  startAt: at("09:10:00"),
  answerAt: at("09:10:05"),
  endAt: at("09:14:00"),
  result: "answered",
  resultReason: null,
  event: "incoming",
  device: { name: "MAC_Client", version: "6.4.1" },
  observedAt: at("09:14:01"),
  source: "webhook",
};

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

test("several merges at once of the same keys end as one would", async () => {
  const company = await makeZoomCompany();
  const tomDeletion: CallDeletion = {
    kind: "callDeletion",
    zoomUserId: "tom",
    legKeys: ["other"],
    beforeAt: at("11:00:00"),
  };
  const told = Array.from({ length: 40 }, (_, n): Observation[] => [
    { ...meeting, key: `k${n % 5}`, endAt: at("09:46:40"), observedAt: new Date(at("09:00:00").getTime() + n) },
    { ...leg, callKey: `c${n % 4}`, zoomUser: { zoomUserId: n % 2 === 0 ? "ines" : "tom" } },
    ...(n % 10 === 0 ? [{ ...tomDeletion }] : []),
  ]);
  await Promise.all(
    told.map((batch, n) => mergeObservations(company, n % 2 === 0 ? batch : batch.toReversed(), RECEIVED)),
  );
  expect(sorted(await storedActivities(company))).toEqual(sorted(expectedActivities(company, told.flat())));
});
