/**
 * The door: deliveries a second and the time within which 99 of 100 are answered, over 16, 64 and 256 connections. Both
 * of ours answer after the commit; beside them stand Zoom's own receiver with an empty handler, and a Next route that
 * only verifies. BENCH_DOOR_ROUNDS (5), BENCH_DOOR_COUNT (deliveries of a run, 20000; the Next routes take a quarter),
 * BENCH_DOOR_CONNECTIONS ("16,64,256") and BENCH_DOOR_ONLY ("ingest,rivet,next,verify") choose.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { makeBenchCompany } from "./company.ts";
import { interleave, judge, seriesOf, textOf } from "./compare.ts";
import { withBenchDatabase } from "./database.ts";
import { type Door, type DoorName, startDoor } from "./door/contenders.ts";
import type { Company } from "./door/deliveries.ts";
import type { Load, Loaded } from "./door/loader.ts";
import { describeMachine, versionOf } from "./machine.ts";
import type { Measure } from "./main.ts";

const HOSTS = 400;
const ACCOUNTS = 8;
const SECRET = "a secret for the measure";
const listOf = (text: string) => text.split(",").map((part) => part.trim());
const rounds = Number(process.env.BENCH_DOOR_ROUNDS ?? 5);
const count = Number(process.env.BENCH_DOOR_COUNT ?? 20_000);
const connections = listOf(process.env.BENCH_DOOR_CONNECTIONS ?? "16,64,256").map(Number);
const chosen = listOf(process.env.BENCH_DOOR_ONLY ?? "ingest,rivet,next,verify") as DoorName[];

/** What is compared: a door, and over how many Zoom accounts the deliveries are spread. */
type Contender = { door: DoorName; accounts: number; title: string; share: number };
const contenders: Record<string, Contender> = {
  ingest: { door: "ingest", accounts: 1, title: "npm run ingest, one account", share: 1 },
  ingestMany: { door: "ingest", accounts: ACCOUNTS, title: `npm run ingest, ${ACCOUNTS} accounts`, share: 1 },
  rivet: { door: "rivet", accounts: 1, title: "@zoom/rivet, empty handler", share: 1 },
  next: { door: "next", accounts: 1, title: "Next route, one account", share: 0.25 },
  verify: { door: "verify", accounts: 1, title: "Next route that only verifies", share: 0.25 },
};
const isDurable = ({ door }: Contender) => door === "ingest" || door === "next";

async function makeCompanies(pool: pg.Pool, accounts: number): Promise<Company[]> {
  const companies: Company[] = [];
  for (let n = 0; n < accounts; n += 1) {
    const { connectionId } = await makeBenchCompany(pool, HOSTS);
    const { rows } = await pool.query<{ accountId: string }>(
      `insert into zoom_account (zoom_account_id, organisation_id, connection_id)
       select zoom_account_id, organisation_id, id from connection where id = $1 returning zoom_account_id as "accountId"`,
      [connectionId],
    );
    const accountId = rows[0]?.accountId ?? "";
    companies.push({ accountId, hosts: Array.from({ length: HOSTS }, (_, host) => `user-${host}`) });
  }
  return companies;
}

async function send(load: Load): Promise<Loaded> {
  const { stdout } = await promisify(execFile)(process.execPath, ["bench/door/loader.ts", JSON.stringify(load)]);
  return JSON.parse(stdout) as Loaded;
}

/** Every acknowledged start and end must be in the table, once. */
async function lostOf(pool: pg.Pool, prefix: string, sent: number): Promise<number> {
  const { rows } = await pool.query<{ stored: number }>(
    `select (count(start_at) + count(end_at))::int as stored from activity where key like $1 || '%'`,
    [prefix],
  );
  return sent - (rows[0]?.stored ?? 0);
}

let runs = 0;

async function measureAll(pool: pg.Pool): Promise<void> {
  const names = Object.keys(contenders).filter((name) => chosen.includes((contenders[name] as Contender).door));
  const doors = new Map<DoorName, Door>();
  const companies: Record<number, Company[]> = {
    1: await makeCompanies(pool, 1),
    [ACCOUNTS]: await makeCompanies(pool, ACCOUNTS),
  };
  const settings = { DATABASE_URL: process.env.DATABASE_URL ?? "", ZOOM_WEBHOOK_SECRET: SECRET, LOG_LEVEL: "info" };
  try {
    for (const door of chosen) doors.set(door, await startDoor(door, settings));
    for (const of of connections) {
      const p99s: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
      let notOk = 0;
      let lost = 0;
      const run = (name: string) => async () => {
        const { door, accounts, share } = contenders[name] as Contender;
        const { port, path } = doors.get(door) as Door;
        runs += 1;
        const prefix = `run${runs}-`;
        const sent = Math.round((count * share) / 2) * 2;
        const load = { port, path, connections: of, count: sent, companies: companies[accounts] ?? [], prefix };
        const loaded = await send({ ...load, secret: SECRET });
        notOk += loaded.notOk;
        p99s[name]?.push(loaded.p99Ms);
        if (isDurable(contenders[name] as Contender)) lost += await lostOf(pool, prefix, sent);
        return loaded.perSecond;
      };
      const rates = await interleave(rounds, Object.fromEntries(names.map((name) => [name, run(name)])));
      console.log(`${of} connections (answers other than 200: ${notOk}; acknowledged and not in the table: ${lost})`);
      for (const name of names) {
        const p99 = textOf(seriesOf(p99s[name]?.slice(1) ?? []), "ms");
        const { title } = contenders[name] as Contender;
        console.log(`  ${title}: ${textOf(rates[name] ?? seriesOf([]), "deliveries/s")}, p99 ${p99}`);
      }
      const ratio = (one: string, other: string) => (rates[one]?.median ?? 0) / (rates[other]?.median ?? Number.NaN);
      if (names.includes("ingest") && names.includes("rivet")) {
        const bar = { goal: 1.5, never: 1 };
        console.log(`  ingest : rivet, one account ${judge(ratio("ingest", "rivet"), bar)}`);
        console.log(`  ingest : rivet, ${ACCOUNTS} accounts ${judge(ratio("ingestMany", "rivet"), bar)}`);
      }
      if (names.includes("next") && names.includes("verify")) {
        console.log(`  Next : Next that only verifies ${judge(ratio("next", "verify"), { goal: 0.9, never: 0.8 })}`);
      }
    }
  } finally {
    for (const door of doors.values()) await door.stop();
  }
}

export const measure: Measure = {
  title: "deliveries a second, beside Zoom's own receiver and a Next route that only verifies",
  run: () =>
    withBenchDatabase("door", async (databaseUrl) => {
      for (const line of (await describeMachine(databaseUrl)).slice(1, 2)) console.log(line);
      const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
      try {
        await measureAll(pool);
        if (chosen.includes("rivet"))
          console.log(`@zoom/rivet ${versionOf("@zoom/rivet", "bench/peers/node_modules")}`);
      } finally {
        await pool.end();
      }
    }),
};
