/**
 * The merge beside a plain bulk insert of the very same rows into the very same table: rows a second in batches, each
 * batch durable before the next. What is merged: all new; the same again; the same re-read later (only the time of the
 * word is new); meetings that had started and now end. MERGE_ROUNDS (5), MERGE_ROWS (6,000 a run), MERGE_PEOPLE (1,000).
 */

import pg from "pg";
import { mergeDeliveries, mergeObservations } from "#lib/activity/merge-observations.ts";
import type { Observation } from "#lib/zoom/observation-types.ts";
import { type BenchCompany, makeBenchCompany, type Telling, tell } from "./company.ts";
import { interleave, judge, textOf } from "./compare.ts";
import { withBenchDatabase } from "./database.ts";
import type { Measure } from "./main.ts";

const ROUNDS = Number(process.env.MERGE_ROUNDS ?? 5);
const ROWS = Number(process.env.MERGE_ROWS ?? 6_000);
const PEOPLE = Number(process.env.MERGE_PEOPLE ?? 1_000);
const BAR = { goal: 0.5, never: 0.4 };

/** How the observations reach the merge, and in batches of how many. */
const ways: { name: string; batch: number; telling: Telling; isDeliveries?: true }[] = [
  { name: "history pages of 300", batch: 300, telling: "list" },
  { name: "batches of 1,000", batch: 1_000, telling: "list" },
  { name: "200 deliveries at a time", batch: 200, telling: "live", isDeliveries: true },
  { name: "50 deliveries at a time", batch: 50, telling: "live", isDeliveries: true },
];

export const measure: Measure = {
  title: "rows a second beside a plain bulk insert of the same rows",
  run: () => withBenchDatabase("merge", measureMerge),
};

async function measureMerge(databaseUrl: string): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const company = await makeBenchCompany(database, PEOPLE);
    const plain = await plainInsert(database, company);
    for (const [index, way] of ways.entries()) await measureWay(company, way, plain, index);
  } finally {
    await database.end();
  }
}

type Insert = (batch: readonly Observation[]) => Promise<void>;

async function measureWay(company: BenchCompany, way: (typeof ways)[number], plain: Insert, index: number) {
  const merge: Insert = async (batch) => {
    const receivedAt = new Date();
    if (way.isDeliveries) {
      await mergeDeliveries(
        company,
        batch.map((told) => ({ observations: [told], receivedAt })),
      );
    } else await mergeObservations(company, batch, receivedAt);
  };
  let seed = 1_000_000 * index;
  const fresh = () => {
    seed += 1;
    return tell(company, ROWS, way.telling, seed);
  };
  const running = (told: readonly Observation[]) => told.map(notEnded);
  const run = async (told: readonly Observation[], insert: Insert) => {
    const batches = Array.from({ length: Math.ceil(told.length / way.batch) }, (_, n) =>
      told.slice(n * way.batch, (n + 1) * way.batch),
    );
    const begunMs = performance.now();
    for (const batch of batches) await insert(batch);
    return told.length / ((performance.now() - begunMs) / 1000);
  };
  let last: readonly Observation[] = [];
  const figures = await interleave(ROUNDS, {
    plain: () => run(fresh(), plain),
    new: () => {
      last = fresh();
      return run(last, merge);
    },
    again: () => run(last, merge),
    reread: () => run(last.map(toldLater), merge),
    ended: async () => {
      const told = fresh();
      await run(running(told), merge);
      return run(told, merge);
    },
  });
  console.log(`  ${way.name}`);
  console.log(`    plain insert     ${textOf(figures.plain, "rows/s")}`);
  const names = { new: "all new", again: "the same again", reread: "re-read later", ended: "started, then ended" };
  for (const [name, title] of Object.entries(names)) {
    const figure = figures[name as keyof typeof names];
    const ratio = judge(figure.median / figures.plain.median, BAR);
    console.log(`    ${title.padEnd(20)} ${textOf(figure, "rows/s")}, ${ratio}`);
  }
}

function notEnded(told: Observation): Observation {
  if (told.kind === "session") return { ...told, endAt: null, observedAt: told.startAt ?? told.observedAt };
  return told.kind === "callLeg" ? { ...told, answerAt: null, endAt: null, observedAt: told.startAt } : told;
}

const toldLater = (told: Observation): Observation =>
  "observedAt" in told ? { ...told, observedAt: new Date(told.observedAt.getTime() + 3_600_000) } : told;

const plainColumns = {
  zoom_user_id: "uuid",
  host_weight: "bigint",
  product: "text",
  key: "text",
  title: "text",
  title_weight: "bigint",
  start_at: "timestamptz",
  start_weight: "bigint",
  end_at: "timestamptz",
  end_weight: "bigint",
  meeting_number: "text",
  legs: "jsonb",
  direction: "text",
  caller_id_name: "text",
  caller_id_hidden: "boolean",
  answer_at: "timestamptz",
  outcome: "text",
  device_name: "text",
  device_version: "text",
  sources: "int",
};

type PlainRow = Partial<Record<keyof typeof plainColumns, string | number | boolean | null | undefined>>;

/** The rows that the observations come to, inserted by one statement: no question asked, nothing merged. */
async function plainInsert(database: pg.Client, company: BenchCompany): Promise<Insert> {
  const { rows } = await database.query<{ name: string; id: string }>("select zoom_key as name, id from zoom_user");
  const ids = new Map(rows.map(({ name, id }) => [name, id]));
  const names = Object.keys(plainColumns) as (keyof typeof plainColumns)[];
  const arrays = Object.values(plainColumns).map((type, index) => `$${index + 3}::${type}[]`);
  const text = `insert into activity (organisation_id, connection_id, ${names.join(", ")})
    select $1, $2, r.* from unnest(${arrays.join(", ")}) as r`;
  return async (batch) => {
    const given = batch.map((told) => plainRow(told, ids));
    const columns = names.map((name) => given.map((row) => row[name] ?? null));
    await database.query({ name: "plain", text, values: [company.organisationId, company.connectionId, ...columns] });
  };
}

function plainRow(told: Observation, ids: ReadonlyMap<string, string>): PlainRow {
  if (told.kind !== "session" && told.kind !== "callLeg") throw new Error("Only sessions and legs are inserted");
  const who: Record<string, string | null> = told.kind === "session" ? told.host : told.zoomUser;
  const name = who.zoomUserId ?? who.extensionId?.replace("ext-", "") ?? who.email?.split("@")[0] ?? "";
  const weight = told.observedAt.getTime();
  const common = {
    zoom_user_id: ids.get(name),
    host_weight: weight,
    title_weight: weight,
    start_at: told.startAt?.toISOString(),
    start_weight: weight,
    end_at: told.endAt?.toISOString(),
    end_weight: weight,
    sources: told.source === "webhook" ? 1 : 2,
  };
  if (told.kind === "session") {
    const { product, key, title, numberMark } = told;
    return { ...common, product, key, title, meeting_number: numberMark };
  }
  const { direction, callerIdName, callerIdHidden, answerAt, result, event, device } = told;
  const weigh = (value: unknown) => [weight, value];
  return {
    ...common,
    product: "phone",
    // Legs of one call are rows of their own here: a plain insert joins nothing.
    key: `${told.callKey} ${told.legKey}`,
    legs: JSON.stringify({
      [told.legKey]: {
        startAt: weigh(told.startAt.getTime()),
        endAt: weigh(told.endAt?.getTime()),
        direction: weigh(direction),
        callerIdName: weigh(callerIdName),
        callerIdHidden: weigh(callerIdHidden),
        result: weigh(result),
        event: weigh(event),
        device: weigh(device?.name),
      },
    }),
    direction,
    caller_id_name: callerIdName,
    caller_id_hidden: callerIdHidden,
    answer_at: answerAt?.toISOString(),
    outcome: result === "answered" ? "answered" : "missed",
    device_name: device?.name,
    device_version: device?.version,
  };
}
