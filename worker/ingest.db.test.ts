import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { callEvent, type Delivery, sessionEvent, signed } from "../test/deliveries.ts";
import { useTestDatabase } from "../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../test/zoom-company.ts";

useTestDatabase();

type Receiver = { port: number; url: string; stop(): Promise<number | null> };
const running: Receiver[] = [];
afterEach(async () => {
  for (const receiver of running.splice(0)) await receiver.stop();
});

/** A receiver in a process of its own, on any free port. */
async function startReceiver(): Promise<Receiver> {
  const code =
    'const { startIngest } = await import("#worker/ingest.ts"); const r = await startIngest(0, "127.0.0.1"); console.log(r.port); process.once("SIGTERM", () => r.stop().then(() => process.exit(0)));';
  const child = spawn(process.execPath, ["--conditions=react-server", "--input-type=module", "-e", code], {
    env: { ...process.env, LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const receiver: Receiver = {
    port: Number(line),
    url: `http://127.0.0.1:${line}/api/zoom/webhook`,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      const [exitCode] = (await exit) as [number | null];
      return exitCode;
    },
  };
  running.push(receiver);
  return receiver;
}

/** Sends as Zoom does: after a 503 again. */
async function send(receiver: Receiver, { rawBody, headers }: Delivery): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(receiver.url, { method: "POST", body: new Uint8Array(rawBody), headers });
    await response.arrayBuffer();
    if (response.status !== 503 || attempt === 5) return response.status;
  }
}

/** Sessions that overlap and restart, calls of many legs, changed titles: what one busy morning sends. */
function morning({ zoomAccountId: accountId }: ZoomCompany): object[] {
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 8, minute));
  const events: object[] = [];
  for (let n = 0; n < 60; n += 1) {
    const session = { accountId, uuid: `uuid/${n}+==`, hostId: n % 3 === 0 ? "tom" : "ines", startAt: at(n) };
    const kind = n % 7 === 0 ? "webinar" : "meeting";
    events.push(sessionEvent({ ...session, event: `${kind}.started`, topic: `Plan ${n}` }));
    events.push(sessionEvent({ ...session, event: `${kind}.ended`, topic: `Held ${n}`, endAt: at(n + 30) }));
    const call = { accountId, callKey: `call-${n % 20}`, startAt: at(n), endAt: at(n + 2) };
    events.push(
      callEvent({
        ...call,
        side: "callee",
        userId: "ines",
        legKey: `leg-${n}`,
        result: n % 2 ? "answered" : "no_answer",
      }),
    );
    events.push(callEvent({ ...call, side: "caller", userId: "tom", legKey: `out-${n}`, name: `Name ${n}` }));
  }
  events.push({
    event: "phone.call_element_deleted",
    event_ts: at(90).getTime(),
    payload: {
      account_id: accountId,
      object: { user_id: "tom", call_element_ids: ["out-5", "out-25", "out-45"], execute_time: at(90).toISOString() },
    },
  });
  return events;
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed;
  for (let n = result.length - 1; n > 0; n -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = state % (n + 1);
    const kept = result[n] as T;
    result[n] = result[other] as T;
    result[other] = kept;
  }
  return result;
}

async function timelineOf(company: ZoomCompany) {
  const rows = await db().activity.findMany({
    where: { connectionId: company.connectionId },
    include: { zoomUser: { select: { zoomKey: true } } },
    orderBy: [{ product: "asc" }, { key: "asc" }, { zoomUser: { zoomKey: "asc" } }],
  });
  return rows.map(({ id: _, connectionId: __, zoomUserId: ___, receivedAt: ____, changedAt: _____, ...row }) => row);
}

test("duplicates in any order over two receivers make the rows of one run in order", async () => {
  const receivers = await Promise.all([startReceiver(), startReceiver()]);
  const [ordered, disordered] = [await makeZoomCompany(), await makeZoomCompany()];
  const first = receivers[0] as Receiver;
  for (const event of morning(ordered)) expect(await send(first, signed(event))).toBe(200);

  const events = morning(disordered);
  const told = shuffled([...events, ...events, ...events.filter((_, n) => n % 3 === 0)], 20_261_124);
  const queue = told.entries();
  const sender = async () => {
    for (const [n, event] of queue) expect(await send(receivers[n % 2] as Receiver, signed(event))).toBe(200);
  };
  await Promise.all(Array.from({ length: 16 }, sender));

  const rows = await timelineOf(disordered);
  expect(rows.length).toBeGreaterThan(90);
  const without = (all: typeof rows) => all.map(({ organisationId: _, ...row }) => row);
  expect(without(rows)).toEqual(without(await timelineOf(ordered)));

  expect(await Promise.all(receivers.map((receiver) => receiver.stop()))).toEqual([0, 0]);
  const counted = await db().deliveryCount.aggregate({
    where: { connectionId: disordered.connectionId },
    _sum: { count: true },
  });
  expect(counted._sum.count).toBeGreaterThanOrEqual(told.length);
}, 120_000);

test("only POST at the one address, and the health of the database", async () => {
  const receiver = await startReceiver();
  const root = receiver.url.replace("/api/zoom/webhook", "");
  expect((await fetch(receiver.url)).status).toBe(405);
  expect((await fetch(`${root}/`)).status).toBe(404);
  expect((await fetch(`${root}/api/health`)).status).toBe(200);
  expect((await fetch(receiver.url, { method: "POST", body: "{}" })).status).toBe(401);
}, 60_000);

test("too large and dribbling bodies are cut off, and honest deliveries pass meanwhile", async () => {
  const receiver = await startReceiver();
  const company = await makeZoomCompany();
  const announced = await answerTo(receiver, "content-length: 67108864\r\n\r\n");
  expect(announced).toMatch(/^HTTP\/1\.1 413/);
  const chunk = `10000\r\n${"a".repeat(65_536)}\r\n`;
  expect(await answerTo(receiver, `transfer-encoding: chunked\r\n\r\n${chunk.repeat(6)}`)).toMatch(/^HTTP\/1\.1 413/);
  const slow = answerTo(receiver, "content-length: 100\r\n\r\n{");
  const [event] = morning(company);
  expect(await send(receiver, signed(event))).toBe(200);
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
