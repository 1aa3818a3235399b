/**
 * What the timeline's answer costs as the table grows: 200 people's day and for 50 people's week with
 * 100 k activities in the table, beside the same answer with 1 M, 10 M … TIMELINE_ROWS (1,000,000; at 10,000,000 a
 * quarter of an hour and 10 GB of disk), TIMELINE_ASKS (60) of each kind at each size. The people and what they did in
 * the asked week are the same in both; everything else is other people and other months.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { type BenchCompany, makeBenchCompany } from "./company.ts";
import { judge, percentile, seriesOf, textOf } from "./compare.ts";
import { withBenchDatabase } from "./database.ts";
import { fillTable } from "./fill-table.ts";
import type { Measure } from "./main.ts";
import type { Answer, Ask } from "./timeline-side.ts";

const SMALLEST = 100_000;
const LARGEST = Number(process.env.TIMELINE_ROWS ?? 1_000_000);
const ASKS = Number(process.env.TIMELINE_ASKS ?? 60);
const PEOPLE = 5_000;
const MONDAY = "2026-03-02";
const SESSIONS_A_DAY = 5;
/** Managers of teams: how large, and how many days are asked for. */
const kinds = {
  day: { team: 200, days: 1, title: "200 people, a day" },
  week: { team: 50, days: 7, title: "50 people, seven days" },
} as const;
type Kind = keyof typeof kinds;

export const measure: Measure = {
  title: "the timeline's answer as the table grows",
  run: () =>
    withBenchDatabase("timeline_small", (small) => withBenchDatabase("timeline", (large) => measureAll(small, large))),
};

async function measureAll(smallUrl: string, largeUrl: string): Promise<void> {
  const small = await openSide(smallUrl);
  const large = await openSide(largeUrl);
  try {
    await fillTable(small.database, 0, SMALLEST, PEOPLE);
    let rows = 0;
    for (let size = SMALLEST; size <= LARGEST; size *= 10) {
      await fillTable(large.database, rows, size, PEOPLE);
      rows = size;
      if (size > SMALLEST) await compareAt(size, small, large);
    }
  } finally {
    await Promise.all([small.close(), large.close()]);
  }
}

async function compareAt(size: number, small: Side, large: Side): Promise<void> {
  console.log(`  ${(size / 1000).toLocaleString("en-GB")} k activities beside ${SMALLEST / 1000} k`);
  for (const kind of Object.keys(kinds) as Kind[]) {
    const times = { small: [] as number[], large: [] as number[] };
    let sessions = 0;
    // A third more warms up.
    for (let n = -Math.ceil(ASKS / 3); n < ASKS; n += 1) {
      const [first, last] = [await small.ask(kind), await large.ask(kind)];
      if (first.sessions !== last.sessions) throw new Error("The answers differ");
      sessions = last.sessions;
      if (n < 0) continue;
      times.small.push(first.ms);
      times.large.push(last.ms);
    }
    const [first, last] = [seriesOf(times.small), seriesOf(times.large)];
    const p99 = (values: readonly number[]) => `p99 ${percentile(values, 0.99).toFixed(0)} ms`;
    console.log(
      `    ${kinds[kind].title} (${sessions} sessions): ${textOf(last, "ms")}, ${p99(times.large)}, beside ${textOf(first, "ms")}, ${p99(times.small)}`,
    );
    console.log(`      p50 ${judge(last.median / first.median, { goal: 1.3, never: 1.3, isAtMost: true })}`);
  }
}

type Side = { database: pg.Client; ask: (kind: Kind) => Promise<Answer>; close: () => Promise<void> };

async function openSide(databaseUrl: string): Promise<Side> {
  const database = new pg.Client({ connectionString: databaseUrl });
  // When a measure fails its database is dropped at once; what failed is told, not that.
  database.on("error", () => undefined);
  await database.connect();
  const company = await makeBenchCompany(database, PEOPLE);
  const managers = { day: await makeTeam(database, company, "day"), week: await makeTeam(database, company, "week") };
  const child: ChildProcess = fork(new URL("./timeline-side.ts", import.meta.url), {
    execArgv: process.execArgv,
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  return {
    database,
    ask: async (kind) => {
      const { days } = kinds[kind];
      const ask: Ask = { organisationId: company.organisationId, personId: managers[kind], day: MONDAY, days };
      child.send(ask);
      const [answer] = (await once(child, "message")) as [Answer];
      return answer;
    },
    close: async () => {
      child.send("end");
      await once(child, "exit");
      await database.end();
    },
  };
}

/** A manager with their team, which hosts five meetings a day in the asked week. Returns the manager's id. */
async function makeTeam(
  database: pg.Client,
  { organisationId, connectionId }: BenchCompany,
  kind: Kind,
): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `insert into person (organisation_id, name, email, role) values ($1, 'Manager of a ' || $2, 'manager-' || $2 || '@northwind.example', 'manager') returning id`,
    [organisationId, kind],
  );
  const managerId = rows[0]?.id ?? "";
  await database.query(
    `update person set manager_id = $2 where organisation_id = $1 and id in (
       select id from person where organisation_id = $1 and manager_id is null and role = 'member' order by email limit $3)`,
    [organisationId, managerId, kinds[kind].team - 1],
  );
  await database.query(
    `insert into activity (organisation_id, connection_id, zoom_user_id, host_weight, product, key, title, title_weight,
        start_at, start_weight, end_at, end_weight, sources)
     select z.organisation_id, z.connection_id, z.id, 1, 'meetings', gen_random_uuid()::text, 'Weekly planning', 1,
        at, 1, at + interval '40 minutes', 1, 3
     from person as p join zoom_user as z on z.organisation_id = p.organisation_id and z.person_id = p.id,
       generate_series(0, 6) as day, generate_series(0, $4::int - 1) as n,
       lateral (select $3::date + day * interval '1 day' + interval '8 hours' + n * interval '75 minutes' as at) as told
     where p.organisation_id = $1 and z.connection_id = $5 and p.manager_id = $2`,
    [organisationId, managerId, `${MONDAY}T00:00:00Z`, SESSIONS_A_DAY, connectionId],
  );
  return managerId;
}
