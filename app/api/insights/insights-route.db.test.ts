import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { db } from "#lib/db/client.ts";
import { dayIn, mondayOf } from "#lib/timeline/day.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";
import { aConnection, aZoomUser } from "../../../test/an-organisation.ts";
import { addOrganisation, addTestPerson, cookieFor } from "../../../test/sign-in-as.ts";
import { useTestDatabase } from "../../../test/use-test-database.ts";
import { GET } from "./route.ts";

const database = useTestDatabase();
const people: Record<string, Viewer> = {};
const HOUR_MS = 3_600_000;
const monday = mondayOf(dayIn("UTC", Date.now() - 7 * 24 * HOUR_MS));
const at = (hours: number) => new Date(Date.parse(`${monday}T00:00:00Z`) + hours * HOUR_MS);

async function get(who: string | null, query: string) {
  const viewer = who === null ? undefined : people[who];
  const cookie = viewer === undefined ? "" : await cookieFor(viewer);
  const request = new Request(`http://localhost:3000/api/insights${query}`, { headers: { cookie } });
  const response = await GET(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as Insights & { error?: { message: string } } };
}
const names = async (who: string, more = "") =>
  (await get(who, `?from=${monday}${more}`)).body.people.map(({ name }) => name);
const idOf = (name: string) => people[name]?.personId ?? "";

beforeAll(async () => {
  expect(database.url()).not.toBe("");
  const halden = await addOrganisation();
  const add = async (organisationId: string, name: string, more: Parameters<typeof addTestPerson>[1]) => {
    people[name] = await addTestPerson(organisationId, { name, ...more });
    return idOf(name);
  };
  await add(halden, "Rosa", { role: "executive" });
  const imogen = await add(halden, "Imogen", { role: "manager" });
  await add(halden, "Amara", { managerId: imogen });
  await add(halden, "Nils", { role: "technicalAdmin" });
  await add(await addOrganisation("Other"), "Stranger", { role: "owner" });

  const connectionId = await aConnection(halden, { connectedAt: at(-1_000) });
  for (const product of ["meetings", "phone", "webinars"]) {
    const covered = { organisationId: halden, connectionId, product };
    await db().connectionProduct.create({ data: covered });
    await db().$executeRaw`update connection_product set coverage = tstzmultirange(tstzrange(${at(-1_000)}, ${at(400)}))
      where connection_id = ${connectionId}::uuid and product = ${product}`;
  }
  for (const name of ["Amara", "Imogen", "Rosa"]) {
    const zoomUserId = await aZoomUser(halden, connectionId, { personId: idOf(name), hasPhone: true });
    await db().zoomUser.updateMany({ where: { id: zoomUserId }, data: { mappedAt: at(-1_000) } });
    const session = (product: string, from: number, to: number, title: string) => ({
      ...{ organisationId: halden, connectionId, zoomUserId, key: randomUUID(), product, title },
      ...{ startAt: at(from), endAt: at(to) },
    });
    await db().activity.createMany({
      data: [
        session("meetings", 10, 11, "Planning"),
        session("meetings", 10.5, 11.5, "Beside it"),
        session("phone", 11, 12, ""),
        session("webinars", 33, 34, "Launch"),
      ],
    });
  }
  const feed = await db().calendarFeed.create({
    data: { organisationId: halden, personId: idOf("Amara"), name: "Work", kind: "file", state: "ok" },
  });
  const event = (from: number, to: number, title: string) => ({
    ...{ organisationId: halden, feedId: feed.id, personId: idOf("Amara"), key: randomUUID(), title },
    ...{ startAt: at(from), endAt: at(to), provider: "zoom", own: true },
  });
  await db().calendarEvent.createMany({
    data: [event(9.5, 10.5, "Planning"), event(33, 34, "Launch"), event(60, 61, "Never held")],
  });
});

describe("GET /api/insights", () => {
  it("adds up exactly the people whom the viewer may see on the timeline", async () => {
    expect(await names("Rosa")).toEqual(["Amara", "Imogen", "Nils", "Rosa"]);
    expect(await names("Imogen")).toEqual(["Amara", "Imogen"]);
    expect(await names("Nils")).toEqual(["Nils"]);
    expect(await names("Rosa", `&people=${idOf("Imogen")}`)).toEqual(["Amara", "Imogen"]);
    for (const [who, query] of [
      ["Imogen", `&person=${idOf("Rosa")}`],
      ["Amara", `&people=${idOf("Imogen")}`],
      ["Rosa", `&person=${idOf("Stranger")}`],
      ["Rosa", `&person=${randomUUID()}`],
    ] as const)
      expect((await get(who, `?from=${monday}${query}`)).status).toBe(404);
  });

  it("counts overlapping time once, each product apart, and tells what went on at once", async () => {
    const { body } = await get("Imogen", `?from=${monday}&person=${idOf("Amara")}`);
    const { time, besideMs } = body.totals;
    expect(time.meeting).toEqual({ ms: 1.5 * HOUR_MS, overlapMs: 0.5 * HOUR_MS, count: 2, isAtLeast: false });
    expect(time.call).toEqual({ ms: HOUR_MS, overlapMs: 0, count: 1, isAtLeast: false });
    // Half an hour in two meetings, half an hour in a meeting and a call.
    expect(besideMs).toBe(HOUR_MS);
    expect(body.days).toHaveLength(7);
    expect(body.days.map(({ time: of }) => of.webinar.ms / HOUR_MS)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(body.hours[10]).toMatchObject({ workMs: { meeting: HOUR_MS, call: 0 }, possibleMs: 5 * HOUR_MS });
    expect(body.unknown).toEqual([]);
  });

  it("says at least where a person can not be known, and for how many", async () => {
    const { body } = await get("Rosa", `?from=${monday}`);
    expect(body.totals.time.meeting).toMatchObject({ ms: 4.5 * HOUR_MS, count: 6, isAtLeast: true });
    expect(body.unknown).toEqual([{ reason: "notMapped", people: 1 }]);
    expect(body.days.map(({ unknownPeople }) => unknownPeople)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(body.days.some(({ isUnknown }) => isUnknown)).toBe(false);
    const alone = (await get("Nils", `?from=${monday}`)).body;
    expect(alone.days.every(({ isUnknown }) => isUnknown)).toBe(true);
  });

  it("tells of a team sums only", async () => {
    const { body } = await get("Rosa", `?from=${monday}`);
    expect(body.people.every((person) => Object.keys(person).sort().join() === "id,name")).toBe(true);
    const withoutPeople = JSON.stringify({ ...body, people: [], zoom: null });
    for (const { personId, name } of Object.values(people)) {
      expect(withoutPeople).not.toContain(personId);
      expect(withoutPeople).not.toContain(name);
    }
  });

  it("sets what was planned beside what was held, and adds no plan to any time", async () => {
    const { body } = await get("Rosa", `?from=${monday}`);
    expect(body.planned).toMatchObject({
      people: 1,
      held: { count: 2, plannedMs: 2 * HOUR_MS, ms: 2 * HOUR_MS, asPlanned: 1, late: 1, over: 1, short: 0 },
      notHeld: { count: 1, ms: HOUR_MS },
      notKnown: { count: 0 },
      unplanned: { count: 1, ms: HOUR_MS },
    });
    expect(body.calendarOnly).toEqual({ count: 1, ms: HOUR_MS });
  });

  it("hides at once what is hidden, and says of no event that it was not held then", async () => {
    const { organisationId = "" } = people.Rosa ?? {};
    await db().feature.create({ data: { organisationId, product: "webinars", visible: false } });
    const { body } = await get("Rosa", `?from=${monday}`);
    await db().feature.deleteMany({ where: { organisationId } });
    expect(body.products).toEqual(["meetings", "phone"]);
    expect(body.totals.time.webinar).toEqual({ ms: 0, overlapMs: 0, count: 0, isAtLeast: false });
    expect(body.planned?.held.count).toBe(1);
    expect(body.planned?.notHeld).toBe(null);
    expect(body.calendarOnly).toBe(null);
  });

  it("refuses the signed-out, and says what is wrong with a bad address", async () => {
    expect((await get(null, `?from=${monday}`)).status).toBe(401);
    for (const [query, word] of [
      ["", "from must be a date"],
      ["?from=2026-02-30", "from must be a date"],
      [`?from=${monday}&weeks=13`, "weeks must be 1 to 12"],
      [`?from=${monday}&weeks=x`, "weeks must be 1 to 12"],
      [`?from=${monday}&person=x`, "person must be a person’s id"],
      [`?from=${monday}&people=x`, "people must be all, team"],
    ]) {
      const { status, body } = await get("Rosa", query ?? "");
      expect(status).toBe(400);
      expect(body.error?.message).toContain(word);
    }
  });
});
