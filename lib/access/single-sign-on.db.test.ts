import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type NextAuthType from "next-auth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { type OidcAccount, type RunningOidcProvider, startOidcProvider } from "../../e2e/oidc-provider.ts";
import { TestBrowser } from "../../test/browser.ts";
import { addOrganisation, addTestPerson } from "../../test/sign-in-as.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { authOptions } from "./auth-options.ts";
import { readSessionToken, sessionCookieName } from "./session-cookie.ts";
import { readRefusal } from "./sign-in-types.ts";

useTestDatabase();

// Plain Node gives the default of a CommonJS package as a whole; Next's bundler unwraps it.
const NextAuth = (createRequire(import.meta.url)("next-auth") as { default: typeof NextAuthType }).default;

const accounts: OidcAccount[] = [
  { sub: "ada", email: "Ada@Halden.example", emailVerified: true },
  { sub: "unverified", email: "ada@halden.example", emailVerified: false },
  { sub: "silent", email: "ada@halden.example" },
  { sub: "stranger", email: "stranger@elsewhere.example", emailVerified: true },
  { sub: "nameless" },
  { sub: "gone", email: "gone@halden.example", emailVerified: true },
  { sub: "twice", email: "twice@halden.example", emailVerified: true },
];

let app: Server;
let appUrl = "";
let provider: RunningOidcProvider;
let organisationId = "";
let adaId = "";

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return Object.fromEntries(new URLSearchParams(text));
}

/** Serves next-auth under our options by plain Node; in the app it is the route handler that does. */
async function startApp(): Promise<Server> {
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", appUrl);
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? "").split("; ").map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
      }),
    );
    const nextauth = url.pathname.replace("/api/auth/", "").split("/");
    const query = { ...Object.fromEntries(url.searchParams), nextauth };
    const helpers = {
      status(code: number) {
        response.statusCode = code;
        return outgoing;
      },
      send: (body: unknown) => response.end(typeof body === "string" ? body : JSON.stringify(body ?? "")),
      json: (body: unknown) => response.end(JSON.stringify(body)),
    };
    const outgoing = Object.assign(response, helpers);
    const incoming = Object.assign(request, { query, cookies, body: await bodyOf(request) });
    await NextAuth(incoming as never, outgoing as never, authOptions());
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.statusCode = 599;
      response.end(String(error));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

beforeAll(async () => {
  app = await startApp();
  const address = app.address();
  appUrl = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  provider = await startOidcProvider({ accounts, redirectUri: `${appUrl}/api/auth/callback/sso` });
  Object.assign(process.env, {
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
  });
  organisationId = await addOrganisation();
  const [ada, gone] = [
    await addTestPerson(organisationId, { email: "ada@halden.example" }),
    await addTestPerson(organisationId, { email: "gone@halden.example" }),
  ];
  adaId = ada.personId;
  await db().person.updateMany({ where: { id: gone.personId }, data: { deactivatedAt: new Date() } });
  await addTestPerson(organisationId, { email: "twice@halden.example" });
  await addTestPerson(await addOrganisation(), { email: "twice@halden.example" });
});

afterAll(async () => {
  await provider.close();
  await new Promise((done) => app.close(done));
});

let browser = new TestBrowser();
beforeEach(() => {
  browser = new TestBrowser();
});

const isOurPage = (url: string) => url.startsWith(appUrl) && !new URL(url).pathname.startsWith("/api/auth/");
const isCallback = (url: string) => url.startsWith(`${appUrl}/api/auth/callback/`);

/** Presses "Single sign-on"; the answer is the provider's address. */
async function begin(next = "/timeline"): Promise<string> {
  const { csrfToken } = JSON.parse((await browser.ask(`${appUrl}/api/auth/csrf`)).text) as { csrfToken: string };
  const fields = { csrfToken, callbackUrl: next, json: "true" };
  const answer = await browser.ask(`${appUrl}/api/auth/signin/sso`, fields);
  return (JSON.parse(answer.text) as { url: string }).url;
}

/** Answers at the provider, and stops right before our callback. */
async function answer(form: Record<string, string>): Promise<string> {
  const interaction = await browser.follow(await begin(), isCallback);
  // Whoever is signed in at the provider already comes straight back.
  return isCallback(interaction.url) ? interaction.url : (await browser.follow(interaction.url, isCallback, form)).url;
}

async function session() {
  return readSessionToken(browser.cookies(appUrl).get(sessionCookieName()));
}

const signInAs = async (sub: string) => browser.follow(await answer({ sub }), isOurPage);
const refusalAt = (url: string) => readRefusal(new URL(url).searchParams.get("error") ?? "");

describe("single sign-on with a real provider", () => {
  it("asks with PKCE, state and nonce, for no more than the e-mail", async () => {
    const { searchParams } = new URL(await begin());
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: "code",
      scope: "openid email",
      code_challenge_method: "S256",
      state: expect.stringMatching(/.{20,}/),
      nonce: expect.stringMatching(/.{20,}/),
    });
  });

  it("signs in whoever has a verified e-mail here", async () => {
    const page = await signInAs("ada");
    expect(page.url).toBe(`${appUrl}/timeline`);
    expect(await session()).toMatchObject({ organisationId, personId: adaId });
  });

  it.each([
    ["unverified", "unverified"],
    ["silent", "unverified"],
    ["stranger", "unknown"],
    ["gone", "unknown"],
    ["nameless", "noEmail"],
    ["twice", "several"],
  ])("refuses %s as %s", async (sub, reason) => {
    const page = await signInAs(sub);
    expect(new URL(page.url).pathname).toBe("/signin");
    expect(refusalAt(page.url)).toEqual({ kind: "sso", reason });
    expect(await session()).toBeNull();
  });

  it("explains when someone cancels at the provider", async () => {
    const page = await browser.follow(await answer({ cancel: "yes" }), isOurPage);
    expect(refusalAt(page.url)).toEqual({ kind: "sso", reason: "cancelled" });
  });

  it("refuses another's answer, a changed state and an answer that comes twice", async () => {
    const callback = await answer({ sub: "ada" });
    const other = new TestBrowser();
    expect(refusalAt((await other.follow(callback, isOurPage)).url)).toMatchObject({ kind: "sso" });
    expect(other.cookies(appUrl).has(sessionCookieName())).toBe(false);

    const changed = new URL(callback);
    changed.searchParams.set("state", "another");
    expect(refusalAt((await browser.follow(changed.href, isOurPage)).url)).toMatchObject({ kind: "sso" });
    expect(await session()).toBeNull();

    const again = await answer({ sub: "ada" });
    await browser.follow(again, isOurPage);
    expect(await session()).not.toBeNull();
    browser.cookies(appUrl).delete(sessionCookieName());
    expect(refusalAt((await browser.follow(again, isOurPage)).url)).toMatchObject({ kind: "sso" });
    expect(await session()).toBeNull();
  });

  it("takes no token from a form without the forgery token", async () => {
    const page = await browser.ask(`${appUrl}/api/auth/signin/sso`, { csrfToken: "made up", json: "true" });
    expect(page.text).not.toContain(provider.issuer);
  });

  it("never leads to another site afterwards", async () => {
    const address = await begin("https://elsewhere.example/");
    const interaction = await browser.follow(address, () => false);
    const isOut = (url: string) => isOurPage(url) || url.includes("elsewhere");
    const page = await browser.follow(interaction.url, isOut, { sub: "ada" });
    expect(new URL(page.url).origin).toBe(appUrl);
  });

  it("takes the e-mail from the id token when it is there", async () => {
    await provider.close();
    const port = Number(new URL(provider.issuer).port);
    const redirectUri = `${appUrl}/api/auth/callback/sso`;
    provider = await startOidcProvider({ accounts, redirectUri, port, hasEmailInIdToken: true });
    expect((await signInAs("ada")).url).toBe(`${appUrl}/timeline`);
    expect(await session()).toMatchObject({ personId: adaId });
    browser = new TestBrowser();
    expect(refusalAt((await signInAs("unverified")).url)).toEqual({ kind: "sso", reason: "unverified" });
  });

  it("says when the provider can not be reached", async () => {
    await provider.close();
    const url = await begin();
    expect(refusalAt(url)).toEqual({ kind: "sso", reason: "unreachable" });
  });
});

describe("the session that is left behind", () => {
  it("says nothing about the person to scripts of the page", async () => {
    const { text } = await browser.ask(`${appUrl}/api/auth/session`);
    expect(text).toBe("{}");
  });
});
