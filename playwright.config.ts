import { defineConfig } from "@playwright/test";
import { chromiumArgs } from "#scripts/chromium.ts";

const libraries = process.env.CHROMIUM_LIBRARIES;

export default defineConfig({
  testDir: "e2e",
  // Each file starts a whole installation of its own; two at once took as long on two cores.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  // Generous, because a busy machine is not a failure.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json"]],
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/London",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    // Recording costs more than the stories themselves on two cores: PLAYWRIGHT_TRACE=on when one fails.
    trace: process.env.PLAYWRIGHT_TRACE === "on" ? "on" : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: chromiumArgs,
      ...(libraries === undefined
        ? {}
        : { env: { ...process.env, LD_LIBRARY_PATH: libraries } as Record<string, string> }),
    },
  },
});
