import { expect, type Page, test } from "@playwright/test";
import { anyFreePort } from "#scripts/free-port.ts";
import { type RunningOidcProvider, startOidcProvider } from "./oidc-provider.ts";
import { type Stack, startStack } from "./stack.ts";

/** From an empty database: the one-time code, the owner, a first colleague by invitation, and single sign-on. */
test.describe.configure({ mode: "serial" });

const owner = { email: "owner@example.com", password: "a few plain words" };
const colleague = { email: "first.colleague@example.com", password: "other plain words" };
let stack: Stack;
let provider: RunningOidcProvider;
let link = "";

test.beforeAll(async () => {
  const appPort = await anyFreePort();
  provider = await startOidcProvider({
    accounts: [
      { sub: "1", email: colleague.email.toUpperCase(), emailVerified: true },
      { sub: "2", email: "stranger@example.com", emailVerified: true },
      { sub: "3", email: colleague.email, emailVerified: false },
    ],
    redirectUri: `http://localhost:${appPort}/api/auth/callback/sso`,
  });
  stack = await startStack({
    appPort,
    isEmpty: true,
    settings: {
      DEMO: "off",
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    },
  });
});
test.afterAll(async () => {
  await stack?.stop();
  await provider?.close();
});

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto(`${stack.appUrl}/signin`);
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByRole("textbox", { name: "Password" }).fill(who.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signInWithProvider(page: Page, button: string): Promise<void> {
  await page.goto(`${stack.appUrl}/signin`);
  await page.getByRole("button", { name: "Single sign-on" }).click();
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.waitForURL((url) => url.origin === stack.appUrl);
}

test("an empty installation leads to the set-up, which asks for the code that the server printed", async ({ page }) => {
  await page.goto(stack.appUrl);
  await page.waitForURL(/\/setup/);
  const code = /one-time code: (\S+)/.exec(stack.readLogs())?.[1] ?? "";
  expect(code).toMatch(/^[A-Z0-9-]{8,}$/);
  const fill = async (oneTimeCode: string) => {
    await page.getByLabel("One-time code").fill(oneTimeCode);
    await page.getByLabel("Organisation").fill("Example Company");
    await page.getByLabel("Your name").fill("Olive Owner");
    await page.getByLabel("Your e-mail").fill(owner.email);
    await page.getByRole("textbox", { name: "Your password" }).fill(owner.password);
    await page.getByRole("button", { name: "Set up WorkSights" }).click();
  };
  await fill("AAAA-BBBB-CCCC");
  await expect(
    page
      .getByText(/code/i)
      .filter({ hasText: /not|wrong|another/i })
      .first(),
  ).toBeVisible();
  await fill(code);
  await page.waitForURL(/\/(timeline|services|people)/, { timeout: 30_000 });
  await page.context().clearCookies();
  await page.goto(`${stack.appUrl}/setup`);
  await expect(page.getByLabel("One-time code")).toHaveCount(0);
});

test("a wrong password is refused in plain words, the right one opens", async ({ page }) => {
  await signIn(page, { ...owner, password: "not the password" });
  await expect(
    page
      .getByRole("alert")
      .or(page.getByText(/do not fit|wrong|does not match|not right/i))
      .first(),
  ).toBeVisible();
  await signIn(page, owner);
  await page.waitForURL(/\/timeline/);
});

test("an owner adds a colleague and gets a one-time link to hand over", async ({ page }) => {
  await signIn(page, owner);
  await page.waitForURL(/\/timeline/);
  await page.goto(`${stack.appUrl}/people`);
  await page.getByRole("button", { name: "Add a person" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Carla Colleague");
  await dialog.getByLabel("E-mail").fill(colleague.email);
  await dialog.locator("button[type=submit]").click();
  const field = page.getByRole("textbox", { name: "One-time link" });
  if (!(await field.isVisible().catch(() => false))) {
    await page
      .getByRole("button", { name: /Carla Colleague/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: /invit/i }).click();
  }
  await expect(field).toBeVisible();
  link = await field.inputValue();
  expect(link).toContain(`${stack.appUrl}/join/`);
});

test("the link works once: the colleague sets a password and is in", async ({ page }) => {
  await page.goto(link);
  await page.getByRole("textbox", { name: "New password" }).fill(colleague.password);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await page.waitForURL(/\/timeline/);
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Set the password and sign in" })).toHaveCount(0);
});

test("single sign-on lets in who exists, matched by a verified e-mail, and nobody else", async ({ page }) => {
  await signInWithProvider(page, `Continue as ${colleague.email.toUpperCase()}`);
  await page.waitForURL(/\/timeline/);
  for (const button of ["Continue as stranger@example.com", `Continue as ${colleague.email}`, "Cancel"]) {
    await page.context().clearCookies();
    await signInWithProvider(page, button);
    await expect(page).toHaveURL(/\/signin/);
    await expect(page.getByRole("button", { name: "Single sign-on" })).toBeVisible();
  }
});

test("a session dies when its person is deactivated", async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, colleague);
  await other.waitForURL(/\/timeline/);
  await signIn(page, owner);
  await page.waitForURL(/\/timeline/);
  await page.goto(`${stack.appUrl}/people`);
  await page
    .getByRole("button", { name: /Carla Colleague/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: /^Deactivate/ }).click();
  await page
    .getByRole("dialog")
    .or(page.getByRole("alertdialog"))
    .getByRole("button", { name: /^Deactivate/ })
    .click();
  // The page says so once it is done; a chip with this word is always there.
  await expect(page.getByText("1 person active")).toBeVisible();
  await other.goto(`${stack.appUrl}/timeline`);
  await other.waitForURL(/\/signin/);
});
