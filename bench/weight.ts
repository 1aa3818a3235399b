/**
 * What a browser downloads and how a page scores: the JavaScript of `/timeline` at first load and the part of it that no
 * other page of ours needs, as sent (compressed), and Lighthouse for a desk computer on two pages, three times each.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { type BrowserContext, chromium } from "@playwright/test";
import { buildApp, isBuilt } from "#scripts/build-app.ts";
import { chromiumArgs, findChromium } from "#scripts/chromium.ts";
import { connectZoom, signInAs } from "../e2e/as-person.ts";
import { startStack } from "../e2e/stack.ts";
import { judge, seriesOf, textOf } from "./compare.ts";
import { installPeers, PEERS } from "./install-peers.ts";
import { versionOf } from "./machine.ts";
import type { Measure } from "./main.ts";

const SCORED = ["/timeline", "/integrations/zoom/overview"];
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const ROUNDS = 3;
/** Pages with forms, tables and lists: what they load, too, is the framework and our parts of it, not the timeline's own. */
const OTHER_PAGES = ["/services", "/people", "/integrations/zoom/users"];

/** The scripts that a page loads before anything is touched, with their compressed size in bytes. */
async function scriptsOf(context: BrowserContext, url: string): Promise<Map<string, number>> {
  const page = await context.newPage();
  const found = new Map<string, number>();
  const reads: Promise<void>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const read = async () => void found.set(new URL(response.url()).pathname, gzipSync(await response.body()).length);
    reads.push(read());
  });
  await page.goto(url);
  await page.waitForTimeout(2_000);
  await Promise.all(reads);
  await page.close();
  return found;
}

const kilobytes = (bytes: number) => bytes / 1024;
const sum = (sizes: Iterable<number>) => [...sizes].reduce((total, size) => total + size, 0);

async function measureScripts(context: BrowserContext, appUrl: string): Promise<void> {
  const timeline = await scriptsOf(context, `${appUrl}/timeline`);
  const others = new Set<string>();
  for (const page of OTHER_PAGES) for (const path of (await scriptsOf(context, appUrl + page)).keys()) others.add(path);
  const own = [...timeline].filter(([path]) => !others.has(path)).map(([, size]) => size);
  console.log(`  JavaScript of /timeline at first load: ${kilobytes(sum(timeline.values())).toFixed(1)} KB compressed`);
  console.log(
    `  the timeline's own part: ${judge(kilobytes(sum(own)), { goal: 20, never: 30, isAtMost: true, unit: "KB" })}`,
  );
}

/** Lighthouse's scores of a page, 0 to 100. */
async function score(url: string, cookie: string, executablePath: string): Promise<Record<string, number>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...[`${PEERS}/node_modules/lighthouse/cli/index.js`, url, "--quiet", "--output=json", "--preset=desktop"],
      `--only-categories=${CATEGORIES.join(",")}`,
      `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
      `--chrome-flags=--headless=new ${chromiumArgs.join(" ")}`,
    ],
    { env: { ...process.env, CHROME_PATH: executablePath }, maxBuffer: 256 * 1024 * 1024 },
  );
  const { categories } = JSON.parse(stdout) as { categories: Record<string, { score: number }> };
  return Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]));
}

async function measureAll(): Promise<void> {
  installPeers();
  if (!isBuilt(".next")) await buildApp(".next");
  const { executablePath } = await findChromium();
  const stack = await startStack();
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await signInAs(page, stack, "Rosa Martens");
    await connectZoom(page, stack, "7 days");
    await page.close();
    await measureScripts(context, stack.appUrl);
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    console.log(`  Lighthouse ${versionOf("lighthouse", `${PEERS}/node_modules`)}, desktop, of 100`);
    for (const path of SCORED) {
      const scores: Record<string, number>[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        scores.push(await score(`${stack.appUrl}${path}`, cookie, executablePath));
      }
      for (const name of CATEGORIES) {
        const series = seriesOf(scores.map((one) => one[name] ?? 0));
        console.log(
          `    ${path} ${name}: ${textOf(series, "")}, ${judge(series.median, { goal: 95, never: 95, unit: "of 100" })}`,
        );
      }
    }
  } finally {
    await browser.close();
    await stack.stop();
  }
}

export const measure: Measure = { title: "JavaScript as downloaded, and Lighthouse", run: measureAll };
