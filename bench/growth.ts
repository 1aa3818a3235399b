/**
 * How the cost of a merge grows with the table: pages of 300 rows (new, and told again) and single deliveries into a
 * table of 100 k, 1 M … rows, each beside one of 10 k, in turn and each in a process of its own, so that a busy minute
 * hits both alike. Four Zoom accounts with 2,500 people each and half a year. GROWTH_ROWS (1,000,000; at 10,000,000 a
 * quarter of an hour and 10 GB of disk), GROWTH_PAGES (60) pages at each size.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { type BenchCompany, makeBenchCompany } from "./company.ts";
import { judge, percentile, seriesOf, textOf } from "./compare.ts";
import { withBenchDatabase } from "./database.ts";
import { fillTable } from "./fill-table.ts";
import type { Ask } from "./growth-side.ts";
import type { Measure } from "./main.ts";

const SMALLEST = 10_000;
const LARGEST = Number(process.env.GROWTH_ROWS ?? 1_000_000);
const PAGES = Number(process.env.GROWTH_PAGES ?? 60);
const PAGE = 300;
const DELIVERIES_A_PAGE = 5;
const ACCOUNTS = 4;
const PEOPLE = 2_500;
const BAR = { goal: 1.3, never: 1.6, isAtMost: true };

export const measure: Measure = {
  title: "cost of a merge as the table grows",
  run: () =>
    withBenchDatabase("growth_small", (small) => withBenchDatabase("growth", (large) => measureGrowth(small, large))),
};

type Kind = "new" | "again" | "single";
type Times = Record<Kind, number[]>;

async function measureGrowth(smallUrl: string, largeUrl: string): Promise<void> {
  const small = await openSide(smallUrl);
  const large = await openSide(largeUrl);
  try {
    await fillTable(small.database, 0, SMALLEST, ACCOUNTS * PEOPLE);
    let rows = 0;
    for (let size = 10 * SMALLEST; size <= LARGEST; size *= 10) {
      await fillTable(large.database, rows, size, ACCOUNTS * PEOPLE);
      rows = size;
      // The first pages warm the plans and this size's pages up.
      await measurePages(small, large, Math.ceil(PAGES / 4), size + 1);
      report(size, await measurePages(small, large, PAGES, size + 2));
    }
  } finally {
    await Promise.all([small.close(), large.close()]);
  }
}

function report(size: number, { small, large }: { small: Times; large: Times }): void {
  const inThousands = (rows: number) => `${(rows / 1000).toLocaleString("en-GB")} k rows`;
  console.log(`  ${inThousands(size)} beside ${inThousands(SMALLEST)}`);
  const kinds = { new: `pages of ${PAGE}, new`, again: `pages of ${PAGE}, again`, single: "one delivery" };
  for (const kind of Object.keys(kinds) as Kind[]) {
    const [last, first] = [seriesOf(large[kind]), seriesOf(small[kind])];
    const worst = `p99 ${percentile(large[kind], 0.99).toFixed(1)} ms`;
    console.log(`    ${kinds[kind].padEnd(20)} ${textOf(last, "ms")}, ${worst}, beside ${textOf(first, "ms")}`);
    console.log(`    ${"".padEnd(20)} ${judge(last.median / first.median, BAR)}`);
  }
}

type Side = {
  database: pg.Client;
  companies: BenchCompany[];
  /** Milliseconds that a merge took, committed. */
  merge: (ask: Ask) => Promise<number>;
  close: () => Promise<void>;
};

async function openSide(databaseUrl: string): Promise<Side> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const companies: BenchCompany[] = [];
  for (let n = 0; n < ACCOUNTS; n += 1) companies.push(await makeBenchCompany(database, PEOPLE));
  const child: ChildProcess = fork(new URL("./growth-side.ts", import.meta.url), {
    execArgv: process.execArgv,
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  return {
    database,
    companies,
    merge: async (ask) => {
      child.send(ask);
      const [ms] = (await once(child, "message")) as [number];
      return ms;
    },
    close: async () => {
      child.send("end");
      await once(child, "exit");
      await database.end();
    },
  };
}

async function measurePages(small: Side, large: Side, pages: number, seed: number) {
  const times = (): Times => ({ new: [], again: [], single: [] });
  const measured = { small: times(), large: times() };
  const both = async (kind: Kind, count: number, telling: "list" | "live", n: number, ownSeed: number) => {
    for (const [name, side] of [["small", small] as const, ["large", large] as const]) {
      const company = side.companies[n % ACCOUNTS];
      if (company === undefined) throw new Error("There is no such company");
      measured[name][kind].push(await side.merge({ company, count, telling, seed: ownSeed }));
    }
  };
  for (let n = 0; n < pages; n += 1) {
    const pageSeed = seed * 1_000 + n;
    await both("new", PAGE, "list", n, pageSeed);
    await both("again", PAGE, "list", n, pageSeed);
    for (let one = 0; one < DELIVERIES_A_PAGE; one += 1) {
      await both("single", 1, "live", n, pageSeed * DELIVERIES_A_PAGE + one + 7);
    }
  }
  return measured;
}
