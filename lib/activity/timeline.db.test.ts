import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { timelineProducts } from "#lib/timeline/timeline-types.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { readTimelineDays, type TimelineAsk } from "./timeline.ts";

const database = useTestDatabase();

type Organisation = { organisationId: string; connectionId: string };
const at = (time: string) => new Date(time.length > 6 ? time : `2026-11-17T${time}:00Z`);
const now = at("16:42");

async function makeOrganisation(name: string): Promise<Organisation> {
  const organisation = await db().organisation.create({ data: { name } });
  const connection = await db().connection.create({
    data: {
      organisationId: organisation.id,
      zoomAccountId: `account of ${name}`,
      name: `${name} main`,
      state: "active",
      apiUrl: "http://localhost",
      connectedAt: at("2026-11-01T00:00:00Z"),
    },
  });
  for (const product of timelineProducts) {
    await db().connectionProduct.create({
      data: {
        organisationId: organisation.id,
        connectionId: connection.id,
        product,
        listeningSince: at("2026-11-01T00:00:00Z"),
      },
    });
  }
  return { organisationId: organisation.id, connectionId: connection.id };
}

async function addPerson(of: Organisation, name: string, timeZone = "Europe/London", isMapped = true) {
  const { organisationId, connectionId } = of;
  const person = await db().person.create({
    data: { organisationId, name, email: `${name}@${organisationId}.example`.toLowerCase(), timeZone },
  });
  const zoomUser = await db().zoomUser.create({
    data: {
      organisationId,
      connectionId,
      zoomKey: randomUUID(),
      hasPhone: true,
      ...(isMapped ? { personId: person.id, mappedAt: at("2026-11-01T00:00:00Z") } : {}),
    },
  });
  return { id: person.id, zoomUserId: zoomUser.id };
}

async function addActivity(of: Organisation, zoomUserId: string, data: Record<string, unknown>) {
  await db().activity.create({
    data: {
      ...of,
      zoomUserId,
      product: "meetings",
      key: randomUUID(),
      sources: 1,
      ...data,
    },
  });
}

let halden: Organisation;
let other: Organisation;
let amara: { id: string; zoomUserId: string };
let greta: { id: string; zoomUserId: string };
let stranger: { id: string; zoomUserId: string };

type Change = Partial<Omit<TimelineAsk, "days">> & { day?: string; personId?: string };
const readDays = (days: string[], { day: _day, personId, ...change }: Change = {}) =>
  readTimelineDays({
    organisationId: halden.organisationId,
    sight: personId === undefined ? { kind: "everyone" } : { kind: "people", ids: [personId] },
    products: timelineProducts,
    days,
    zone: null,
    now,
    ...change,
  });
const read = async (change: Change = {}) => {
  const [day] = await readDays([change.day ?? "2026-11-17"], change);
  if (day === undefined) throw new Error("No day was read");
  return day;
};
const titles = async (personId: string, change: Change = {}) => {
  const timeline = await read(change);
  return timeline.people.find(({ id }) => id === personId)?.sessions.map((one) => one.title ?? one.call?.callerIdName);
};

beforeAll(async () => {
  expect(database.url()).not.toBe("");
  halden = await makeOrganisation("Halden");
  other = await makeOrganisation("Other");
  amara = await addPerson(halden, "Amara");
  greta = await addPerson(halden, "Greta", "Pacific/Auckland");
  stranger = await addPerson(other, "Stranger");
  await addActivity(other, stranger.zoomUserId, { title: "Not yours", startAt: at("10:00"), endAt: at("11:00") });
  await addActivity(halden, amara.zoomUserId, {
    title: "Planning",
    startAt: at("10:00"),
    endAt: at("10:45"),
    sources: 3,
  });
  await addActivity(halden, amara.zoomUserId, { title: "Running", startAt: at("16:00"), endAt: null });
  await addActivity(halden, amara.zoomUserId, {
    title: "Over midnight",
    startAt: at("2026-11-16T23:30:00Z"),
    endAt: at("00:20"),
  });
  await addActivity(halden, amara.zoomUserId, {
    title: "Ended before",
    startAt: at("2026-11-16T22:00:00Z"),
    endAt: at("2026-11-16T23:00:00Z"),
  });
  await addActivity(halden, amara.zoomUserId, {
    title: "Deleted",
    startAt: at("12:00"),
    endAt: at("12:30"),
    deletedAt: at("13:00"),
  });
  await addActivity(halden, amara.zoomUserId, {
    title: "Webinar",
    product: "webinars",
    startAt: at("14:00"),
    endAt: at("15:00"),
  });
  await addActivity(halden, amara.zoomUserId, {
    product: "phone",
    startAt: at("15:20"),
    endAt: at("15:24"),
    direction: "incoming",
    callerIdName: "HEXA SUPPLIES",
    outcome: "answered",
    deviceName: "MAC_Client",
    deviceVersion: "6.4.1",
  });
});

describe("readTimelineDays", () => {
  it("reads a week as its seven days, also where the clocks change", async () => {
    const week = (first: number) =>
      Array.from({ length: 7 }, (_, n) => new Date(Date.UTC(2026, 9, first + n)).toISOString().slice(0, 10));
    for (const [days, zone] of [
      [week(19), null],
      [week(19), "Pacific/Auckland"],
      [Array.from({ length: 7 }, (_, n) => `2026-11-${14 + n}`), null],
    ] as const) {
      const alone = [];
      for (const day of days) alone.push(...(await readDays([day], { zone })));
      expect(await readDays(days as string[], { zone })).toEqual(alone);
    }
  });

  it("shows a session over midnight in both of its days", async () => {
    const [before, after] = await readDays(["2026-11-16", "2026-11-17"], { personId: amara.id });
    for (const day of [before, after]) {
      expect(day?.people[0]?.sessions.map(({ title }) => title)).toContain("Over midnight");
    }
  });

  it("cuts everyone's day in the zone that was asked for", async () => {
    const [day] = await readDays(["2026-11-17"], { zone: "Pacific/Auckland", personId: amara.id });
    expect(day?.people[0]).toMatchObject({ timeZone: "Europe/London", dayZone: "Pacific/Auckland" });
    // The evening of London's 16th is the 17th there, and its own noon is not any more.
    expect(day?.people[0]?.sessions.map(({ title }) => title)).toEqual(["Ended before", "Over midnight", "Planning"]);
  });

  it("shows each person's own day, in order, with what began before and still runs, and without tombstones", async () => {
    expect(await titles(amara.id)).toEqual(["Over midnight", "Planning", "Webinar", "HEXA SUPPLIES", "Running"]);
    const day = await read({ personId: amara.id });
    expect(day.people).toHaveLength(1);
    expect(day.people[0]?.sessions[1]).toEqual({
      id: expect.any(String),
      kind: "meeting",
      title: "Planning",
      startAt: "2026-11-17T10:00:00.000Z",
      endAt: "2026-11-17T10:45:00.000Z",
      state: "ended",
      call: null,
      connectionName: "Halden main",
      sources: ["live", "history"],
      receivedAt: expect.any(String),
      eventId: null,
    });
    expect(day.people[0]?.sessions.at(-1)).toMatchObject({ state: "running", endAt: null });
  });

  it("takes the day from the person's zone", async () => {
    await addActivity(halden, greta.zoomUserId, {
      title: "Auckland morning",
      startAt: at("2026-11-16T20:00:00Z"),
      endAt: at("2026-11-16T21:00:00Z"),
    });
    expect(await titles(greta.id)).toEqual(["Auckland morning"]);
    expect(await titles(greta.id, { day: "2026-11-16" })).toEqual([]);
  });

  it("never shows another organisation's people or activity, even by id", async () => {
    const day = await read({ personId: stranger.id });
    expect(day.people).toEqual([]);
    const all = JSON.stringify(await read());
    expect(all).not.toContain("Not yours");
    expect(all).not.toContain("Stranger");
  });

  it("keeps to the sight that it is given", async () => {
    const day = await read({ sight: { kind: "people", ids: [greta.id, stranger.id] } });
    expect(day.people.map(({ name }) => name)).toEqual(["Greta"]);
  });

  it("lets nothing of a hidden product out: no session, no gap", async () => {
    await db().connectionProduct.updateMany({
      where: { organisationId: halden.organisationId, product: "phone" },
      data: { listeningSince: at("09:00") },
    });
    const shown = await read({ personId: amara.id });
    expect(shown.people[0]?.gaps).toMatchObject([{ products: ["phone"], reason: "noData", isWhole: false }]);
    const hidden = await read({ personId: amara.id, products: ["meetings"] });
    expect(hidden.people[0]?.sessions.map(({ kind }) => kind)).toEqual(["meeting", "meeting", "meeting"]);
    expect(hidden.people[0]?.gaps).toEqual([]);
    expect(JSON.stringify(hidden)).not.toMatch(/HEXA|Webinar|phone/);
    expect((await read({ products: [] })).people.flatMap(({ sessions }) => sessions)).toEqual([]);
    await db().connectionProduct.updateMany({
      where: { organisationId: halden.organisationId, product: "phone" },
      data: { listeningSince: at("2026-11-01T00:00:00Z") },
    });
  });

  it("says of a person without a Zoom user that nothing could be received, and follows a mapping at once", async () => {
    const oona = await addPerson(halden, "Oona", "Europe/Helsinki", false);
    await addActivity(halden, oona.zoomUserId, { title: "Kept", startAt: at("09:00"), endAt: at("09:30") });
    const unmapped = await read({ personId: oona.id });
    expect(unmapped.people[0]).toMatchObject({
      isMapped: false,
      sessions: [],
      gaps: [{ reason: "notMapped", isOpen: true }],
    });
    await db().zoomUser.updateMany({
      where: { id: oona.zoomUserId },
      data: { personId: oona.id, mappedAt: at("08:00") },
    });
    expect(await titles(oona.id)).toEqual(["Kept"]);
    await db().zoomUser.updateMany({ where: { id: oona.zoomUserId }, data: { excluded: true } });
    const excluded = await read({ personId: oona.id });
    expect(excluded.people[0]).toMatchObject({ sessions: [], gaps: [{ reason: "excluded" }] });
  });

  it("shows no running bar for what has been open for too long, or is known to have no known end", async () => {
    const ben = await addPerson(halden, "Ben");
    await addActivity(halden, ben.zoomUserId, {
      title: "Forgotten",
      startAt: at("09:00"),
      endAt: null,
      endUnknownAt: at("15:00"),
    });
    await addActivity(halden, ben.zoomUserId, { title: "Old", startAt: at("2026-11-16T08:00:00Z"), endAt: null });
    const today = await read({ personId: ben.id });
    expect(today.people[0]?.sessions).toMatchObject([{ title: "Forgotten", state: "endUnknown" }]);
    const before = await read({ personId: ben.id, day: "2026-11-16" });
    expect(before.people[0]?.sessions).toMatchObject([{ title: "Old", state: "endUnknown" }]);
  });
});
