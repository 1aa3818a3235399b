/** What the browser itself tells: when blocks are on the screen, how long frames and tasks took. */
import type { CDPSession, Page } from "@playwright/test";

export type Motion = { frameP95Ms: number; longestTaskMs: number };

/** Counts frames and long tasks from now on; `stop` says what came out. */
async function watchMotion(page: Page): Promise<() => Promise<Motion>> {
  await page.evaluate(() => {
    const seen = { frames: [] as number[], tasks: [] as number[], isOn: true };
    (globalThis as Record<string, unknown>).motion = seen;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
    });
    observer.observe({ type: "longtask" });
    let last = performance.now();
    const frame = (at: number) => {
      seen.frames.push(at - last);
      last = at;
      if (seen.isOn) requestAnimationFrame(frame);
      else observer.disconnect();
    };
    requestAnimationFrame(frame);
  });
  return () =>
    page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const seen = (globalThis as Record<string, unknown>).motion as {
        frames: number[];
        tasks: number[];
        isOn: boolean;
      };
      seen.isOn = false;
      const frames = seen.frames.slice(1).sort((a, b) => a - b);
      return {
        frameP95Ms: frames[Math.ceil(0.95 * frames.length) - 1] ?? 0,
        longestTaskMs: Math.max(0, ...seen.tasks),
      };
    });
}

/**
 * Presses what shows the day, and measures from the end of the data's answer until blocks are painted: parsing, layout
 * and drawing. Null when it took longer than `limitMs`.
 */
export async function timeToScreen(
  page: Page,
  ask: { press: () => Promise<void>; data: string; blocks: string; limitMs: number },
): Promise<number | null> {
  await page.evaluate(
    ({ data, blocks }) => {
      const seen = globalThis as Record<string, unknown>;
      seen.shownAfter = undefined;
      performance.clearResourceTimings();
      performance.setResourceTimingBufferSize(1_000);
      const isHere = () => performance.getEntriesByType("resource").find(({ name }) => name.includes(data));
      const look = () => {
        const entry = isHere() as PerformanceResourceTiming | undefined;
        const drawn = [...document.querySelectorAll(blocks)];
        if (entry === undefined || drawn.length < 20) return void requestAnimationFrame(look);
        // A frame later they are painted.
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            seen.shownAfter = performance.now() - entry.responseEnd;
          };
          channel.port2.postMessage(null);
        });
      };
      requestAnimationFrame(look);
    },
    { data: ask.data, blocks: ask.blocks },
  );
  await ask.press();
  const shown = await page
    .waitForFunction(() => (globalThis as Record<string, unknown>).shownAfter as number | undefined, undefined, {
      timeout: ask.limitMs,
      polling: 50,
    })
    .catch(() => null);
  return shown === null ? null : ((await shown.jsonValue()) as number);
}

/** 40 steps of the wheel over the middle of the page, one every other frame. */
export async function scroll(page: Page): Promise<Motion> {
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.mouse.move(width * 0.6, height * 0.6);
  const stop = await watchMotion(page);
  for (let step = 0; step < 40; step += 1) {
    await page.mouse.wheel(0, step < 30 ? 120 : -120);
    await page.waitForTimeout(33);
  }
  return stop();
}

/** 20 steps of zooming, ten nearer and ten away. */
export async function zoom(page: Page, step: (direction: 1 | -1) => Promise<void>): Promise<Motion> {
  const stop = await watchMotion(page);
  for (let n = 0; n < 20; n += 1) {
    await step(n < 10 ? 1 : -1);
    await page.waitForTimeout(50);
  }
  return stop();
}

/** Slows the page's processor by so many times. */
export async function slowDown(cdp: CDPSession, times: number): Promise<void> {
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: times });
}
