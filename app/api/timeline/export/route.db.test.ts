import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import ICAL from "ical.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { listAuditEntries } from "#lib/db/audit.ts";
import { db } from "#lib/db/client.ts";
import { setVisible } from "#lib/integration/features.ts";
import { aConnection, aZoomUser } from "../../../../test/an-organisation.ts";
import { addOrganisation, addTestPerson, cookieFor } from "../../../../test/sign-in-as.ts";
import { useTestDatabase } from "../../../../test/use-test-database.ts";
import { GET } from "./route.ts";

useTestDatabase();
const who: Record<string, Viewer> = {};
let organisationId: string;

async function get(name: string | null, query: string): Promise<Response> {
  const viewer = name === null ? undefined : who[name];
  const headers = viewer === undefined ? {} : { cookie: await cookieFor(viewer) };
  const request = new Request(`http://localhost:3000/api/timeline/export?${query}`, { headers });
  return GET(request, { params: Promise.resolve({}) });
}

async function rows(name: string, query: string): Promise<Record<string, string>[]> {
  const response = await get(name, `format=csv&${query}`);
  expect(response.status).toBe(200);
  return parse(await response.text(), { bom: true, columns: true });
}
const titles = async (name: string, query: string) =>
  (await rows(name, query)).filter(({ Kind }) => Kind !== "Not known").map(({ Title }) => Title);

async function addPerson(key: string, fields: Parameters<typeof addTestPerson>[1]) {
  who[key] = await addTestPerson(organisationId, { name: key, timeZone: "Europe/Paris", ...fields });
  return who[key];
}

beforeAll(async () => {
  organisationId = await addOrganisation();
  const connectionId = await aConnection(organisationId, { connectedAt: new Date("2026-01-01T00:00:00Z") });
  const zoomUsers: Record<string, string> = {};
  const imogen = await addPerson("Imogen", { role: "manager" });
  await addPerson("Rosa", { role: "executive" });
  await addPerson("Amara", { managerId: imogen.personId });
  for (const name of ["Rosa", "Amara"]) {
    zoomUsers[name] = await aZoomUser(organisationId, connectionId, {
      personId: who[name]?.personId ?? "",
      hasPhone: true,
    });
  }
  const add = (name: string, data: Record<string, unknown>) =>
    db().activity.create({
      data: {
        organisationId,
        connectionId,
        zoomUserId: zoomUsers[name] ?? "",
        product: "meetings",
        key: `zoom key ${randomUUID()}`,
        sources: 1,
        startAt: new Date("2026-03-10T10:00:00Z"),
        endAt: new Date("2026-03-10T10:45:00Z"),
        ...data,
      },
    });
  await add("Rosa", { title: "Board only" });
  await add("Amara", { title: "=cmd|' /C calc'!A0" });
  await add("Amara", {
    title: "Over midnight",
    startAt: new Date("2026-03-10T22:30:00Z"),
    endAt: new Date("2026-03-10T23:30:00Z"),
  });
  await add("Amara", {
    product: "phone",
    callerIdName: "Hexa Supplies",
    direction: "incoming",
    outcome: "answered",
    startAt: new Date("2026-03-10T12:00:00Z"),
    endAt: new Date("2026-03-10T12:05:00Z"),
  });
  const personId = who.Amara?.personId ?? "";
  const feed = await db().calendarFeed.create({ data: { organisationId, personId, kind: "file", name: "Work" } });
  await db().calendarEvent.create({
    data: {
      organisationId,
      feedId: feed.id,
      personId,
      key: "secret key",
      title: null,
      private: true,
      startAt: new Date("2026-03-10T14:00:00Z"),
      endAt: new Date("2026-03-10T15:00:00Z"),
    },
  });
});

describe("GET /api/timeline/export", () => {
  it("gives each viewer whom they may see, and nobody else", async () => {
    expect(await titles("Rosa", "day=2026-03-10")).toContain("Board only");
    const ofImogen = await titles("Imogen", "day=2026-03-10");
    expect(ofImogen).toEqual(["'=cmd|' /C calc'!A0", "Hexa Supplies", "Private", "Over midnight"]);
    expect(await titles("Amara", "day=2026-03-10")).toEqual(ofImogen);
    const missing = await get("Imogen", `format=csv&day=2026-03-10&person=${randomUUID()}`);
    const unseen = await get("Imogen", `format=csv&day=2026-03-10&person=${who.Rosa?.personId}`);
    expect([missing.status, unseen.status]).toEqual([404, 404]);
    expect(await unseen.text()).toBe(await missing.text());
    expect((await get("Imogen", `format=ics&day=2026-03-10&people=${who.Rosa?.personId}`)).status).toBe(404);
  });

  it("keeps to what the viewer narrowed the page down to", async () => {
    expect(await titles("Rosa", "day=2026-03-10&q=ros")).toEqual(["Board only"]);
    expect(await titles("Rosa", "day=2026-03-10&products=phone,calendar")).toEqual(["Hexa Supplies", "Private"]);
    expect(await titles("Rosa", "day=2026-03-10&products=none")).toEqual([]);
    expect(await titles("Rosa", `day=2026-03-10&people=${who.Imogen?.personId}&products=phone`)).toEqual([
      "Hexa Supplies",
    ]);
  });

  it("has each thing once, and is named for its days", async () => {
    const response = await get("Imogen", "format=ics&day=2026-03-09&days=7");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="timeline-2026-03-09-to-15.ics"',
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    });
    const text = await response.text();
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
    expect(events.map((event) => event.getFirstPropertyValue("summary"))).toEqual([
      "Zoom meeting, =cmd|' /C calc'!A0, Amara",
      "Incoming Zoom call, Hexa Supplies, Amara",
      "Calendar event, Private, Amara",
      "Zoom meeting, Over midnight, Amara",
    ]);
    expect(text).not.toMatch(/zoom key|secret key|example/);
    expect((await titles("Imogen", "day=2026-03-09&days=7")).filter((title) => title === "Over midnight")).toHaveLength(
      1,
    );
  });

  it("lets nothing of a product out that was hidden just now", async () => {
    const rosa = who.Rosa;
    if (rosa === undefined) throw new Error("Rosa is missing");
    const response = () => get("Imogen", "format=csv&day=2026-03-10");
    expect(await (await response()).text()).toContain("Hexa");
    await setVisible(rosa, "phone", false);
    expect(await (await response()).text()).not.toMatch(/Hexa|Phone|call/);
    await setVisible(rosa, "phone", true);
    expect(await (await response()).text()).toContain("Hexa");
  });

  it("is in the audit trail: who, which days, whose; nothing of what is in it", async () => {
    await get("Imogen", `format=csv&day=2026-03-09&days=7&people=team&q=ama`);
    await get("Imogen", `format=ics&day=2026-03-10&person=${who.Amara?.personId}`);
    const [person, team] = await listAuditEntries(organisationId, { limit: 2 });
    expect(team).toMatchObject({
      action: "timeline.exported",
      actorName: "Imogen",
      summary: "exported the timeline of 2026-03-09 to 2026-03-15 as CSV: their own team, named “ama”",
    });
    expect(person).toMatchObject({ summary: "exported the timeline of 2026-03-10 as ICS: Amara" });
    const before = await db().auditEntry.count({ where: { organisationId } });
    await get("Imogen", `format=csv&day=2026-03-10&person=${who.Rosa?.personId}`);
    expect(await db().auditEntry.count({ where: { organisationId } })).toBe(before);
    const kept = JSON.stringify(await db().auditEntry.findMany({ where: { organisationId } }));
    expect(kept).not.toMatch(/midnight|Hexa|Board/);
  });

  it("refuses the signed-out, and says what is wrong with an address", async () => {
    expect((await get(null, "format=csv&day=2026-03-10")).status).toBe(401);
    for (const [query, message] of [
      ["day=2026-03-10", "format must be csv or ics"],
      ["format=csv", "day"],
      ["format=csv&day=2026-02-30", "day must be a date such as 2026-11-17"],
      ["format=csv&day=2026-03-10&days=8", "days must be at most 7"],
      ["format=csv&day=2026-03-10&products=faxes", "products must be none, or some of"],
    ] as const) {
      const response = await get("Rosa", query);
      expect(response.status).toBe(400);
      const body = (await response.json()) as { error: { code: string; message: string } };
      expect(body.error.code).toBe("invalid");
      expect(body.error.message).toContain(message);
    }
  });
});
