import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { freshAccessToken } from "#lib/integration/tokens.ts";
import { type Connected, connectSandbox, useSandbox } from "../connected-sandbox.ts";
import { useTestDatabase } from "../use-test-database.ts";
import { dice, seed, size } from "./long.ts";
import { type Started, start } from "./processes.ts";

useTestDatabase();
const zoom = useSandbox();

type Answer = { tokens: string[]; answered: number; failures: string[] };

/** The way to Zoom's token endpoint. `hold` is called before a request goes on, and before its answer comes back. */
let asked = 0;
let hold: (where: "to Zoom" | "from Zoom") => Promise<void> = async () => undefined;
const way = createServer((request, response) => void pass(request, response).catch(() => response.destroy()));

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  asked += 1;
  const body = await buffer(request);
  await hold("to Zoom");
  const headers = {
    authorization: request.headers.authorization ?? "",
    "content-type": "application/x-www-form-urlencoded",
  };
  const answer = await fetch(`${zoom.get().url}${request.url}`, {
    method: "POST",
    body: new Uint8Array(body),
    headers,
  });
  const text = await answer.text();
  await hold("from Zoom");
  response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
}

beforeAll(async () => {
  await new Promise<void>((resolve) => way.listen(0, "127.0.0.1", resolve));
  process.env.ZOOM_OAUTH_URL = `http://127.0.0.1:${(way.address() as AddressInfo).port}`;
  // What was read before this address was known.
  expect(env().ZOOM_OAUTH_URL).toBe(process.env.ZOOM_OAUTH_URL);
});
afterAll(() => way.close());

let connected: Connected;
beforeEach(async () => {
  connected = await connectSandbox(zoom.get());
  const { connectionId: id } = connected;
  await db().connection.updateMany({ where: { id }, data: { state: "active", lastImportAt: new Date() } });
  asked = 0;
  hold = async () => undefined;
});

const row = () => db().connection.findFirstOrThrow({ where: { id: connected.connectionId } });
const expire = () =>
  db().connection.updateMany({ where: { id: connected.connectionId }, data: { tokenExpiresAt: new Date(0) } });
const fresh = () => freshAccessToken(connected.organisationId, connected.connectionId);

async function askers(count: number): Promise<Started[]> {
  const started = Array.from({ length: count }, () => start("test/endurance/token-asker.ts"));
  for (const asker of started) expect(await asker.line()).toBe("ready");
  return started;
}
const ask = (asker: Started, count: number) =>
  asker.say(`${count} ${connected.organisationId} ${connected.connectionId}`);

test("50 calls at once in each of 4 processes make one token request, and none fails", async () => {
  const processes = await askers(4);
  for (let round = 0; round < size(3, 40); round += 1) {
    await expire();
    asked = 0;
    for (const asker of processes) ask(asker, 50);
    const answers = await Promise.all(processes.map(async (asker) => JSON.parse(await asker.line()) as Answer));
    expect(answers.flatMap(({ failures }) => failures)).toEqual([]);
    expect(answers.map(({ answered }) => answered)).toEqual([50, 50, 50, 50]);
    expect(new Set(answers.flatMap(({ tokens }) => tokens)).size).toBe(1);
    expect(asked).toBe(1);
  }
}, 600_000);

describe("a refresher that is killed", () => {
  /** Kills a refresher while its request or the answer is on the way. */
  async function killOnTheWay(where: "to Zoom" | "from Zoom"): Promise<void> {
    const [asker] = await askers(1);
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    hold = async (place) => {
      if (place !== where) return;
      reached.resolve();
      await goOn.promise;
    };
    await expire();
    ask(asker as Started, 1);
    await reached.promise;
    await asker?.kill();
    hold = async () => undefined;
    // A request that had not reached Zoom when its sender died never does.
    if (where === "from Zoom") goOn.resolve();
  }

  test("before Zoom heard of it leaves the pair as good as it was", async () => {
    await killOnTheWay("to Zoom");
    expect(await fresh()).toMatch(/canary-access/);
    expect(await row()).toMatchObject({ state: "active", tokenFailures: 0 });
  }, 120_000);

  test("with the new pair on its way costs nothing where Zoom still takes the old one", async () => {
    zoom.get().control.setFaults({ keepsOldTokens: true });
    try {
      await killOnTheWay("from Zoom");
      expect(await fresh()).toMatch(/canary-access/);
      expect(await row()).toMatchObject({ state: "active", tokenFailures: 0 });
    } finally {
      zoom.get().control.setFaults({ keepsOldTokens: false });
    }
  }, 120_000);

  test("and the old one dead: says so, and asks three times at most", async () => {
    await killOnTheWay("from Zoom");
    asked = 0;
    for (let n = 0; n < 6; n += 1) await expect(fresh()).rejects.toMatchObject({ kind: "auth" });
    expect(asked).toBe(3);
    expect(await row()).toMatchObject({ state: "attention", stateReason: "tokenDead" });
  }, 120_000);

  test("at any moment leaves a pair that works", async () => {
    const roll = dice(seed("killed refreshers"));
    // Real Zoom was seen to take the old token for a while; without that, one of these moments costs the connection.
    zoom.get().control.setFaults({ keepsOldTokens: true });
    try {
      hold = () => new Promise((resolve) => setTimeout(resolve, roll() * 30));
      for (let round = 0; round < size(4, 100); round += 1) {
        await expire();
        const [asker] = await askers(1);
        ask(asker as Started, 5);
        await new Promise((resolve) => setTimeout(resolve, roll() * 120));
        await asker?.kill();
        expect(await fresh()).toMatch(/canary-access/);
        expect(await row()).toMatchObject({ state: "active", tokenFailures: 0 });
      }
    } finally {
      zoom.get().control.setFaults({ keepsOldTokens: false });
    }
  }, 900_000);
});
