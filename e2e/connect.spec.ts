import { expect, test } from "@playwright/test";
import { connectZoom, goToConsent, signInAs, signOut } from "./as-person.ts";
import { type Stack, startStack } from "./stack.ts";

test.describe.configure({ mode: "serial" });
let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack();
});
test.afterAll(() => stack?.stop());

/** The newest weekday before today in London, where most of the demo's people are. */
function lastWorkingDay(): string {
  let day = Temporal.Now.plainDateISO("Europe/London").subtract({ days: 1 });
  while (day.dayOfWeek > 5) day = day.subtract({ days: 1 });
  return day.toString();
}

test("who may not connect reads whom to ask", async ({ page }) => {
  await signInAs(page, stack, "Amara Okafor");
  await page.goto(`${stack.appUrl}/services`);
  await expect(page.getByRole("link", { name: "Connect Zoom" })).toHaveCount(0);
  await expect(page.getByText("Rosa Martens").first()).toBeVisible();
});

test("a declined consent is explained, and can be tried again", async ({ page }) => {
  await signInAs(page, stack, "Rosa Martens");
  await goToConsent(page, stack);
  await page.getByRole("button", { name: "Decline" }).click();
  await page.waitForURL((url) => url.origin === stack.appUrl);
  await expect(page.getByText(/cancelled|declined/i).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue to Zoom" })).toBeVisible();
});

test("a way back without our state is not trusted", async ({ page }) => {
  await signInAs(page, stack, "Rosa Martens");
  await page.goto(`${stack.appUrl}/api/zoom/callback?code=from-the-marketplace`);
  await expect(page.getByText(/Marketplace|did not start here/i).first()).toBeVisible();
  await page.goto(`${stack.appUrl}/api/zoom/callback?code=x&state=made-up`);
  await expect(page.getByText(/expired|no longer|already used/i).first()).toBeVisible();
});

test("an executive connects Zoom, watches people being mapped and sees the day", async ({ page }) => {
  await signInAs(page, stack, "Rosa Martens");
  await connectZoom(page, stack);
  await page.goto(`${stack.appUrl}/timeline?day=${lastWorkingDay()}`);
  const meetings = page.getByRole("button", { name: /^Zoom meeting, .+, \d\d:\d\d to \d\d:\d\d, / });
  await expect(meetings.first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Incoming|Outgoing) Zoom call, / }).first()).toBeVisible();
});

test("a meeting that begins now shows on the open page without reload", async ({ page }) => {
  await signInAs(page, stack, "Imogen Clarke");
  await page.goto(`${stack.appUrl}/timeline`);
  await expect(page.getByText("Amara Okafor").first()).toBeVisible();
  await stack.control("start-meeting", { email: "amara.okafor@halden.example", topic: "Story of a test" });
  await expect(page.getByLabel(/^Zoom meeting, Story of a test, .*in progress/).first()).toBeVisible();
});

test("a hidden product disappears at once, everywhere, and comes back", async ({ page, browser }) => {
  const manager = await (await browser.newContext()).newPage();
  await signInAs(manager, stack, "Imogen Clarke");
  await manager.goto(`${stack.appUrl}/timeline`);
  const meetings = manager.getByLabel(/^Zoom meeting, Story of a test/);
  await expect(meetings.first()).toBeVisible();
  await signInAs(page, stack, "Rosa Martens");
  await page.goto(`${stack.appUrl}/integrations/zoom/features`);
  await page.getByRole("switch", { name: "Meetings visible" }).click({ force: true });
  await page.getByRole("button", { name: "Hide meetings" }).click();
  await expect(meetings).toHaveCount(0);
  const day = await manager.evaluate(() => fetch("/api/timeline").then((answer) => answer.text()));
  expect(day).not.toContain("Story of a test");
  await page.getByRole("switch", { name: "Meetings visible" }).click({ force: true });
  await expect(meetings.first()).toBeVisible();
});

test("a manager sees the team and nobody else", async ({ page }) => {
  await signInAs(page, stack, "Imogen Clarke");
  await page.goto(`${stack.appUrl}/timeline`);
  await expect(page.getByText("Amara Okafor").first()).toBeVisible();
  await expect(page.getByText("Judith Vale")).toHaveCount(0);
  await signOut(page);
  await signInAs(page, stack, "Amara Okafor");
  await page.goto(`${stack.appUrl}/timeline`);
  await expect(page.getByText("Amara Okafor").first()).toBeVisible();
  await expect(page.getByText("Ben Ashworth")).toHaveCount(0);
});
