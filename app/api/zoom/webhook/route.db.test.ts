import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { sessionEvent, signed } from "../../../../test/deliveries.ts";
import { useTestDatabase } from "../../../../test/use-test-database.ts";
import { makeZoomCompany } from "../../../../test/zoom-company.ts";
import { POST } from "./route.ts";

useTestDatabase();
const post = (body: BodyInit, headers: HeadersInit = {}) =>
  POST(
    new Request("http://localhost/api/zoom/webhook", { method: "POST", body, headers, duplex: "half" } as RequestInit),
  );

test("a delivery goes through, byte for byte", async () => {
  const { zoomAccountId: accountId, connectionId } = await makeZoomCompany();
  const startAt = new Date("2026-03-02T09:01:12Z");
  const { rawBody, headers } = signed(
    JSON.stringify(
      sessionEvent({ event: "meeting.started", accountId, uuid: "a/b==", hostId: "ines", startAt, topic: "Café ☕" }),
    ).replace("☕", "\\u2615"),
  );
  expect((await post(new Uint8Array(rawBody), headers)).status).toBe(200);
  expect(await db().activity.findFirst({ where: { connectionId } })).toMatchObject({ title: "Café ☕", endAt: null });
});

test("a url validation is answered in JSON", async () => {
  const { rawBody, headers } = signed({ event: "endpoint.url_validation", payload: { plainToken: "k9Qw0Token" } });
  const response = await post(new Uint8Array(rawBody), headers);
  expect(response.headers.get("content-type")).toContain("application/json");
  expect(await response.json()).toMatchObject({
    plainToken: "k9Qw0Token",
    encryptedToken: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("too much is refused: announced, or only sent", async () => {
  expect((await post("{}", { "content-length": "67108864" })).status).toBe(413);
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  expect((await post(endless)).status).toBe(413);
  expect(pulled).toBeLessThan(10);
});

test("without a signature nothing is taken", async () => {
  expect((await post("{}")).status).toBe(401);
});
