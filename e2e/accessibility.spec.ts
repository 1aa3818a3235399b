import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { connectZoom, signInAs } from "./as-person.ts";
import { type Stack, startStack } from "./stack.ts";

/** axe finds nothing on any page, light and dark, wide and on a phone. */
test.describe.configure({ mode: "serial" });
let stack: Stack;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  stack = await startStack();
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, stack, "Rosa Martens");
  await connectZoom(page, stack, "7 days");
  await page.context().close();
});
test.afterAll(() => stack?.stop());

const pages = [
  "/timeline",
  "/timeline?view=list",
  "/timeline?hours=6&from=540",
  "/timeline?range=week",
  "/timeline?range=week&view=list",
  "/timeline/print?q=Amara&range=week",
  "/insights?period=this",
  "/insights?period=12&by=week&tables=time,hours,planned",
  "/calendars",
  "/people",
  "/services",
  "/services/zoom",
  "/integrations/zoom/overview",
  "/integrations/zoom/users",
  "/integrations/zoom/features",
  "/integrations/zoom/connections",
  "/help",
  "/help/timeline",
  "/help/zoom-setup",
];

async function expectAccessible(page: Page, what: string, rules?: readonly string[]): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  // Rows of a table are alike: the first ones stand for hundreds, which axe would look at for many seconds. Without
  // frames of other origins its results need no page of their own to be put together, which takes longer than the look.
  const axe = new AxeBuilder({ page })
    .exclude("tbody tr:nth-child(n+21)")
    .options({ resultTypes: ["violations"] })
    .setLegacyMode();
  const { violations } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`);
  expect(found, what).toEqual([]);
}

/** The dark theme changes colours and nothing else: there, only they are looked at anew, on the same page. */
async function expectAccessibleInBothThemes(page: Page, what: string): Promise<void> {
  await expectAccessible(page, `${what}, light`);
  const setTheme = (theme: string) =>
    page.evaluate((next) => {
      document.documentElement.dataset.theme = next;
    }, theme);
  await setTheme("dark");
  // Colours that glide are between two themes for a moment.
  await page.waitForTimeout(300);
  await expectAccessible(page, `${what}, dark`, ["color-contrast"]);
  await setTheme("light");
}

test("every page is accessible, light and dark", async ({ page }) => {
  test.setTimeout(240_000);
  await page.context().addCookies([{ name: "theme", value: "light", url: stack.appUrl }]);
  await page.goto(`${stack.appUrl}/signin`);
  await expectAccessibleInBothThemes(page, "/signin");
  await signInAs(page, stack, "Rosa Martens");
  for (const path of pages) {
    await page.goto(stack.appUrl + path);
    await expectAccessibleInBothThemes(page, path);
  }
  const person = page.getByRole("link", { name: "Amara Okafor" }).first();
  await page.goto(`${stack.appUrl}/timeline?q=Amara`);
  await person.click();
  await page.waitForURL(/\/timeline\/[0-9a-f-]{36}/);
  await expectAccessibleInBothThemes(page, "a person's day");
  await page.getByRole("radio", { name: "Week" }).click({ force: true });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("week");
  await expectAccessibleInBothThemes(page, "a person's week");
});

test("the pages that people open on a phone are accessible there", async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, stack, "Imogen Clarke");
  for (const path of ["/timeline", "/timeline/print", "/people", "/services", "/help"]) {
    await page.goto(stack.appUrl + path);
    await expectAccessible(page, `${path} on a phone`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  }
});

test("who may not see a page reads why, and who may", async ({ page }) => {
  await signInAs(page, stack, "Amara Okafor");
  for (const path of [
    "/people",
    "/integrations/zoom/overview",
    "/integrations/zoom/users",
    "/integrations/zoom/features",
    "/integrations/zoom/connections",
  ]) {
    await page.goto(stack.appUrl + path);
    await expect(page.getByText(/Your role is member/).first(), path).toBeVisible();
    await expectAccessible(page, `${path} not allowed`);
  }
});
