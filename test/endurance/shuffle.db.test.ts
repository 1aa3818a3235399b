/** Deliveries may come repeatedly, in any order and to any receiver: the timeline is that of one run in order. */
import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { busyDays, rowsOf } from "../busy-days.ts";
import { signed } from "../deliveries.ts";
import { type Receiver, send, startReceiver, stopReceivers } from "../receivers.ts";
import { useTestDatabase } from "../use-test-database.ts";
import { makeZoomCompany } from "../zoom-company.ts";
import { dice, seed, shuffled, size } from "./long.ts";

useTestDatabase();
stopReceivers();

const EVENTS = size(300, 10_000);
const SENDERS = 24;

test(
  `${EVENTS} events, each sent 1 to 5 times, shuffled, over two receivers, make the rows of one run in order`,
  async () => {
    const roll = dice(seed("shuffle"));
    const receivers = await Promise.all([startReceiver(), startReceiver()]);
    const [ordered, disordered] = [await makeZoomCompany(), await makeZoomCompany()];
    const [first] = receivers as [Receiver, Receiver];
    for (const event of busyDays(ordered, EVENTS)) expect(await send(first.url, signed(event))).toBe(200);

    const told = busyDays(disordered, EVENTS).flatMap((event) => Array(1 + Math.floor(roll() * 5)).fill(event));
    const queue = shuffled(told as object[], roll).values();
    const sender = async () => {
      for (const event of queue) {
        const { url } = receivers[Math.floor(roll() * 2)] as Receiver;
        expect(await send(url, signed(event))).toBe(200);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));

    const rows = await rowsOf(disordered);
    expect(rows.length).toBeGreaterThan(EVENTS / 4);
    expect(rows).toEqual(await rowsOf(ordered));
    expect(await Promise.all(receivers.map((receiver) => receiver.stop()))).toEqual([0, 0]);
    const counted = await db().deliveryCount.aggregate({
      where: { connectionId: disordered.connectionId },
      _sum: { count: true },
    });
    expect(counted._sum.count).toBeGreaterThanOrEqual(told.length);
  },
  size(120_000, 900_000),
);
