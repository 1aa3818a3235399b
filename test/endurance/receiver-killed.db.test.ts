/**
 * A receiver that dies in the middle of its work has either stored and acknowledged a delivery, or Zoom sends it again.
 * Each event is sent until its first acknowledgement and never after it: what was acknowledged and lost stays lost.
 */
import pg from "pg";
import { expect, test } from "vitest";
import { closeDatabase } from "#lib/db/client.ts";
import { busyDays, rowsOf } from "../busy-days.ts";
import { signed } from "../deliveries.ts";
import { type Receiver, send, sendOnce, startReceiver, stopReceivers } from "../receivers.ts";
import { useTestDatabase } from "../use-test-database.ts";
import { makeZoomCompany } from "../zoom-company.ts";
import { dice, seed, size } from "./long.ts";

const database = useTestDatabase();
stopReceivers();

const KILLS = size(4, 100);
const CUT_EVERY = 2;
/** So many events are given out twice in each life: while it works, and when it is dead. */
const SHARE = 30;
const SENDERS = 12;
const MOST_RECOVERY_MS = 10_000;

/** Ends every session in the database, as a restart of a proxy or a failover does. */
async function cutDatabase(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await client.end();
}

test(
  `a receiver killed ${KILLS} times under load loses nothing that it acknowledged and stores nothing twice`,
  async () => {
    const roll = dice(seed("receiver-killed"));
    const [ordered, killed] = [await makeZoomCompany(), await makeZoomCompany()];
    const events = busyDays(killed, (KILLS * 2 + 1) * SHARE);
    // The sessions of this process are cut as well.
    await closeDatabase();

    let receiver: Receiver = await startReceiver();
    const { port, url } = receiver;
    const waiting: object[] = [];
    const giveOut = () => waiting.push(...events.splice(0, SHARE));
    const total = events.length;
    giveOut();
    let given = SHARE;
    let open = 0;
    let acknowledged = 0;
    let firstAnswerMs = 0;
    let isOver = false;
    const sender = async () => {
      while (!isOver) {
        const event = waiting.shift();
        if (event === undefined) {
          await new Promise((done) => setTimeout(done, 5));
          continue;
        }
        open += 1;
        const status = await sendOnce(url, signed(event));
        open -= 1;
        if (status === 200) {
          acknowledged += 1;
          firstAnswerMs ||= performance.now();
        } else {
          expect(status === null || status === 503).toBe(true);
          waiting.push(event);
          await new Promise((done) => setTimeout(done, 20));
        }
      }
    };
    const senders = Array.from({ length: SENDERS }, sender);
    const acknowledgedIs = async (least: number) => {
      while (acknowledged < least) await new Promise((done) => setTimeout(done, 1));
    };

    const recoveriesMs: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await acknowledgedIs(given - SHARE + Math.floor((roll() * SHARE) / 2));
      giveOut();
      if (kill % CUT_EVERY === 0) await cutDatabase();
      await new Promise((done) => setTimeout(done, roll() * 30));
      await receiver.kill();
      const killedMs = performance.now();
      giveOut();
      given += SHARE * 2;
      // What the dead one had sent already is read by now.
      await new Promise((done) => setTimeout(done, 20));
      firstAnswerMs = 0;
      receiver = await startReceiver({ port });
      await acknowledgedIs(given - SHARE);
      recoveriesMs.push(firstAnswerMs - killedMs);
    }
    await acknowledgedIs(total);
    isOver = true;
    await Promise.all(senders);
    expect([waiting.length, open, acknowledged]).toEqual([0, 0, total]);
    expect(Math.max(...recoveriesMs)).toBeLessThan(MOST_RECOVERY_MS);

    for (const event of busyDays(ordered, total)) expect(await send(url, signed(event))).toBe(200);
    const rows = await rowsOf(killed);
    expect(rows.length).toBeGreaterThan(total / 4);
    expect(rows).toEqual(await rowsOf(ordered));
  },
  size(180_000, 1_800_000),
);
