import { type Cookie, expect, type Locator, type Page, test } from "@playwright/test";
import type { TimelineDay } from "#lib/timeline/timeline-types.ts";
import { answerOf } from "./answer-of.ts";
import { connectZoom, signInAs } from "./as-person.ts";
import { type Stack, startStack } from "./stack.ts";

/** What can only be seen in a browser: that things have room, stay in sight, and stay few. */
test.describe.configure({ mode: "serial" });
let stack: Stack;
let session: Cookie[];
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  stack = await startStack();
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, stack, "Rosa Martens");
  await connectZoom(page, stack, "7 days");
  session = await page.context().cookies();
  // A day that is still being read changes between two looks at it.
  const unread = async () => {
    const day = (await (
      await page.request.get(`${stack.appUrl}/api/timeline?day=${yesterday()}`)
    ).json()) as TimelineDay;
    return day.people.filter(({ gaps }) => gaps.some(({ reason }) => reason === "historyNotRead")).length;
  };
  await expect.poll(unread, { timeout: 90_000 }).toBe(0);
  await page.context().close();
});
// Signed in once is enough for what is looked at here.
test.beforeEach(({ context }) => context.addCookies(session));
test.afterAll(() => stack?.stop());

const MOST_NODES = 1500;
const rows = (page: Page) => page.locator('[role="grid"] [role="row"]');
const yesterday = () => Temporal.Now.plainDateISO("Europe/London").subtract({ days: 1 }).toString();

/** Boxes that lie over one another, as texts. */
function overlaps(page: Page, ones: string, others: string): Promise<string[]> {
  return page.evaluate(
    ([a = "", b = ""]) => {
      const boxes = (selector: string) =>
        [...document.querySelectorAll(selector)].map((element) => ({ element, box: element.getBoundingClientRect() }));
      const found: string[] = [];
      for (const one of boxes(a))
        for (const other of boxes(b)) {
          if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (across > 1 && down > 1) found.push(`${one.element.textContent} / ${other.element.textContent}`);
        }
      return found;
    },
    [ones, others],
  );
}

test("a meeting that begins now is in sight at any hour, in working hours too", async ({ page }) => {
  await page.goto(`${stack.appUrl}/timeline?q=Amara`);
  await expect(page.getByText(/^Live, as of/)).toBeVisible();
  await stack.control("start-meeting", { email: "amara.okafor@halden.example", topic: "Seen at night" });
  const block = page.getByRole("button", { name: /^Zoom meeting, Seen at night, .*in progress/ });
  await expect(block).toBeInViewport({ timeout: 3_000 });
});

test("a whole company fits: few nodes, nothing cut, nothing over a gap's words", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${stack.appUrl}/timeline?day=${yesterday()}`);
  await expect(rows(page).nth(8)).toBeVisible();
  expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(MOST_NODES);
  const hidden = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-place]")]
      .filter((line) => line.scrollHeight > line.clientHeight || line.scrollWidth > line.clientWidth)
      .map((line) => line.textContent),
  );
  expect(hidden).toEqual([]);
  expect(await overlaps(page, '[data-gap-label]:not([data-gap-label="hidden"])', "button[data-item]")).toEqual([]);
});

test("arrow keys go through all rows, however few are there", async ({ page }) => {
  await page.goto(`${stack.appUrl}/timeline?day=${yesterday()}`);
  await expect(rows(page).nth(8)).toBeVisible();
  await page.locator('[role="grid"] [data-item][tabindex="0"]').focus();
  for (let row = 0; row < 40; row += 1) await page.keyboard.press("ArrowDown");
  const focused = page.locator('[role="row"]:has(:focus)');
  await expect(focused).toHaveAttribute("aria-rowindex", "42");
  await page.keyboard.press("Control+End");
  await expect(focused).toHaveAttribute(
    "aria-rowindex",
    (await page.getByRole("grid").getAttribute("aria-rowcount")) ?? "",
  );
});

test("a day that fails does not show another under its date", async ({ page }) => {
  await page.goto(`${stack.appUrl}/timeline`);
  await expect(rows(page).nth(3)).toBeVisible();
  await page.route("**/api/timeline?*", (route) => route.fulfill({ status: 503, body: "{}" }));
  await page.getByRole("button", { name: "Previous day" }).click();
  await expect(page.getByRole("heading", { name: "The timeline could not be loaded" })).toBeVisible();
  await expect(page.getByRole("grid")).toHaveCount(0);
  await page.getByRole("button", { name: "Try again now" }).click();
  await expect(page.getByRole("button", { name: "Try again now" })).toBeVisible();
  // The page tries again by itself, too.
  await page.unroute("**/api/timeline?*");
  await expect(rows(page).nth(3)).toBeVisible();
});

test("on a phone nothing of the bars lies over another or is cut", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const view of ["list", "grid"]) {
    await page.goto(`${stack.appUrl}/timeline?day=${yesterday()}&view=${view}`);
    await expect(page.getByText(/^Live, as of/)).toBeInViewport({ ratio: 1 });
    expect(await overlaps(page, '[role="radiogroup"]', '[role="group"]:has(input), input[type="search"]')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }
});

const namesIn = (found: Locator) => found.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));

/** Accessible names of what happened and what was planned, as far as they are on the page; counted ones from their lists. */
async function namesOn(page: Page): Promise<string[]> {
  const buttons = page.getByRole("button", { name: /^(Zoom|Incoming|Outgoing|Calendar event)/ });
  await expect(buttons.first()).toBeVisible();
  const names = await namesIn(buttons);
  for (const counted of await page.locator('[role="grid"] [aria-haspopup="menu"]').all()) {
    await counted.click();
    await expect(page.getByRole("menu")).toBeVisible();
    names.push(...(await namesIn(page.getByRole("menuitem"))));
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toHaveCount(0);
  }
  return names.sort();
}

test("the list tells the same as the grid, calendar included", async ({ page }) => {
  const address = `${stack.appUrl}/timeline?day=${yesterday()}&q=Greta&hours=day`;
  await page.goto(`${address}&view=grid`);
  const inGrid = await namesOn(page);
  expect(inGrid.some((name) => name.startsWith("Calendar event"))).toBe(true);
  await page.goto(`${address}&view=list`);
  expect(await namesOn(page)).toEqual(inGrid);
});

test("a week is a key away, and each of its days opens", async ({ page }) => {
  await page.goto(`${stack.appUrl}/timeline?day=${yesterday()}`);
  await expect(rows(page).nth(3)).toBeVisible();
  // The page is alive when it says so.
  await expect(page.getByText(/^Live, as of/)).toBeVisible();
  await page.keyboard.press("w");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("week");
  const cell = page
    .getByRole("grid")
    .getByRole("link", { name: /in meetings/ })
    .first();
  await expect(cell).toBeVisible();
  await cell.click();
  await page.waitForURL(/\/timeline\/[0-9a-f-]{36}/);
  await expect(page.getByText(/^Live, as of/)).toBeVisible();
  await page.keyboard.press("w");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("week");
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("week");
});

test("the keys are explained at a key, and what comes in is said once without moving the page", async ({ page }) => {
  await page.goto(`${stack.appUrl}/timeline?q=Amara`);
  await expect(page.getByText(/^Live, as of/)).toBeVisible();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys on the timeline" });
  await expect(help.getByText("Ten people up, down")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);

  // Of her alone: where many things come together, they are told as a number.
  const first = await rows(page).nth(1).boundingBox();
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => {
      for (const region of document.querySelectorAll('[role="status"]')) {
        const text = region.textContent ?? "";
        if (text.includes("Said aloud") && heard.at(-1) !== text) heard.push(text);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  await stack.control("start-meeting", { email: "amara.okafor@halden.example", topic: "Said aloud" });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await expect.poll(async () => (await heard()).length).toBeGreaterThan(0);
  // Time enough for a second one.
  await page.waitForTimeout(3_000);
  expect(await heard()).toHaveLength(1);
  expect((await heard())[0]).toMatch(/^New: Zoom meeting, Said aloud, Amara Okafor, \d\d:\d\d\.$/);
  expect((await rows(page).nth(1).boundingBox())?.y).toBe(first?.y);
});

test("a page at 400 % zoom is the list", async ({ page }) => {
  // 1280 pixels, four times as large.
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(`${stack.appUrl}/timeline?day=${yesterday()}`);
  await expect(page.getByRole("radio", { name: "List" })).toBeChecked();
  await expect(page.getByRole("grid")).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test("a page whose session has ended goes to sign-in, and back to the same place after it", async ({ page }) => {
  const address = "/timeline?q=Amara&hours=day";
  await page.goto(stack.appUrl + address);
  await expect(page.getByText(/^Live, as of/)).toBeVisible();
  await page.context().clearCookies();
  await stack.control("start-meeting", { email: "amara.okafor@halden.example", topic: "Not for everyone" });
  await page.waitForURL((url) => url.pathname === "/signin");
  await expect(page.getByText("Not for everyone")).toHaveCount(0);
  await page.getByRole("button", { name: /^Sign in as Rosa Martens, / }).click();
  await page.waitForURL(stack.appUrl + address);
});

/** Opens the grid of a day whose answer is given. */
async function openAnswer(page: Page, answer: ReturnType<typeof answerOf>): Promise<void> {
  await page.route(`**/api/timeline?*day=${answer.day}*`, (route) => route.fulfill({ json: answer }));
  await page.goto(`${stack.appUrl}/timeline?day=2026-03-09&view=grid&hours=day`);
  await expect(page.getByText(/^Live, as of/)).toBeVisible();
  await page.getByRole("button", { name: "Next day" }).click();
}

test("keys reach each of 200 blocks, and each has its name", async ({ page }) => {
  const names = Array.from({ length: 20 }, (_, row) => `Person ${String(row).padStart(2, "0")}`);
  // Some overlap, some follow close, some stand alone.
  const parts = (row: number) =>
    Array.from({ length: 10 }, (_, n) => {
      const from = 60 + n * 130 + (n % 2 === 0 ? row : -60);
      return { id: `r${row}n${n}`, kind: n % 3 === 0 ? "call" : "meeting", from, to: from + 45 } as const;
    });
  await openAnswer(page, answerOf("2026-03-10", names, parts));
  await expect(page.getByRole("button", { name: /Plan r0n1/ })).toBeVisible();
  await page.locator('[role="grid"] [data-item][tabindex="0"]').focus();
  const reached = new Map<string, string>();
  const here = () =>
    page.evaluate(() => ({
      item: document.activeElement?.getAttribute("data-item") ?? "",
      name: document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
    }));
  /** Presses a key and waits for the focus to have moved. */
  const go = async (key: string) => {
    const { item } = await here();
    await page.keyboard.press(key);
    await expect.poll(async () => (await here()).item).not.toBe(item);
  };
  for (const [row] of names.entries()) {
    if (row > 0) await go("ArrowDown");
    await go("Home");
    for (const _ of parts(row)) {
      await go("ArrowRight");
      const { item, name } = await here();
      reached.set(item.split(" ")[1] ?? "", name);
    }
  }
  const blocks = names.flatMap((_, row) => parts(row).map(({ id, kind }) => ({ id, kind })));
  expect(blocks).toHaveLength(200);
  expect(blocks.filter(({ id }) => !reached.has(id))).toEqual([]);
  for (const { id, kind } of blocks)
    expect(reached.get(id)).toMatch(kind === "call" ? /^Incoming Zoom call, Ferrow, / : `Zoom meeting, Plan ${id}, `);
});

test("counted calls come apart, the ruler is dragged, and midnight is crossed", async ({ page }) => {
  // Short calls that follow one another, and a meeting over midnight.
  const calls = [0, 1, 2, 3].map(
    (n) => ({ id: `call${n}`, kind: "call", from: 700 + 3 * n, to: 702 + 3 * n }) as const,
  );
  const parts = [{ id: "night", kind: "meeting", from: -50, to: 40 } as const, ...calls];
  await openAnswer(
    page,
    answerOf("2026-03-10", ["Amara Okafor"], () => parts),
  );
  const counted = page.getByRole("button", { name: "4 Zoom calls, 11:40 to 11:51" });
  await counted.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem")).toHaveCount(4);
  await page.keyboard.press("Escape");
  await expect(counted).toBeFocused();
  // Nearer, each has its own block, and what was reached stays reached.
  for (const key of ["+", "+", "+"]) await page.keyboard.press(key);
  const blocks = page.getByRole("button", { name: /^Incoming Zoom call/ });
  await expect(blocks).toHaveCount(4);
  await expect(blocks.first()).toBeFocused();

  const ruler = page.getByRole("columnheader", { name: "Hours" });
  const box = await ruler.boundingBox();
  if (box === null) throw new Error("The ruler has no place.");
  await page.mouse.move(box.x + 300, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 300 + box.width / 2, box.y + 12, { steps: 5 });
  await page.mouse.up();
  // Half of two hours to the right: an hour earlier. The address follows within a moment.
  await expect(page).toHaveURL(/from=600/);
  await page.getByRole("button", { name: "Later hours" }).click();
  await expect(page).toHaveURL(/from=660/);

  for (const key of ["-", "-", "-"]) await page.keyboard.press(key);
  const night = "Zoom meeting, Plan night, since 23:10 the day before, until 00:40, 90 minutes";
  await page.getByRole("button", { name: night }).click();
  await page.getByRole("link", { name: "Began on Mon 9 Mar" }).click();
  await expect(page).toHaveURL(/day=2026-03-09.*block=night/);
});
