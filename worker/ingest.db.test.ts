import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { sessionEvent, signed } from "../test/deliveries.ts";
import { type Receiver, sendOnce, startReceiver, stopReceivers } from "../test/receivers.ts";
import { useTestDatabase } from "../test/use-test-database.ts";
import { makeZoomCompany } from "../test/zoom-company.ts";

useTestDatabase();
stopReceivers();

test("only POST at the one address, and the health of the database", async () => {
  const receiver = await startReceiver();
  const root = receiver.url.replace("/api/zoom/webhook", "");
  expect((await fetch(receiver.url)).status).toBe(405);
  expect((await fetch(`${root}/`)).status).toBe(404);
  expect((await fetch(`${root}/api/health`)).status).toBe(200);
  expect((await fetch(receiver.url, { method: "POST", body: "{}" })).status).toBe(401);
}, 60_000);

test("told to stop, it takes no more on open connections and leaves", async () => {
  const receiver = await startReceiver();
  const socket = connect(receiver.port, "127.0.0.1");
  const request = "GET /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n";
  socket.write(request);
  const [open] = (await once(socket, "data")) as [Buffer];
  expect(open.toString()).toMatch(/^HTTP\/1\.1 200[\s\S]*connection: keep-alive/i);
  const ended = once(socket, "close");
  expect(await receiver.stop()).toBe(0);
  await ended;
}, 60_000);

test("too large and dribbling bodies are cut off, and honest deliveries pass meanwhile", async () => {
  const receiver = await startReceiver();
  const company = await makeZoomCompany();
  const announced = await answerTo(receiver, "content-length: 67108864\r\n\r\n");
  expect(announced).toMatch(/^HTTP\/1\.1 413/);
  const chunk = `10000\r\n${"a".repeat(65_536)}\r\n`;
  expect(await answerTo(receiver, `transfer-encoding: chunked\r\n\r\n${chunk.repeat(6)}`)).toMatch(/^HTTP\/1\.1 413/);
  const slow = answerTo(receiver, "content-length: 100\r\n\r\n{");
  const session = { accountId: company.zoomAccountId, uuid: "a", hostId: "ines", startAt: new Date() };
  expect(await sendOnce(receiver.url, signed(sessionEvent({ event: "meeting.started", ...session })))).toBe(200);
  expect(await slow).toMatch(/^HTTP\/1\.1 408/);
}, 60_000);

/** Sends headers and a (partial) body by hand and waits for the answer. */
async function answerTo(receiver: Receiver, rest: string): Promise<string> {
  const socket = connect(receiver.port, "127.0.0.1");
  socket.write(`POST /api/zoom/webhook HTTP/1.1\r\nhost: localhost\r\n${rest}`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return answer.toString();
}
