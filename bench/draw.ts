/**
 * Drawing in Chromium: from the data to blocks on the screen, and frames under 40 steps of the wheel and 20 of zooming,
 * beside FullCalendar's resource timeline (virtual rendering on) and vis-timeline. Our page is the real one in its
 * production build; only the day's answer is put in its way, so that all three draw the same. BENCH_DRAW_BLOCKS
 * ("990,9900,99000"), BENCH_DRAW_SLOWED ("1,4"), BENCH_DRAW_ROUNDS (3) and BENCH_DRAW_ONLY ("ours,fullcalendar,vis") choose.
 */
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { buildApp, isBuilt } from "#scripts/build-app.ts";
import { chromiumArgs, findChromium } from "#scripts/chromium.ts";
import { signInAs } from "../e2e/as-person.ts";
import { type Stack, startStack } from "../e2e/stack.ts";
import { judge, type Series, seriesOf, textOf } from "./compare.ts";
import { DAY, makeDay } from "./draw/day.ts";
import { type PeerServer, servePeers } from "./draw/peer-server.ts";
import { type Motion, scroll, slowDown, timeToScreen, zoom } from "./draw/watch.ts";
import { installPeers } from "./install-peers.ts";
import { versionOf } from "./machine.ts";
import type { Measure } from "./main.ts";

const listOf = (text: string) => text.split(",").map((part) => part.trim());
const sizes = listOf(process.env.BENCH_DRAW_BLOCKS ?? "990,9900,99000").map(Number);
const speeds = listOf(process.env.BENCH_DRAW_SLOWED ?? "1,4").map(Number);
const rounds = Number(process.env.BENCH_DRAW_ROUNDS ?? 3);
const chosen = listOf(process.env.BENCH_DRAW_ONLY ?? "ours,fullcalendar,vis");
const LIMIT_MS = 90_000;
const BEFORE = "2026-03-09";

type Run = { toScreenMs: number | null; scrolling: Motion | null; zooming: Motion | null };
type Contender = { name: string; title: string; run: (page: Page) => Promise<Run> };

function ours(stack: Stack, readDay: () => string): Contender {
  const answer = { contentType: "application/json", body: "" };
  return {
    name: "ours",
    title: "our timeline",
    run: async (page) => {
      await page.route(`**/api/timeline?*day=${DAY}*`, (route) => route.fulfill({ ...answer, body: readDay() }));
      await page.goto(`${stack.appUrl}/timeline?day=${BEFORE}&view=grid&hours=day`);
      await page.getByRole("button", { name: "Next day" }).waitFor();
      const toScreenMs = await timeToScreen(page, {
        press: () => page.getByRole("button", { name: "Next day" }).click({ noWaitAfter: true }),
        data: `day=${DAY}`,
        blocks: '[role="grid"] [data-item]:not([data-item$=" name"])',
        limitMs: LIMIT_MS,
      });
      return move(page, toScreenMs, async (direction) => {
        await page.keyboard.down("Control");
        await page.mouse.wheel(0, direction * -100);
        await page.keyboard.up("Control");
      });
    },
  };
}

function peer(name: string, title: string, blocks: string, server: PeerServer): Contender {
  return {
    name,
    title,
    run: async (page) => {
      await page.goto(`${server.url}/${name}`);
      const toScreenMs = await timeToScreen(page, {
        press: () => page.evaluate(() => document.getElementById("show")?.click()),
        data: "/day.json",
        blocks,
        limitMs: LIMIT_MS,
      });
      return move(page, toScreenMs, (direction) =>
        page.evaluate((to) => (globalThis as unknown as { zoomBy: (to: number) => void }).zoomBy(to), direction),
      );
    },
  };
}

async function move(page: Page, toScreenMs: number | null, step: (direction: 1 | -1) => Promise<void>): Promise<Run> {
  if (toScreenMs === null) return { toScreenMs, scrolling: null, zooming: null };
  return { toScreenMs, scrolling: await scroll(page), zooming: await zoom(page, step) };
}

/** One run in a page of its own, the processor slowed. */
async function runOnce(context: BrowserContext, { run }: Contender, slowed: number): Promise<Run> {
  const page = await context.newPage();
  try {
    await slowDown(await context.newCDPSession(page), slowed);
    return await run(page);
  } finally {
    await page.close();
  }
}

const worst = (runs: readonly Run[], of: (run: Run) => number | undefined): Series | null => {
  const values = runs.map(of).filter((value) => value !== undefined);
  return values.length === 0 ? null : seriesOf(values);
};

function tell(title: string, runs: readonly Run[]): Series | null {
  const shown = worst(runs, ({ toScreenMs }) => toScreenMs ?? undefined);
  const ms = (series: Series | null) => (series === null ? "not measured" : textOf(series, "ms"));
  console.log(
    `    ${title}: ${shown === null ? `not within ${LIMIT_MS / 1000} s` : ms(shown)}; frames p95 scrolling ${ms(worst(runs, (run) => run.scrolling?.frameP95Ms))}, zooming ${ms(worst(runs, (run) => run.zooming?.frameP95Ms))}; longest task scrolling ${ms(worst(runs, (run) => run.scrolling?.longestTaskMs))}, zooming ${ms(worst(runs, (run) => run.zooming?.longestTaskMs))}`,
  );
  return shown;
}

async function compareAt(context: BrowserContext, contenders: readonly Contender[], slowed: number): Promise<void> {
  const runs = new Map(contenders.map(({ name }) => [name, [] as Run[]]));
  const lost = new Set<string>();
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const contender of contenders) {
      if (lost.has(contender.name)) continue;
      const run = await runOnce(context, contender, slowed);
      if (run.toScreenMs === null) lost.add(contender.name);
      if (round > 0 || run.toScreenMs === null) runs.get(contender.name)?.push(run);
    }
  }
  const shown = new Map(contenders.map(({ name, title }) => [name, tell(title, runs.get(name) ?? [])]));
  const mine = shown.get("ours")?.median;
  for (const [name, goal, never] of [
    ["fullcalendar", 4, 2],
    ["vis", 50, 25],
  ] as const) {
    const theirs = shown.get(name)?.median;
    if (mine !== undefined && theirs !== undefined)
      console.log(`    ${name} : ours ${judge(theirs / mine, { goal, never })}`);
  }
}

async function measureAll(): Promise<void> {
  installPeers();
  const isOursAsked = chosen.includes("ours");
  if (isOursAsked && !isBuilt(".next")) await buildApp(".next");
  const { executablePath } = await findChromium();
  const stack = isOursAsked ? await startStack() : null;
  let day = "";
  const server = await servePeers(() => day);
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    console.log(
      `Chromium ${browser.version()}, ${["fullcalendar-scheduler", "vis-timeline"].map((name) => `${name} ${versionOf(name, "bench/peers/node_modules")}`).join(", ")}`,
    );
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    if (stack !== null) await signInAs(await context.newPage(), stack, "Rosa Martens");
    const contenders = [
      ...(stack === null ? [] : [ours(stack, () => day)]),
      peer("fullcalendar", "FullCalendar's resource timeline", ".peer-block", server),
      peer("vis", "vis-timeline", ".vis-item", server),
    ].filter(({ name }) => chosen.includes(name));
    for (const blocks of sizes) {
      day = JSON.stringify(makeDay(blocks));
      for (const slowed of speeds) {
        console.log(`  ${blocks.toLocaleString("en-GB")} blocks, processor ×${slowed} slowed`);
        await compareAt(context, contenders, slowed);
      }
    }
  } finally {
    await browser.close();
    await server.close();
    await stack?.stop();
  }
}

export const measure: Measure = {
  title: "to the screen and frames under scrolling and zooming, beside FullCalendar and vis-timeline",
  run: measureAll,
};
