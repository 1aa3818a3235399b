/**
 * `npm test`: the checks, then unit, property and database tests (Vitest), then the stories in a real browser
 * (Playwright) against the production build. Ends with one line that adds both runners up.
 */
import "./plain-node.ts";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { buildApp, isBuilt } from "#scripts/build-app.ts";
import { runChecks } from "#scripts/check.ts";
import { findChromium } from "#scripts/chromium.ts";

const RESULTS = ".data/test-results";
type Counts = { passed: number; failed: number; skipped: number };

async function runTool(args: readonly string[], settings: Record<string, string> = {}): Promise<boolean> {
  const run = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...settings } });
  const [code] = await once(run, "exit");
  return code === 0;
}

function readResults<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

async function runVitest(): Promise<{ ok: boolean; counts: Counts }> {
  const file = `${RESULTS}/vitest.json`;
  const ok = await runTool([
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const json = readResults<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>(file);
  return {
    ok,
    counts: {
      passed: json?.numPassedTests ?? 0,
      failed: json?.numFailedTests ?? 0,
      skipped: json?.numPendingTests ?? 0,
    },
  };
}

async function build(): Promise<void> {
  if (isBuilt(".next")) return;
  console.log("Building the app for the browser tests.");
  await buildApp(".next");
}

async function runPlaywright(): Promise<{ ok: boolean; counts: Counts }> {
  const chromium = await findChromium();
  const file = `${RESULTS}/playwright.json`;
  const ok = await runTool(["node_modules/@playwright/test/cli.js", "test"], {
    CHROMIUM_PATH: chromium.executablePath,
    ...(chromium.libraryPath === undefined ? {} : { CHROMIUM_LIBRARIES: chromium.libraryPath }),
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const json = readResults<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(file);
  return {
    ok,
    counts: {
      passed: json?.stats.expected ?? 0,
      failed: (json?.stats.unexpected ?? 0) + (json?.stats.flaky ?? 0),
      skipped: json?.stats.skipped ?? 0,
    },
  };
}

const startedAt = performance.now();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const isClean = await runChecks();
const unit = await runVitest();
const browser = await build()
  .then(runPlaywright)
  .catch((error: Error) => {
    console.error(error.message);
    return { ok: false, counts: { passed: 0, failed: 1, skipped: 0 } };
  });
const total = (key: keyof Counts) => unit.counts[key] + browser.counts[key];
const isFine = isClean && unit.ok && browser.ok;
const failed = Math.max(total("failed"), isFine ? 0 : 1);
console.log(
  `\nThe checks ${isClean ? "passed" : "FAILED"}; ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes in all.`,
);
console.log(`tests: ${total("passed")} passed, ${failed} failed, ${total("skipped")} skipped`);
process.exitCode = isFine ? 0 : 1;
