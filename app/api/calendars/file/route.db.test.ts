import { expect, it } from "vitest";
import { roles } from "#lib/access/permissions.ts";
import { LARGEST_CALENDAR_BYTES } from "#lib/calendar/feed-types.ts";
import { db } from "#lib/db/client.ts";
import { addOrganisation, addTestPerson, cookieFor } from "../../../../test/sign-in-as.ts";
import { useTestDatabase } from "../../../../test/use-test-database.ts";
import { POST } from "./route.ts";

useTestDatabase();

const text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Work\r\nEND:VCALENDAR\r\n";

async function post(cookie: string, query: Record<string, string>, body: string | Uint8Array<ArrayBuffer> = text) {
  const url = `http://localhost:3000/api/calendars/file?${new URLSearchParams(query)}`;
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  const response = await POST(new Request(url, { method: "POST", headers, body }), { params: Promise.resolve({}) });
  return { status: response.status, answer: (await response.json()) as { kind?: string; failure?: string } };
}

it("takes a file for oneself, and for others from those who manage people alone", async () => {
  const organisationId = await addOrganisation();
  const other = await addTestPerson(organisationId);
  for (const role of roles) {
    const viewer = await addTestPerson(organisationId, { role });
    const cookie = await cookieFor(viewer);
    expect(await post(cookie, { personId: viewer.personId })).toMatchObject({ answer: { kind: "added" } });
    const { status } = await post(cookie, { personId: other.personId });
    expect([role, status]).toEqual([role, ["owner", "executive", "admin"].includes(role) ? 200 : 403]);
  }
  expect(await db().calendarFeed.count({ where: { personId: other.personId } })).toBe(3);
});

it("refuses what is too large or no calendar, and keeps nothing of it", async () => {
  const viewer = await addTestPerson(await addOrganisation());
  const cookie = await cookieFor(viewer);
  const { personId } = viewer;
  const large = new Uint8Array(LARGEST_CALENDAR_BYTES + 1);
  expect((await post(cookie, { personId }, large)).answer).toEqual({ kind: "failed", failure: "tooLarge" });
  expect((await post(cookie, { personId }, "hello")).answer).toEqual({ kind: "failed", failure: "notCalendar" });
  expect((await post(cookie, { personId: "me" })).status).toBe(400);
  expect(await db().calendarFeed.count({ where: { personId } })).toBe(0);
});
