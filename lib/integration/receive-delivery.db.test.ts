import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { markMeetingNumber } from "#lib/crypto.ts";
import { db } from "#lib/db/client.ts";
import { callEvent, type Delivery, sessionEvent, signed } from "../../test/deliveries.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { receiveDelivery } from "./receive-delivery.ts";

useTestDatabase({ ZOOM_WEBHOOK_SECRET: "test-webhook-secret, the-next-secret" });
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

describe("who may speak", () => {
  test("an honest delivery is stored before it is answered", async () => {
    expect(await receive(signed(ended()))).toEqual({ status: 200, body: null });
    const stored = await activities();
    expect(stored).toMatchObject([{ key: "/Qm9v//YQ==", title: "Weekly planning", startAt, endAt }]);
    expect(stored).toMatchObject([{ numberMark: markMeetingNumber("84512007733") }]);
    expect(JSON.stringify(stored, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
      "84512007733",
    );
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

function withHeader(delivery: Delivery, name: string, value: string | null): Delivery {
  if (value === null) delivery.headers.delete(name);
  else delivery.headers.set(name, value);
  return delivery;
}
