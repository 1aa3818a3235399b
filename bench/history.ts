/**
 * How well Zoom's history is read: a large company's sessions, by the worker's own code and queue, from a sandbox in a
 * process of its own that counts calls, keeps Zoom's limits by the second and takes 20 to 80 ms for an answer. Time is
 * real, not scaled.
 *
 * HISTORY_USERS (1,000), HISTORY_DAYS (60), HISTORY_SHARE (50, the percentage of the limits that is ours) and
 * HISTORY_ROUNDS (2). The full size, 10,000 users and six months, is
 * `HISTORY_USERS=10000 HISTORY_DAYS=180 HISTORY_ROUNDS=1 npm run bench history`: 24,000 calls, 20 minutes at 20 a second.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { db, transaction } from "#lib/db/client.ts";
import { startHistoryRead } from "#lib/integration/history-start.ts";
import { startImport } from "#lib/integration/import-start.ts";
import { sealTokens } from "#lib/integration/seal-tokens.ts";
import { runJobs } from "#lib/jobs/run-jobs.ts";
import { jobHandlers } from "#lib/sync/job-handlers.ts";
import { authorizeUrl, codeChallengeOf, exchangeCode, newCodeVerifier } from "#lib/zoom/oauth.ts";
import { defaultSettings } from "#sandbox/settings.ts";
import { judge, percentile, seriesOf, textOf } from "./compare.ts";
import { withBenchDatabase } from "./database.ts";
import type { Measure } from "./main.ts";

const setting = (name: string, usual: number) => Number(process.env[name] ?? usual);
const USERS = setting("HISTORY_USERS", 1_000);
const DAYS = setting("HISTORY_DAYS", 60);
const SHARE = setting("HISTORY_SHARE", 50);
const ROUNDS = setting("HISTORY_ROUNDS", 2);
const SESSIONS_A_DAY = 4;
const LATENCY = "20-80";

/** Of a business account, by the second. */
const HEAVY_LIMIT = 40;
const PAGE = 300;
/** Zoom answers for a month at a time. */
const LONGEST_WINDOW_DAYS = 31;
const DAY_MS = 86_400_000;
/** By then everything that had begun has ended and reached Zoom's reports. */
const SETTLED_MS = 30 * 60_000;

type CallCounts = { made: number; refused: number; crowdedOut: number };
type Zoom = { url: string; heavyCalls: () => Promise<CallCounts>; stop: () => void };

async function startZoom(): Promise<Zoom> {
  const months = Math.ceil(DAYS / 28) + 1;
  const child = spawn(process.execPath, ["--import", "./scripts/plain-node.ts", "sandbox/main.ts"], {
    env: {
      ...process.env,
      SANDBOX_PORT: "0",
      SANDBOX_STATE: "",
      SANDBOX_LARGE: `${USERS}x${SESSIONS_A_DAY}x${months}`,
      SANDBOX_LATENCY: LATENCY,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface(child.stdout)) {
    const [, port] = /localhost:(\d+)/.exec(line) ?? [];
    if (port === undefined) continue;
    const url = `http://127.0.0.1:${port}`;
    return {
      url,
      async heavyCalls() {
        const state = (await (await fetch(`${url}/control/state`)).json()) as {
          accounts: { key: string; calls: Record<string, CallCounts> }[];
        };
        const calls = state.accounts.find(({ key }) => key === "main")?.calls.Heavy;
        return calls ?? { made: 0, refused: 0, crowdedOut: 0 };
      },
      stop: () => void child.kill("SIGTERM"),
    };
  }
  throw new Error("The sandbox did not start");
}

/** Goes through the consent page, as the person who connects does. */
async function authorise(): Promise<Awaited<ReturnType<typeof exchangeCode>>> {
  const codeVerifier = newCodeVerifier();
  const redirectUri = defaultSettings.redirectUris[0];
  const url = authorizeUrl({ state: "bench", codeChallenge: await codeChallengeOf(codeVerifier), redirectUri });
  const body = new URLSearchParams([...url.searchParams, ["decision", "allow"]]);
  const answer = await fetch(`${url.origin}${url.pathname}`, { method: "POST", body, redirect: "manual" });
  const code = new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
  return exchangeCode({ code, codeVerifier, redirectUri, now: new Date() });
}

/** A new organisation with everyone in it, connected and imported. */
async function connect(): Promise<{ organisationId: string; connectionId: string }> {
  const { id: organisationId } = await db().organisation.create({ data: { name: "Large" } });
  await db().$executeRaw`
    insert into person (organisation_id, name, email)
    select ${organisationId}::uuid, 'Person ' || n, 'person' || lpad(n::text, 5, '0') || '@large.example'
    from generate_series(1, ${USERS}::int) as n`;
  const tokens = await authorise();
  const me = await fetch(`${process.env.ZOOM_API_URL}/v2/users/me`, {
    headers: { authorization: `Bearer ${tokens.accessToken}` },
  });
  const { account_id: zoomAccountId } = (await me.json()) as { account_id: string };
  const connectionId = randomUUID();
  await db().connection.create({
    data: {
      ...{ organisationId, id: connectionId, zoomAccountId, name: "Large", plan: "business", rateShare: SHARE },
      ...{ state: "importing", historyDays: 0, connectedAt: new Date(), scopes: [...tokens.scopes] },
      ...sealTokens(connectionId, tokens),
    },
  });
  const { runId } = await transaction((tx) => startImport(tx, organisationId, connectionId));
  await until(async () => {
    const run = await db().importRun.findFirst({ where: { id: runId }, select: { state: true, failure: true } });
    if (run?.state === "failed") throw new Error(`The import failed: ${run.failure}`);
    return run?.state === "done";
  });
  await until(async () => (await openReads(connectionId)) === 0);
  return { organisationId, connectionId };
}

const openReads = (connectionId: string) =>
  db().historyRead.count({ where: { connectionId, state: { in: ["waiting", "running"] } } });

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Bytes: what is in use after a collection, and what the process holds. */
type Memory = { live: number; resident: number };
type Round = { calls: number; refused: number; seconds: number; rows: number; memory: Memory[] };

const SAMPLE_MS = 1_500;
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function weigh(): Memory {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { live: heapUsed + external, resident: rss };
}

async function readOnce(zoom: Zoom): Promise<Round> {
  const { organisationId, connectionId } = await connect();
  const endAt = new Date(Math.floor((Date.now() - SETTLED_MS) / 1_000) * 1_000);
  const startAt = new Date(endAt.getTime() - DAYS * DAY_MS);
  const before = await zoom.heavyCalls();
  const memory: Memory[] = [];
  const sampling = setInterval(() => memory.push(weigh()), SAMPLE_MS);
  const begunAt = performance.now();
  const ask = { reason: "asked", startAt, endAt } as const;
  await transaction((tx) => startHistoryRead(tx, organisationId, connectionId, ask));
  await until(async () => (await openReads(connectionId)) === 0);
  const seconds = (performance.now() - begunAt) / 1_000;
  clearInterval(sampling);
  const after = await zoom.heavyCalls();
  const rows = await db().activity.count({ where: { organisationId, startAt: { gte: startAt, lt: endAt } } });
  await db().activity.deleteMany({ where: { organisationId } });
  return { calls: after.made - before.made, refused: after.refused - before.refused, seconds, rows, memory };
}

/** The middle of each quarter of a read, in bytes. */
function quartersOf(memory: readonly Memory[], of: keyof Memory): number[] {
  const length = Math.max(1, Math.floor(memory.length / 4));
  return [0, 1, 2, 3].map((n) =>
    percentile(
      memory.slice(n * length, (n + 1) * length).map((one) => one[of]),
      0.5,
    ),
  );
}

const round = (value: number) => Math.round(value).toLocaleString("en-GB");

async function run(): Promise<void> {
  const zoom = await startZoom();
  try {
    Object.assign(process.env, {
      ZOOM_API_URL: zoom.url,
      ZOOM_OAUTH_URL: zoom.url,
      ZOOM_CLIENT_ID: defaultSettings.clientId,
      ZOOM_CLIENT_SECRET: defaultSettings.clientSecret,
    });
    await withBenchDatabase("history", async (databaseUrl) => {
      const worker = await runJobs(databaseUrl, jobHandlers, { withSchedule: false });
      try {
        const rounds: Round[] = [];
        for (let n = 0; n < ROUNDS; n += 1) rounds.push(await readOnce(zoom));
        tellOf(rounds);
      } finally {
        await worker.stop();
      }
    });
  } finally {
    zoom.stop();
  }
}

function tellOf(rounds: readonly Round[]): void {
  const rows = USERS * SESSIONS_A_DAY * DAYS;
  const fewest = Math.ceil(rows / PAGE) + Math.ceil(DAYS / LONGEST_WINDOW_DAYS) - 1;
  const permitted = (HEAVY_LIMIT * SHARE) / 100;
  const series = (of: (one: Round) => number) => seriesOf(rounds.map(of));
  const calls = series((one) => one.calls);
  const rate = series((one) => one.calls / one.seconds);
  console.log(
    `${round(USERS)} users, ${SESSIONS_A_DAY} sessions a day, ${DAYS} days; answers after ${LATENCY} ms; ${ROUNDS} rounds`,
  );
  for (const one of rounds) {
    const verdict = one.rows === rows ? "all there" : `MISSING ${round(rows - one.rows)}`;
    console.log(`  ${round(one.rows)} of ${round(rows)} sessions arrived: ${verdict}, in ${round(one.seconds)} s`);
  }
  console.log(
    `  calls: ${textOf(calls, "calls")}, of which refused ${textOf(
      series((one) => one.refused),
      "",
    )}`,
  );
  console.log(
    `  fewest possible: ${round(fewest)} (full pages of ${PAGE}, and a list that ends for every month but one)`,
  );
  console.log(`  calls beside the fewest: ${judge(calls.median / fewest, { goal: 1.05, never: 1.1, isAtMost: true })}`);
  console.log(`  rate: ${textOf(rate, "calls/s")}, permitted ${permitted} (${SHARE} % of ${HEAVY_LIMIT})`);
  console.log(`  rate beside the permitted: ${judge(rate.median / permitted, { goal: 0.95, never: 0.9 })}`);
  console.log(
    `  merged: ${textOf(
      series((one) => one.rows / one.seconds),
      "rows/s",
    )}`,
  );
  const megabytes = (of: keyof Memory) =>
    rounds
      .map(({ memory }) =>
        quartersOf(memory, of)
          .map((bytes) => round(bytes / 2 ** 20))
          .join(" · "),
      )
      .join("; ");
  console.log(`  memory in use by quarters (MB): ${megabytes("live")}; held by the process: ${megabytes("resident")}`);
  const growth = series(({ memory }) => {
    const [, second = Number.NaN, , last = Number.NaN] = quartersOf(memory, "live");
    return last / second;
  });
  // The second quarter is the first in which everything has warmed up.
  console.log(`  last quarter beside the second: ${judge(growth.median, { goal: 1.05, never: 1.2, isAtMost: true })}`);
}

export const measure: Measure = { title: "a large account's history, within its limits", run };
