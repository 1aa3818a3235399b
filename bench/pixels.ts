/**
 * From webhook to pixels: the sandbox delivers events one by one to the whole stack (production build) while a page with
 * the whole company's day is open. Measured from the call that makes the sandbox deliver until the block that it brings
 * or changes is painted. The sandbox's own life of the present goes on beside it. BENCH_PIXELS_EVENTS (100) chooses.
 */
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import pg from "pg";
import { roster } from "#sandbox/company/roster.ts";
import { buildApp, isBuilt } from "#scripts/build-app.ts";
import { chromiumArgs, findChromium } from "#scripts/chromium.ts";
import { connectZoom, signInAs } from "../e2e/as-person.ts";
import { type Stack, startStack } from "../e2e/stack.ts";
import { dice } from "../test/endurance/long.ts";
import { judge, percentile, seriesOf, textOf } from "./compare.ts";
import type { Measure } from "./main.ts";

const EVENTS = Number(process.env.BENCH_PIXELS_EVENTS ?? 100);
/** A block that is not there by then counts as never seen. */
const LIMIT_MS = 5_000;
const MOST_SECONDS_OF_HISTORY = 180;
const BAR = { goal: 500, never: 1_000, isAtMost: true, unit: "ms" };

/** Milliseconds of one event: in all, until the page asked for it, until it was answered, and until it was painted. */
type Seen = { total: number; heard: number; answered: number; painted: number };

/** From now on the page looks for a block whose name has both texts, and keeps when it was painted. */
async function lookFor(page: Page, texts: readonly string[]): Promise<void> {
  await page.evaluate(
    ({ texts, limitMs }) => {
      const kept = globalThis as Record<string, unknown>;
      performance.clearResourceTimings();
      kept.seen = new Promise<{ at: number; askedAt: number; answeredAt: number } | null>((resolve) => {
        const giveUp = setTimeout(() => end(null), limitMs);
        const end = (answer: { at: number; askedAt: number; answeredAt: number } | null) => {
          clearTimeout(giveUp);
          observer.disconnect();
          resolve(answer);
        };
        const isHere = () =>
          [...document.querySelectorAll('[role="grid"] button[aria-label]')].some((block) =>
            texts.every((text) => block.getAttribute("aria-label")?.includes(text)),
          );
        const observer = new MutationObserver(() => {
          if (!isHere()) return;
          observer.disconnect();
          // The frame that has it, and the task after that frame was drawn.
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => {
              const asks = performance
                .getEntriesByType("resource")
                .filter(({ name }) => name.includes("/api/timeline?")) as PerformanceResourceTiming[];
              const ask = asks.at(-1);
              const wall = (ms: number | undefined) => performance.timeOrigin + (ms ?? Number.NaN);
              end({ at: Date.now(), askedAt: wall(ask?.startTime), answeredAt: wall(ask?.responseEnd) });
            };
            channel.port2.postMessage(null);
          });
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      });
    },
    { texts, limitMs: LIMIT_MS },
  );
}

/** Does what brings the block, and waits for it. Null when it never came. */
async function timeOf(page: Page, texts: readonly string[], act: () => Promise<unknown>): Promise<Seen | null> {
  await lookFor(page, texts);
  const begunAt = Date.now();
  await act();
  const seen = await page.evaluate(
    () =>
      (globalThis as Record<string, unknown>).seen as Promise<{
        at: number;
        askedAt: number;
        answeredAt: number;
      } | null>,
  );
  if (seen === null) return null;
  const { at, askedAt, answeredAt } = seen;
  return { total: at - begunAt, heard: askedAt - begunAt, answered: answeredAt - askedAt, painted: at - answeredAt };
}

/** Names of those whose rows are in sight whole. */
function namesInSight(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[role="grid"] [data-item$=" name"]')]
      .filter((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top > innerHeight * 0.3 && bottom < innerHeight * 0.9;
      })
      .map((element) => element.textContent ?? ""),
  );
}

/** Someone in sight who can host and is mapped by e-mail, another one each time. */
async function nextHost(page: Page, done: Set<string>): Promise<string> {
  for (let turn = 0; turn < 100; turn += 1) {
    const names = await namesInSight(page);
    const found = roster.find(
      ({ key, name, workEmail, zoom }) =>
        !done.has(key) && names.includes(name) && zoom?.status === "active" && zoom.email === workEmail,
    );
    if (found !== undefined) {
      done.add(found.key);
      return found.key;
    }
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(300);
  }
  throw new Error("Nobody is left to host a meeting");
}

async function measureEvents(page: Page, stack: Stack): Promise<(Seen | null)[]> {
  const roll = dice(5);
  const seen: (Seen | null)[] = [];
  const hosts = new Set<string>();
  // One more in front warms up.
  for (let n = 0; seen.length < EVENTS + 2; n += 1) {
    const person = await nextHost(page, hosts);
    const topic = `Pixels ${n}.`;
    const pause = () => page.waitForTimeout(100 + Math.floor(roll() * 900));
    await pause();
    let uuid: unknown;
    seen.push(
      await timeOf(page, [topic, "in progress"], async () => {
        ({ uuid } = await stack.control("start-meeting", { person, topic }));
      }),
    );
    await pause();
    seen.push(await timeOf(page, [topic, " to "], () => stack.control("end-session", { uuid })));
  }
  return seen.slice(2);
}

/** History that is still being read would be measured along. */
async function historyIsRead(stack: Stack): Promise<void> {
  const database = new pg.Client({ connectionString: stack.databaseUrl });
  await database.connect();
  try {
    for (let turn = 0; turn < MOST_SECONDS_OF_HISTORY; turn += 1) {
      const { rows } = await database.query<{ open: number }>(
        "select count(*)::int as open from history_read where state in ('waiting', 'running')",
      );
      if (rows[0]?.open === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  } finally {
    await database.end();
  }
  throw new Error("The history was not read in time");
}

async function openCompany(context: BrowserContext, stack: Stack): Promise<Page> {
  const page = await context.newPage();
  await signInAs(page, stack, "Rosa Martens");
  await connectZoom(page, stack, "7 days");
  await page.goto(`${stack.appUrl}/timeline?view=grid&hours=day`);
  await page.getByText(/^Live, as of/).waitFor();
  await page.mouse.move(700, 600);
  await historyIsRead(stack);
  return page;
}

async function measureAll(): Promise<void> {
  if (!isBuilt(".next")) await buildApp(".next");
  const { executablePath } = await findChromium();
  const stack = await startStack();
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const all = await measureEvents(await openCompany(context, stack), stack);
    const seen = all.filter((one) => one !== null);
    console.log(
      `  Chromium ${browser.version()}, ${roster.length} people, ${all.length} events, never seen: ${all.length - seen.length}`,
    );
    const tell = (name: keyof Seen, title: string) => {
      const values = seen.map((one) => one[name]);
      console.log(`  ${title}: p50 ${textOf(seriesOf(values), "ms")}, p95 ${percentile(values, 0.95).toFixed(0)} ms`);
    };
    tell("total", "webhook to pixels");
    tell("heard", "  of it until the page asks");
    tell("answered", "  until it is answered");
    tell("painted", "  until it is painted");
    const totals = seen.map(({ total }) => total);
    console.log(`  p95: ${judge(percentile(totals, 0.95), BAR)}`);
  } finally {
    await browser.close();
    await stack.stop();
  }
}

export const measure: Measure = {
  title: "from a webhook to pixels on an open page of the whole company",
  run: measureAll,
};
