import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import type { UserChange } from "#lib/zoom/observation-types.ts";
import { aConnection, anOrganisation, aPerson, aZoomUser } from "../../test/an-organisation.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { applyUserChange } from "./apply-user-change.ts";

useTestDatabase();

let organisationId: string;
let connectionId: string;

beforeEach(async () => {
  organisationId = await anOrganisation();
  connectionId = await aConnection(organisationId);
});

const tell = (change: Partial<UserChange> & Pick<UserChange, "change">) =>
  applyUserChange(organisationId, connectionId, {
    zoomUserId: "zoom-1",
    email: null,
    previousEmail: null,
    displayName: null,
    licence: null,
    timeZone: null,
    at: null,
    ...change,
  });
const rows = () => db().zoomUser.findMany({ where: { organisationId, connectionId } });

test("a new Zoom user is matched and the recent past asked for; told twice, nothing doubles", async () => {
  const personId = await aPerson(organisationId, { name: "Ann", email: "ann@halden.example" });
  const created = { change: "created", email: "ann@halden.example", displayName: "Ann" } as const;
  await tell(created);
  await tell(created);
  expect(await rows()).toMatchObject([{ zoomKey: "zoom-1", status: "active", personId, mappedHow: "email" }]);
  expect(await db().historyRead.count({ where: { connectionId, reason: "mapping" } })).toBe(1);
  expect(await db().auditEntry.count({ where: { organisationId } })).toBe(1);
});

test("an e-mail that changes stays as an alias, and the person stays", async () => {
  const personId = await aPerson(organisationId, { name: "Ann", email: "ann@halden.example" });
  await tell({ change: "created", email: "ann@halden.example" });
  await tell({ change: "updated", email: "ann.new@halden.example", previousEmail: "ann@halden.example" });
  await tell({ change: "updated", displayName: "Ann N." });
  expect(await rows()).toMatchObject([
    { email: "ann.new@halden.example", aliases: ["ann@halden.example"], displayName: "Ann N.", personId },
  ]);
});

test("who accepts an invitation keeps the row and what was decided about it", async () => {
  const id = await aZoomUser(organisationId, connectionId, {
    zoomKey: "pending:new@halden.example",
    email: "new@halden.example",
    status: "pending",
    ignored: true,
  });
  await tell({ change: "invitationAccepted", email: "new@halden.example" });
  expect(await rows()).toMatchObject([{ id, zoomKey: "zoom-1", status: "active", ignored: true }]);
});

test("deactivated, activated and deleted are states; a stranger who leaves makes no row", async () => {
  await tell({ change: "deleted" });
  expect(await rows()).toEqual([]);
  await tell({ change: "created", email: "ann@halden.example" });
  for (const [change, status] of [
    ["deactivated", "inactive"],
    ["activated", "active"],
    ["deleted", "gone"],
  ] as const) {
    await tell({ change });
    expect(await rows()).toMatchObject([{ status, email: "ann@halden.example" }]);
  }
});
