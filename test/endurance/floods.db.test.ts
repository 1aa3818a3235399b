/**
 * What anyone may send to an open address costs us next to nothing: it is refused early, kept nowhere, counted in a row
 * a day, and honest deliveries are answered within Zoom's three seconds meanwhile.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { readDoorSigns } from "#lib/db/door-signs.ts";
import { sessionEvent, signed } from "../deliveries.ts";
import { memoryOf, type Receiver, sendOnce, startReceiver, stopReceivers } from "../receivers.ts";
import { useTestDatabase } from "../use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../zoom-company.ts";
import { size } from "./long.ts";

useTestDatabase();
stopReceivers();

const MIB = 2 ** 20;
const HUGE_BYTES = 64 * MIB;
const HUGE = 8;
const SLOW = size(50, 200);
const FORGED = size(1_000, 10_000);
const FORGERS = 8;
const MOST_GROWTH_BYTES = 10 * MIB;
const ZOOM_WAITS_MS = 3_000;

function open({ port }: Receiver, head: string): Socket {
  const socket = connect(port, "127.0.0.1");
  // The door hangs up while more is being sent: that is what it should do.
  socket.on("error", () => undefined);
  socket.write(`POST /api/zoom/webhook HTTP/1.1\r\nhost: localhost\r\n${head}\r\n\r\n`);
  return socket;
}

/** Pushes a body of 64 MiB; returns the answer's first line (empty if it was only hung up on) and how much went out. */
async function sendHuge(receiver: Receiver, isAnnounced: boolean): Promise<{ answer: string; sent: number }> {
  const socket = open(receiver, isAnnounced ? `content-length: ${HUGE_BYTES}` : "transfer-encoding: chunked");
  const chunk = Buffer.alloc(65_536, "a");
  let answer = "";
  socket.on("data", (data: Buffer) => {
    answer ||= data.toString("latin1").split("\r\n", 1)[0] ?? "";
  });
  let sent = 0;
  const closed = new Promise((resolve) => socket.on("close", resolve));
  while (sent < HUGE_BYTES && !socket.destroyed) {
    const piece = isAnnounced ? chunk : Buffer.concat([Buffer.from("10000\r\n"), chunk, Buffer.from("\r\n")]);
    if (!socket.write(piece)) await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), closed]);
    sent += chunk.byteLength;
  }
  await closed;
  return { answer, sent };
}

/** Sends a byte a second of a body that is longer; returns the answer's first line. */
async function sendSlowly(receiver: Receiver): Promise<string> {
  const socket = open(receiver, "content-length: 1000");
  const timer = setInterval(() => socket.write("a"), 1_000);
  const [answer] = (await once(socket, "data")) as [Buffer];
  clearInterval(timer);
  socket.destroy();
  return answer.toString("latin1").split("\r\n", 1)[0] ?? "";
}

async function forge({ url }: Receiver, { zoomAccountId: accountId }: ZoomCompany, count: number): Promise<void> {
  let left = count;
  const forger = async () => {
    while (left > 0) {
      left -= 1;
      const uuid = `forged-${left}`;
      const event = sessionEvent({ event: "meeting.started", accountId, uuid, hostId: "ines", startAt: new Date() });
      expect(await sendOnce(url, signed(event, { secret: "a guess" }))).toBe(401);
    }
  };
  await Promise.all(Array.from({ length: FORGERS }, forger));
}

/** Sends honest deliveries until told to stop; returns how long each waited for its 200. */
function keepHonest({ url }: Receiver, { zoomAccountId: accountId }: ZoomCompany) {
  const waitedMs: number[] = [];
  let isOver = false;
  const done = (async () => {
    while (!isOver) {
      const uuid = `honest-${waitedMs.length}`;
      const event = sessionEvent({ event: "meeting.started", accountId, uuid, hostId: "ines", startAt: new Date() });
      const begunMs = performance.now();
      expect(await sendOnce(url, signed(event))).toBe(200);
      waitedMs.push(performance.now() - begunMs);
      await new Promise((later) => setTimeout(later, 50));
    }
    return waitedMs;
  })();
  return {
    stop() {
      isOver = true;
      return done;
    },
  };
}

test.each(["ingest", "route"] as const)(
  "huge bodies, slow bodies and forged signatures do the %s door no harm",
  async (door) => {
    const receiver = await startReceiver({ door, logLevel: "info" });
    const company = await makeZoomCompany();
    const before = await readDoorSigns(new Date());
    // What is loaded and compiled at the first time is no growth.
    await keepHonest(receiver, company).stop();
    await forge(receiver, company, 200);
    await sendHuge(receiver, false);
    const honest = keepHonest(receiver, company);
    const beforeBytes = await memoryOf(receiver);
    let mostBytes = beforeBytes;
    const watch = setInterval(async () => {
      mostBytes = Math.max(mostBytes, await memoryOf(receiver));
    }, 1_000);

    const slow = Array.from({ length: SLOW }, () => sendSlowly(receiver));
    const huge = Array.from({ length: HUGE }, (_, n) => sendHuge(receiver, n % 2 === 0));
    await forge(receiver, company, FORGED);
    for (const { answer, sent } of await Promise.all(huge)) {
      expect(answer === "" || answer.startsWith("HTTP/1.1 413")).toBe(true);
      expect(sent).toBeLessThan(HUGE_BYTES / 4);
    }
    for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1\.1 408/);
    clearInterval(watch);
    const waitedMs = await honest.stop();
    const grownBytes = Math.max(mostBytes, await memoryOf(receiver)) - beforeBytes;

    expect(waitedMs.length).toBeGreaterThan(20);
    expect(Math.max(...waitedMs)).toBeLessThan(ZOOM_WAITS_MS);
    expect(grownBytes).toBeLessThan(MOST_GROWTH_BYTES);
    expect(await db().activity.count({ where: { connectionId: company.connectionId } })).toBe(waitedMs.length);
    // Counts are written a second later.
    await new Promise((done) => setTimeout(done, 1_500));
    const { refusedToday } = await readDoorSigns(new Date());
    const refused = (reason: "badSignature" | "tooSlow" | "tooLarge") =>
      (refusedToday[reason] ?? 0) - (before.refusedToday[reason] ?? 0);
    expect([refused("badSignature"), refused("tooSlow"), refused("tooLarge")]).toEqual([200 + FORGED, SLOW, 1 + HUGE]);
    // A flood of requests is no flood of lines.
    const told = receiver.lines.filter((line) => !line.includes('"msg":"deliveries"'));
    expect(told.length).toBeLessThan(20);
  },
  size(120_000, 300_000),
);
