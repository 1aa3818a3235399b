import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { flushDeliveries, readRecentDelay } from "#lib/db/deliveries.ts";
import { flushDoorSigns, readDoorSigns } from "#lib/db/door-signs.ts";
import { sessionEvent, signed } from "../../test/deliveries.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { receiveDelivery, refuseUnread } from "./receive-delivery.ts";

useTestDatabase();
let company: ZoomCompany;
beforeEach(async () => {
  company = await makeZoomCompany();
  await db().doorDay.deleteMany();
});

const receive = (delivery: ReturnType<typeof signed>, now = new Date()) => receiveDelivery({ ...delivery, now });
const started = (startAt: Date, uuid = "a") =>
  sessionEvent({ event: "meeting.started", accountId: company.zoomAccountId, uuid, hostId: "ines", startAt });
const question = { event: "endpoint.url_validation", event_ts: Date.now(), payload: { plainToken: "k9Qw0" } };

test("refusals are a row a day and reason, however many", async () => {
  const now = new Date("2026-03-02T09:00:00Z");
  const forged = signed(started(now), { at: now, secret: "a guess" });
  for (let n = 0; n < 30; n += 1) await receive(forged, now);
  await receive(signed(started(now), { at: new Date(now.getTime() - 7_200_000) }), now);
  await receive(signed("{", { at: now }), now);
  refuseUnread("tooLarge", now);
  refuseUnread("tooSlow", now);
  await flushDoorSigns();
  const refusedToday = { badSignature: 30, tooOld: 1, unreadable: 1, tooLarge: 1, tooSlow: 1 };
  expect(await readDoorSigns(now)).toEqual({ lastValidationAt: null, refusedToday });
  expect(await readDoorSigns(new Date("2026-03-03T00:00:00Z"))).toEqual({ lastValidationAt: null, refusedToday: {} });
});

test("the last question whether the address is ours is remembered, signed or not", async () => {
  const [first, second] = [new Date("2026-03-02T09:00:00Z"), new Date("2026-03-05T09:00:00Z")];
  await receive(signed(question, { at: first }), first);
  await flushDoorSigns();
  expect(await readDoorSigns(second)).toEqual({ lastValidationAt: first, refusedToday: {} });
  await receive({ rawBody: signed(question).rawBody, headers: new Headers() }, second);
  await flushDoorSigns();
  expect(await readDoorSigns(second)).toMatchObject({ lastValidationAt: second });
});

test("delays are summed, the longest and the late ones told; the most punctual one is how late it is now", async () => {
  const now = new Date();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const delay = () => readRecentDelay(company.organisationId, company.connectionId);
  expect(await delay()).toBeNull();
  for (const [n, ms] of [300_000, 2_000, 61_000].entries()) await receive(signed(started(ago(ms), `uuid-${n}`)), now);
  await flushDeliveries();
  expect(await delay()).toBe(2_000);
  expect(await db().deliveryCount.findFirst({ where: { connectionId: company.connectionId } })).toMatchObject({
    count: 3,
    delayMs: 363_000n,
    longestDelayMs: 300_000n,
    late: 2,
  });
  await receive(signed(started(ago(600_000), "uuid-9")), now);
  await flushDeliveries();
  expect(await delay()).toBe(600_000);
});
