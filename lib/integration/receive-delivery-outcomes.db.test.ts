import pg from "pg";
import { beforeEach, describe, expect, inject, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { flushDeliveries } from "#lib/db/deliveries.ts";
import { canaryPattern } from "#sandbox/canary.ts";
import { callEvent, type Delivery, sessionEvent, signed } from "../../test/deliveries.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { receiveDelivery } from "./receive-delivery.ts";

const database = useTestDatabase();
const startAt = new Date("2026-03-02T09:01:12Z");
const endAt = new Date("2026-03-02T09:46:40Z");
let company: ZoomCompany;
beforeEach(async () => {
  company = await makeZoomCompany();
});

const receive = (delivery: Delivery, now = new Date()) => receiveDelivery({ ...delivery, now });
const ended = (change: { topic?: string; uuid?: string; hostId?: string; accountId?: string } = {}) =>
  sessionEvent({
    event: "meeting.ended",
    accountId: company.zoomAccountId,
    uuid: "/Qm9v//YQ==",
    hostId: "ines",
    startAt,
    endAt,
    ...change,
  });
const activities = () =>
  db().activity.findMany({ where: { connectionId: company.connectionId }, orderBy: { key: "asc" } });

async function counts(): Promise<string[]> {
  await flushDeliveries();
  const rows = await db().deliveryCount.findMany({ where: { connectionId: company.connectionId } });
  return rows.map((row) => `${row.event} ${row.outcome} ${row.count}`).sort();
}

describe("what becomes of it", () => {
  test("is counted by event and outcome, none is kept", async () => {
    await receive(signed(ended()));
    await receive(signed(ended()));
    await receive(signed(ended({ hostId: "guest", uuid: "x" })));
    await receive(signed({ ...ended(), event: "meeting.chat_message_sent" }));
    expect(await counts()).toEqual([
      "meeting.chat_message_sent ignored 1",
      "meeting.ended countedOnly 1",
      "meeting.ended repeated 1",
      "meeting.ended stored 1",
    ]);
    const connection = await db().connection.findFirst({
      where: { id: company.connectionId },
      include: { products: true },
    });
    expect(connection?.lastDeliveryAt).not.toBeNull();
    expect(connection?.products).toMatchObject([{ product: "meetings", lastEventAt: expect.any(Date) }]);
  });

  test.each(["paused", "disconnected"])("a connection that is %s hears nothing", async (state) => {
    company = await makeZoomCompany({ state });
    expect((await receive(signed(ended()))).status).toBe(200);
    expect(await activities()).toEqual([]);
    expect(await counts()).toEqual([]);
  });

  test("the first delivery makes a waiting connection active", async () => {
    company = await makeZoomCompany({ state: "waiting" });
    await Promise.all([1, 2, 3].map(() => receive(signed(ended()))));
    expect(await db().connection.findFirst({ where: { id: company.connectionId } })).toMatchObject({ state: "active" });
    expect(await activities()).toHaveLength(1);
  });

  test("a removed app ends the connection, another app's removal does not", async () => {
    const removal = (clientId: string) => ({
      event: "app_deauthorized",
      payload: {
        account_id: company.zoomAccountId,
        user_id: "ines",
        client_id: clientId,
        signature: "4e",
        deauthorization_time: new Date().toISOString(),
      },
    });
    expect((await receive(signed(removal("another-app")))).status).toBe(200);
    expect(await db().connection.findFirst({ where: { id: company.connectionId } })).toMatchObject({ state: "active" });
    expect((await receive(signed(removal("test-client")))).status).toBe(200);
    expect(await db().connection.findFirst({ where: { id: company.connectionId } })).toMatchObject({
      state: "deauthorised",
    });
    expect((await receive(signed(ended()))).status).toBe(200);
    expect(await activities()).toEqual([]);
  });

  test("a changed Zoom user reaches the directory", async () => {
    const change = {
      event: "user.updated",
      event_ts: Date.now(),
      payload: {
        account_id: company.zoomAccountId,
        object: { id: "tom", email: "tom.new@northwind.example" },
        old_object: { id: "tom", email: "tom@northwind.example" },
      },
    };
    expect((await receive(signed(change))).status).toBe(200);
    expect(
      await db().zoomUser.findFirst({ where: { connectionId: company.connectionId, zoomKey: "tom" } }),
    ).toMatchObject({
      email: "tom.new@northwind.example",
      aliases: ["tom@northwind.example"],
    });
  });
});

test("no forbidden value reaches a table", async () => {
  const accountId = company.zoomAccountId;
  for (const event of ["meeting.started", "meeting.ended", "webinar.started", "webinar.ended"] as const) {
    for (const hostId of ["ines", "guest"]) {
      await receive(signed(sessionEvent({ event, accountId, uuid: event + hostId, hostId, startAt, endAt })));
    }
  }
  for (const side of ["caller", "callee"] as const) {
    await receive(
      signed(callEvent({ side, accountId, userId: "tom", callKey: side, legKey: `leg-${side}`, startAt, endAt })),
    );
  }
  await receive(signed({ ...ended(), event: "meeting.participant_joined" }));
  await flushDeliveries();
  expect(await activities()).toHaveLength(6);
  expect(await dump()).not.toMatch(canaryPattern);
});

test("while the database can not be reached the answer is 503, and nothing is lost once it is sent again", async () => {
  const name = new URL(database.url()).pathname.slice(1);
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  try {
    await admin.query(`alter database ${name} allow_connections false`);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    const begunMs = performance.now();
    const answers = await Promise.all([1, 2, 3, 4].map((n) => receive(signed(ended({ uuid: `cut-${n}` })))));
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    expect(performance.now() - begunMs).toBeLessThan(3_000);
  } finally {
    await admin.query(`alter database ${name} allow_connections true`);
    await admin.end();
  }
  for (const n of [1, 2, 3, 4]) expect((await receive(signed(ended({ uuid: `cut-${n}` })))).status).toBe(200);
  expect(await activities()).toHaveLength(4);
});

test("a database that does not answer in time is answered for", async () => {
  const blocker = new pg.Client({ connectionString: database.url() });
  await blocker.connect();
  await blocker.query("begin; lock table activity in access exclusive mode");
  const begunMs = performance.now();
  expect((await receive(signed(ended()))).status).toBe(503);
  expect(performance.now() - begunMs).toBeLessThan(3_000);
  await blocker.query("rollback");
  await blocker.end();
  expect((await receive(signed(ended()))).status).toBe(200);
});

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  let text = "";
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} as t`);
    text += rows.map(({ row }) => row).join("\n");
  }
  await client.end();
  return text;
}
