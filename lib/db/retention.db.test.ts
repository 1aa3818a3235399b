import { expect, test } from "vitest";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany } from "../../test/zoom-company.ts";
import { db } from "./client.ts";
import { deleteExpired } from "./retention.ts";

useTestDatabase();
const now = new Date("2026-11-25T02:11:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

test("deletions of calls are remembered for as long as Zoom's history could bring the calls back, and no longer", async () => {
  const { organisationId, zoomUsers } = await makeZoomCompany();
  const zoomUserId = zoomUsers.ines ?? "";
  for (const days of [1, 185, 250]) {
    await db().callDeletion.create({
      data: { organisationId, zoomUserId, legKey: `${days} days ago`, deletedAt: daysAgo(days) },
    });
  }
  await deleteExpired(now);
  const left = await db().callDeletion.findMany({ orderBy: { legKey: "asc" } });
  expect(left.map(({ legKey }) => legKey)).toEqual(["1 days ago", "185 days ago"]);
});

test("activity of who was unmapped goes after a month, of everyone else never", async () => {
  const { organisationId, connectionId, zoomUsers } = await makeZoomCompany();
  for (const name of ["ines", "guest", "desk"]) {
    await db().activity.create({
      data: { organisationId, connectionId, zoomUserId: zoomUsers[name] ?? "", product: "meetings", key: name },
    });
  }
  const decided = async (name: string, days: number) =>
    db().zoomUser.updateMany({ where: { id: zoomUsers[name] ?? "" }, data: { mappedAt: daysAgo(days) } });
  await decided("ines", 400);
  await decided("guest", 31);
  await decided("desk", 29);
  await deleteExpired(now);
  const left = await db().activity.findMany({ where: { connectionId }, orderBy: { key: "asc" } });
  expect(left.map(({ key }) => key)).toEqual(["desk", "ines"]);
});
