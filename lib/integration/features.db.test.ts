import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { aConnection, anOrganisation, aPerson } from "../../test/an-organisation.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { readFeatures, setReceiving, setVisible } from "./features.ts";
import type { Decider } from "./map.ts";

useTestDatabase();

let decider: Decider;

beforeEach(async () => {
  const organisationId = await anOrganisation();
  const personId = await aPerson(organisationId, { name: "Rosa Martens", email: "rosa.martens@halden.example" });
  decider = { organisationId, personId, name: "Rosa Martens" };
});

const auditCount = () => db().auditEntry.count({ where: { organisationId: decider.organisationId } });

test("everything is visible and received until someone decides", async () => {
  const features = await readFeatures(decider.organisationId);
  for (const feature of Object.values(features)) expect(feature).toMatchObject({ visible: true, receiving: true });
});

test("hiding touches one product of one organisation, and doing it twice is audited once", async () => {
  const other = await anOrganisation("Other");
  expect(await setVisible(decider, "webinars", false)).toEqual({ isChanged: true });
  expect(await setVisible(decider, "webinars", false)).toEqual({ isChanged: false });
  const features = await readFeatures(decider.organisationId);
  expect(features.webinars).toMatchObject({ visible: false, receiving: true, visibleChangedBy: decider.personId });
  expect(features.meetings.visible).toBe(true);
  expect((await readFeatures(other)).webinars.visible).toBe(true);
  expect(await auditCount()).toBe(1);
});

test("two who switch at once leave one state and two entries", async () => {
  await Promise.all([setVisible(decider, "phone", false), setVisible(decider, "phone", false)]);
  expect(await auditCount()).toBe(1);
});

test("not receiving ends what counts as complete, and taking it up begins it anew", async () => {
  const connectionId = await aConnection(decider.organisationId);
  const where = { connectionId, product: "phone" };
  const stopAt = new Date("2026-03-02T10:00:00Z");
  const startAt = new Date("2026-03-05T10:00:00Z");
  await db().connectionProduct.create({
    data: { organisationId: decider.organisationId, ...where, listeningSince: new Date("2026-03-01T00:00:00Z") },
  });
  await setReceiving(decider, "phone", false, stopAt);
  expect(await db().connectionProduct.findFirst({ where })).toMatchObject({ listeningSince: null });
  await setReceiving(decider, "phone", true, startAt);
  expect(await db().connectionProduct.findFirst({ where })).toMatchObject({ listeningSince: startAt });
  expect((await readFeatures(decider.organisationId)).phone).toMatchObject({
    receiving: true,
    receivingStoppedAt: stopAt,
    receivingSince: startAt,
  });
});
