import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { callEvent, type Delivery, sessionEvent, signed } from "../../test/deliveries.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { pauseConnection, resumeConnection } from "./manage-connection.ts";
import { receiveDelivery } from "./receive-delivery.ts";

useTestDatabase();
const startAt = new Date("2026-03-02T09:01:12Z");
const endAt = new Date("2026-03-02T09:46:40Z");
let company: ZoomCompany;
beforeEach(async () => {
  company = await makeZoomCompany();
});

const receive = (body: object, now = new Date()) => receiveDelivery({ ...(signed(body) as Delivery), now });
const session = (change: Partial<Parameters<typeof sessionEvent>[0]> = {}) =>
  sessionEvent({
    event: "meeting.ended",
    accountId: company.zoomAccountId,
    uuid: "u1",
    hostId: "ines",
    startAt,
    endAt,
    ...change,
  });
const activities = () => db().activity.findMany({ where: { connectionId: company.connectionId } });
const runs = () => db().importRun.findMany({ where: { connectionId: company.connectionId } });

describe("Zoom users whom our directory does not have", () => {
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  test("start one import, however many deliveries name them", async () => {
    const burst = Array.from({ length: 12 }, (_, n) => receive(session({ hostId: `new-${n % 3}`, uuid: `u${n}` })));
    expect((await Promise.all(burst)).map(({ status }) => status)).toEqual(burst.map(() => 200));
    expect(await runs()).toMatchObject([{ state: "running" }]);
    const jobs = await db()
      .$queryRaw`select key from graphile_worker.jobs where key = ${`import:${company.connectionId}`}`;
    expect(jobs).toHaveLength(1);
  });

  test("start another one no sooner than five minutes later, and not for whom it did not find", async () => {
    await receive(session({ hostId: "new-1" }));
    await db().importRun.updateMany({ where: { connectionId: company.connectionId }, data: { state: "done" } });
    await receive(session({ hostId: "new-2" }), later(4));
    expect(await runs()).toHaveLength(1);
    await receive(session({ hostId: "new-1" }), later(6));
    expect(await runs()).toHaveLength(1);
    await receive(session({ hostId: "new-2" }), later(6));
    expect(await runs()).toHaveLength(2);
  });

  test("start none while Zoom refuses us", async () => {
    await db().connection.updateMany({ where: { id: company.connectionId }, data: { state: "attention" } });
    await receive(session({ hostId: "new-1" }));
    expect(await runs()).toEqual([]);
  });

  test("are found by their calls too; who is known starts none", async () => {
    const call = {
      side: "callee",
      accountId: company.zoomAccountId,
      callKey: "c",
      legKey: "l",
      startAt,
      endAt,
    } as const;
    await receive(callEvent({ ...call, userId: "guest" }));
    expect(await runs()).toEqual([]);
    await receive(callEvent({ ...call, userId: "new-1" }));
    expect(await runs()).toHaveLength(1);
  });
});

test("what comes while paused is answered and not kept; after resuming the gap is read, and deliveries count at once", async () => {
  const ada = { organisationId: company.organisationId, personId: company.people.ines ?? "", name: "Ines" };
  await receive(session({ uuid: "before" }));
  const pausedAt = new Date();
  await pauseConnection(ada, company.connectionId, pausedAt);
  for (const event of ["meeting.started", "meeting.ended"] as const) {
    expect(await receive(session({ event, uuid: "paused" }))).toEqual({ status: 200, body: null });
  }
  expect((await activities()).map(({ key }) => key)).toEqual(["before"]);
  const resumedAt = new Date();
  await resumeConnection(ada, company.connectionId, resumedAt);
  await receive(session({ uuid: "after" }));
  expect((await activities()).map(({ key }) => key).sort()).toEqual(["after", "before"]);
  const [read] = await db().historyRead.findMany({ where: { connectionId: company.connectionId } });
  expect(read).toMatchObject({ reason: "repair", state: "waiting", endAt: resumedAt });
  expect(read?.startAt.getTime()).toBeLessThanOrEqual(pausedAt.getTime());
});

test("a practice session leaves nothing that shows, whichever of its events comes first", async () => {
  const started = (uuid: string) => session({ event: "webinar.started", uuid });
  const ended = (uuid: string) => {
    const body = session({ event: "webinar.ended", uuid }) as { payload: { object: object } };
    Object.assign(body.payload.object, { practice_session: true });
    return body;
  };
  await receive(started("a"));
  await receive(ended("a"));
  await receive(ended("b"));
  await receive(started("b"));
  await receive(session({ event: "webinar.ended", uuid: "b" }));
  const rows = await activities();
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row).toMatchObject({ deletedAt: endAt, title: null, startAt: null, endAt: null });
});
