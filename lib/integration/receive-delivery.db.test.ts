import { createHmac } from "node:crypto";
import pg from "pg";
import { beforeEach, describe, expect, inject, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { flushDeliveries } from "#lib/db/deliveries.ts";
import { canaryPattern } from "#sandbox/canary.ts";
import { callEvent, type Delivery, sessionEvent, signed } from "../../test/deliveries.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { receiveDelivery } from "./receive-delivery.ts";

const database = useTestDatabase({ ZOOM_WEBHOOK_SECRET: "test-webhook-secret, the-next-secret" });
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

describe("who may speak", () => {
  test("an honest delivery is stored before it is answered", async () => {
    expect(await receive(signed(ended()))).toEqual({ status: 200, body: null });
    expect(await activities()).toMatchObject([{ key: "/Qm9v//YQ==", title: "Weekly planning", startAt, endAt }]);
  });

  test.each([
    [
      "escapes, odd spacing, raw UTF-8 and long ids",
      (text: string) =>
        text.replace('"Weekly planning"', ' "Caf\\u00e9 ☕\\/🎉" ').replace('"84512007733"', "845120077339999999"),
    ],
    [
      "keys in another order",
      (text: string) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()), null, 3),
    ],
  ])("bytes as they come: %s", async (_, change) => {
    expect((await receive(signed(change(JSON.stringify(ended()))))).status).toBe(200);
    expect(await activities()).toHaveLength(1);
  });

  test("the next secret counts too while the old one is replaced", async () => {
    expect((await receive(signed(ended(), { secret: "the-next-secret" }))).status).toBe(200);
  });

  test.each<[string, () => Delivery]>([
    ["another secret", () => signed(ended(), { secret: "another" })],
    [
      "one byte changed",
      () => ({ ...signed(ended()), rawBody: Buffer.from(JSON.stringify(ended({ topic: "weekly planning" }))) }),
    ],
    [
      "another time than signed",
      () => withHeader(signed(ended()), "x-zm-request-timestamp", String(Math.floor(Date.now() / 1000) + 1)),
    ],
    ["too old", () => signed(ended(), { at: new Date(Date.now() - 101 * 60_000) })],
    ["from the future", () => signed(ended(), { at: new Date(Date.now() + 6 * 60_000) })],
    ["no signature", () => withHeader(signed(ended()), "x-zm-signature", null)],
    ["no time", () => withHeader(signed(ended()), "x-zm-request-timestamp", null)],
    ["a shortened signature", () => signed(ended(), { signature: "v0=ab" })],
    ["an empty body", () => ({ rawBody: Buffer.alloc(0), headers: new Headers() })],
  ])("refused: %s", async (_, make) => {
    expect((await receive(make())).status).toBe(401);
    expect(await activities()).toEqual([]);
  });

  test("85 minutes late, Zoom's last try is taken", async () => {
    expect((await receive(signed(ended(), { at: new Date(Date.now() - 86 * 60_000) }))).status).toBe(200);
  });

  test("a body beyond the cap is refused unread", async () => {
    expect((await receive(signed(`"${"a".repeat(256 * 1024)}"`))).status).toBe(413);
  });
});

describe("the question whether this address is ours", () => {
  const question = (plainToken: unknown) => ({
    event: "endpoint.url_validation",
    event_ts: 1772445600000,
    payload: { plainToken },
  });
  const answerOf = (plainToken: string, secret: string) => ({
    status: 200,
    body: { plainToken, encryptedToken: createHmac("sha256", secret).update(plainToken).digest("hex") },
  });

  test("signed: answered with the secret that it was signed with", async () => {
    expect(await receive(signed(question("k9Qw0Token")))).toEqual(answerOf("k9Qw0Token", "test-webhook-secret"));
    expect(await receive(signed(question("k9Qw0Token"), { secret: "the-next-secret" }))).toEqual(
      answerOf("k9Qw0Token", "the-next-secret"),
    );
  });
  test("unsigned: answered, if it is nothing else", async () => {
    const unsigned = (body: unknown) => ({ rawBody: Buffer.from(JSON.stringify(body)), headers: new Headers() });
    expect(await receive(unsigned(question("k9Qw0Token")))).toEqual(answerOf("k9Qw0Token", "test-webhook-secret"));
    expect((await receive(unsigned({ ...question("k9Qw0Token"), account_id: "x" }))).status).toBe(401);
    expect((await receive(unsigned(ended()))).status).toBe(401);
  });
  test("never for a text that could be an event", async () => {
    const forged = `v0:${Math.floor(Date.now() / 1000)}:${JSON.stringify(ended())}`;
    for (const token of [forged, "v0:1:x", "a{b", "", 5, null]) {
      expect((await receive(signed(question(token)))).status).toBe(400);
      const unsigned = { rawBody: Buffer.from(JSON.stringify(question(token))), headers: new Headers() };
      expect((await receive(unsigned)).status).toBe(401);
    }
  });
});

describe("bad input, well signed", () => {
  test.each<[string, () => unknown, number]>([
    ["no JSON", () => "{not json", 400],
    ["no object", () => "[1]", 200],
    ["no payload", () => ({ event: "meeting.ended" }), 200],
    ["no object in it", () => ({ event: "meeting.ended", payload: { account_id: company.zoomAccountId } }), 200],
    [
      "an object without a uuid",
      () => ({ event: "meeting.ended", payload: { account_id: company.zoomAccountId, object: {} } }),
      200,
    ],
    [
      "an event that we never heard of",
      () => ({ event: "meeting.dreamt", payload: { account_id: company.zoomAccountId } }),
      200,
    ],
    ["participants", () => ({ ...ended(), event: "meeting.participant_joined" }), 200],
    ["an account that is not ours", () => ended({ accountId: "someone-else" }), 200],
    [
      "a prototype",
      () => '{"event":"meeting.ended","__proto__":{"x":1},"payload":{"account_id":"toString","object":{}}}',
      200,
    ],
  ])("%s", async (_, make, status) => {
    expect((await receive(signed(make()))).status).toBe(status);
    expect(await activities()).toEqual([]);
  });

  test("an unknown word, a missing end and another form of time are kept as far as they go", async () => {
    const call = callEvent({
      side: "callee",
      accountId: company.zoomAccountId,
      userId: "ines",
      callKey: "c",
      legKey: "l",
      startAt,
      result: "quantum_leap",
    });
    expect((await receive(signed(call))).status).toBe(200);
    const plain = JSON.stringify(ended()).replace('"2026-03-02T09:46:40.000Z"', '"2026-03-02 09:46:40"');
    expect((await receive(signed(plain))).status).toBe(200);
    expect(await activities()).toMatchObject([
      { key: "/Qm9v//YQ==", endAt },
      { key: "c", outcome: "unknown", endAt: null, endUnknownAt: startAt },
    ]);
  });
});

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

function withHeader(delivery: Delivery, name: string, value: string | null): Delivery {
  if (value === null) delivery.headers.delete(name);
  else delivery.headers.set(name, value);
  return delivery;
}

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
