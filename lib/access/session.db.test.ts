import { describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { findPerson } from "#lib/db/people.ts";
import { AppError } from "#lib/errors.ts";
import { addOrganisation, addTestPerson, cookieFor, viewerOf } from "../../test/sign-in-as.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { guardedRoute } from "./guarded-route.ts";
import { spendLink } from "./links.ts";
import { editPerson, inviteToSignIn, setPersonActive } from "./manage-people.ts";
import { makeSessionToken, readSessionToken } from "./session-cookie.ts";
import { isSessionAlive, viewerOfRequest } from "./viewer.ts";

useTestDatabase();

const address = "http://localhost:3000/api/thing";
const ask = (cookie: string, init: RequestInit = {}) =>
  new Request(address, { ...init, headers: { cookie, ...(init.headers as Record<string, string>) } });

async function signedIn(role: "owner" | "admin" | "member" | "manager" = "member") {
  const organisationId = await addOrganisation();
  const owner = await addTestPerson(organisationId, { role: "owner" });
  const viewer = role === "owner" ? owner : await addTestPerson(organisationId, { role });
  return { organisationId, owner, viewer, cookie: await cookieFor(viewer) };
}

async function fieldsOf(organisationId: string, personId: string) {
  const row = await findPerson(organisationId, personId);
  if (row === null) throw new Error("no such person");
  return row;
}

describe("a session", () => {
  it("says who is asking, from their row", async () => {
    const { viewer, cookie } = await signedIn();
    expect(await viewerOfRequest(ask(cookie))).toEqual(viewer);
    expect(await isSessionAlive(viewer)).toBe(true);
  });

  it("is nothing without a cookie, with a damaged one, or one of another secret", async () => {
    const { cookie, viewer } = await signedIn();
    expect(await viewerOfRequest(new Request(address))).toBeNull();
    expect(await viewerOfRequest(ask(`${cookie.slice(0, -3)}xxx`))).toBeNull();
    const secret = process.env.NEXTAUTH_SECRET;
    const { encode } = await import("next-auth/jwt");
    const foreign = await encode({ token: { ...viewer }, secret: `another ${secret}` });
    expect(await readSessionToken(foreign)).toBeNull();
    expect(await readSessionToken(await makeSessionToken({ ...viewer, sessionVersion: 1.5 }))).toBeNull();
  });

  it("dies when the person is deactivated, and stays dead when they come back", async () => {
    const { organisationId, owner, viewer, cookie } = await signedIn();
    await setPersonActive(owner, viewer.personId, false, new Date());
    expect(await viewerOfRequest(ask(cookie))).toBeNull();
    expect(await isSessionAlive(viewer)).toBe(false);
    await setPersonActive(owner, viewer.personId, true, new Date());
    expect(await viewerOfRequest(ask(cookie))).toBeNull();
    expect(await isSessionAlive(await viewerOf(organisationId, viewer.personId))).toBe(true);
  });

  it("dies when the role changes or sign-in is taken away, not when the name changes", async () => {
    const { organisationId, owner, viewer, cookie } = await signedIn();
    const before = await fieldsOf(organisationId, viewer.personId);
    await editPerson(owner, viewer.personId, { ...before, name: "Nora Lind" });
    expect((await viewerOfRequest(ask(cookie)))?.name).toBe("Nora Lind");
    await editPerson(owner, viewer.personId, { ...before, role: "manager" });
    expect(await viewerOfRequest(ask(cookie))).toBeNull();

    const again = await cookieFor(await viewerOf(organisationId, viewer.personId));
    expect((await viewerOfRequest(ask(again)))?.role).toBe("manager");
    await editPerson(owner, viewer.personId, { ...before, role: "manager", maySignIn: false });
    expect(await viewerOfRequest(ask(again))).toBeNull();
  });

  it("dies with a new password", async () => {
    const { owner, viewer, cookie } = await signedIn();
    const { url } = await inviteToSignIn(owner, viewer.personId, new Date());
    expect(await viewerOfRequest(ask(cookie))).not.toBeNull();
    await spendLink(url.split("/join/")[1] ?? "", "three calm otters", "a", new Date());
    expect(await viewerOfRequest(ask(cookie))).toBeNull();
  });
});

describe("a guarded route", () => {
  const handler = guardedRoute("people.manage", async (_request, { viewer }) => Response.json({ name: viewer.name }));
  const call = (request: Request) => handler(request, { params: Promise.resolve({}) });

  it("answers who may, and refuses the others with a code", async () => {
    const { cookie, viewer } = await signedIn("admin");
    expect(await (await call(ask(cookie))).json()).toEqual({ name: viewer.name });
    const member = await signedIn("member");
    expect((await call(ask(member.cookie))).status).toBe(403);
    const none = await call(new Request(address));
    expect(none.status).toBe(401);
    expect(await none.json()).toMatchObject({ error: { code: "not-signed-in" } });
  });

  it("takes changes from our own pages only", async () => {
    const { cookie } = await signedIn("admin");
    const post = (headers: Record<string, string>) => call(ask(cookie, { method: "POST", headers }));
    expect((await post({ "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await post({ origin: "http://localhost:3000" })).status).toBe(200);
    expect((await post({ "sec-fetch-site": "cross-site", origin: "http://localhost:3000" })).status).toBe(403);
    expect((await post({ "sec-fetch-site": "same-site" })).status).toBe(403);
    expect((await post({ origin: "http://localhost:9999" })).status).toBe(403);
    expect((await post({ origin: "null" })).status).toBe(403);
    expect((await post({})).status).toBe(403);
  });

  it("turns failures into a sentence and a reference, and keeps their text to itself", async () => {
    const { cookie } = await signedIn("admin");
    const failing = guardedRoute("people.view", () => Promise.reject(new Error("secret detail")));
    const answer = await failing(ask(cookie), { params: Promise.resolve({}) });
    expect(answer.status).toBe(500);
    const body = await answer.text();
    expect(body).not.toContain("secret detail");
    expect(JSON.parse(body).error.reference).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    const refusing = guardedRoute("people.view", () => Promise.reject(new AppError("conflict", "Taken.")));
    const refused = await refusing(ask(cookie), { params: Promise.resolve({}) });
    expect([refused.status, await refused.json()]).toEqual([409, { error: { code: "conflict", message: "Taken." } }]);
  });

  it("fails, and does not say that nobody is signed in, when the database is away", async () => {
    const { cookie } = await signedIn("admin");
    await db().$executeRawUnsafe("alter table person rename to person_away");
    try {
      expect((await call(ask(cookie))).status).toBe(500);
    } finally {
      await db().$executeRawUnsafe("alter table person_away rename to person");
    }
  });
});
