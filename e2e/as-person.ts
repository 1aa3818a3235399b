/** What people do in every story: sign in, connect Zoom, look at a theme. */
import { expect, type Page } from "@playwright/test";
import type { Stack } from "./stack.ts";

/** Signs in by a button of the demo. */
export async function signInAs(page: Page, stack: Stack, name: string): Promise<void> {
  await page.goto(`${stack.appUrl}/signin`);
  await page.getByRole("button", { name: new RegExp(`^Sign in as ${name}, `) }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/signin"));
}

export async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

/** Goes from Services to Zoom's consent page. */
export async function goToConsent(page: Page, stack: Stack, history = "7 days"): Promise<void> {
  await page.goto(`${stack.appUrl}/services`);
  await page
    .getByRole("link", { name: "Connect Zoom" })
    .or(page.getByRole("button", { name: "Connect Zoom" }))
    .first()
    .click();
  await page.getByRole("radio", { name: history }).check({ force: true });
  await page.getByRole("button", { name: "Continue to Zoom" }).click();
  await page.waitForURL((url) => url.origin === stack.sandboxUrl);
}

/** Connects Zoom as someone who may, and waits until the Zoom users are imported. */
export async function connectZoom(page: Page, stack: Stack, history = "7 days"): Promise<void> {
  await goToConsent(page, stack, history);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await page.waitForURL((url) => url.origin === stack.appUrl);
  await expect(page.getByText(/Mapped \d+ of \d+/).first()).toBeVisible({ timeout: 30_000 });
}
