/**
 * How the cost of a merge grows with the table: pages of 300 rows (new, and told again) and single deliveries, at 10 k,
 * 100 k and 1 M rows of four Zoom accounts with 2,500 people each and half a year. GROWTH_ROWS=10000000 adds 10 M (about
 * ten minutes and 10 GB of disk). GROWTH_PAGES (80) pages at each size.
 */
import pg from "pg";
import { mergeObservations } from "#lib/activity/merge-observations.ts";
import type { Observation } from "#lib/zoom/observation-types.ts";
import { type BenchCompany, makeBenchCompany, tell } from "./company.ts";
import { judge, percentile, type Series, seriesOf, textOf } from "./compare.ts";
import { withBenchDatabase } from "./database.ts";
import type { Measure } from "./main.ts";

const LARGEST = Number(process.env.GROWTH_ROWS ?? 1_000_000);
const PAGES = Number(process.env.GROWTH_PAGES ?? 80);
const PAGE = 300;
const ACCOUNTS = 4;
const PEOPLE = 2_500;
const BAR = { goal: 1.3, never: 1.6, isAtMost: true };

export const measure: Measure = {
  title: "cost of a merge as the table grows",
  run: () => withBenchDatabase("growth", measureGrowth),
};

type Figures = { fresh: Series; again: Series; single: number[] };

async function measureGrowth(databaseUrl: string): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const companies: BenchCompany[] = [];
    for (let n = 0; n < ACCOUNTS; n += 1) companies.push(await makeBenchCompany(database, PEOPLE));
    const sizes = [10_000, 100_000, 1_000_000, 10_000_000].filter((size) => size <= LARGEST);
    const measured: Figures[] = [];
    let rows = 0;
    for (const [index, size] of sizes.entries()) {
      await fillTable(database, rows, size);
      rows = size;
      // The first round warms the plans and the pages of this size up and is dropped.
      await measureAt(companies, 2 * index);
      const figures = await measureAt(companies, 2 * index + 1);
      measured.push(figures);
      console.log(`  ${size.toLocaleString("en-GB")} rows`);
      console.log(`    pages of ${PAGE}, new    ${textOf(figures.fresh, "µs a row")}`);
      console.log(`    pages of ${PAGE}, again  ${textOf(figures.again, "µs a row")}`);
      const [half, most] = [percentile(figures.single, 0.5), percentile(figures.single, 0.99)];
      console.log(`    one delivery         ${half.toFixed(2)} ms, p99 ${most.toFixed(2)} ms`);
    }
    const ratio = (read: (figures: Figures) => number) =>
      judge(read(measured.at(-1) as Figures) / read(measured[0] as Figures), BAR);
    console.log("  last beside first");
    console.log(`    pages, new    ${ratio(({ fresh }) => fresh.median)}`);
    console.log(`    pages, again  ${ratio(({ again }) => again.median)}`);
    console.log(`    one delivery  ${ratio(({ single }) => percentile(single, 0.5))}`);
  } finally {
    await database.end();
  }
}

/** Fills up from `from` to `to` rows as the merge would have left them: by account, by person, through half a year. */
async function fillTable(database: pg.Client, from: number, to: number): Promise<void> {
  await database.query(
    `insert into activity (organisation_id, connection_id, zoom_user_id, host_weight, product, key, title, title_weight,
        start_at, start_weight, end_at, end_weight, meeting_number, legs, direction, caller_id_name, caller_id_hidden,
        outcome, sources)
      select u.organisation_id, u.connection_id, u.id, 1, case when is_call then 'phone' else 'meetings' end,
        case when is_call then '20260101-' || gen_random_uuid() else md5(n::text || u.id) end,
        case when is_call then null else 'Weekly planning ' || n % 1000 end, 1, at, 1, at + interval '30 minutes', 1,
        case when is_call then null else '84512007733' end,
        case when is_call then jsonb_build_object('20260101-' || n, jsonb_build_object('startAt', jsonb_build_array(1, n),
          'endAt', jsonb_build_array(1, n), 'direction', '[1, "incoming"]'::jsonb, 'result', '[1, "answered"]'::jsonb,
          'device', '[1, "MAC_Client"]'::jsonb, 'callerIdName', '[1, "HEXA SUPPLIES"]'::jsonb)) end,
        case when is_call then 'incoming' end, case when is_call then 'HEXA SUPPLIES' end,
        case when is_call then false end, case when is_call then 'answered' end, 3
      from generate_series($1::bigint, $2::bigint - 1) as n
      cross join lateral (select n % 10 < 3 as is_call,
        -- The table of each size spans the half year before the first of March, in the order of time.
        timestamptz '2025-09-01' + interval '181 days' * ((n - $1)::float8 / ($2 - $1)) as at) as told
      join (select *, row_number() over (order by id) - 1 as place, count(*) over () as count from zoom_user) as u
        on u.place = n * 7919 % u.count`,
    [from, to],
  );
  await database.query("vacuum analyze activity");
  await database.query("checkpoint");
}

async function measureAt(companies: readonly BenchCompany[], round: number): Promise<Figures> {
  const [fresh, again, single]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < PAGES; n += 1) {
    const company = companies[n % companies.length] as BenchCompany;
    const page = tell(company, PAGE, "list", 1_000 * round + n);
    fresh.push((await timeOf(company, page)) / PAGE);
    again.push((await timeOf(company, page)) / PAGE);
    for (const told of tell(company, 5, "live", 500_000 + 1_000 * round + n)) {
      single.push((await timeOf(company, [told])) / 1_000);
    }
  }
  return { fresh: seriesOf(fresh), again: seriesOf(again), single };
}

/** Microseconds that a merge takes, committed. */
async function timeOf(company: BenchCompany, observations: readonly Observation[]): Promise<number> {
  const begunMs = performance.now();
  await mergeObservations(company, observations, new Date());
  return (performance.now() - begunMs) * 1_000;
}
