import { describe, expect, it } from "vitest";
import { ZoomError } from "#lib/errors.ts";
import { readMe } from "./account.ts";
import { readPhoneUsers } from "./phone-users.ts";
import { collect, startStandIn, testClient } from "./stand-in.ts";
import { ACCOUNT, directoryUser, INES, phoneUser } from "./test-bodies.ts";
import { readUsers } from "./users.ts";

const zoom = startStandIn();
const client = () => testClient(zoom.url);

describe("readMe", () => {
  it("reads who authorised and which account this is", async () => {
    zoom.answer({ json: directoryUser });
    expect(await readMe(client())).toEqual({
      accountId: ACCOUNT,
      zoomUserId: INES.id,
      email: INES.email,
      displayName: "Ines Moreau",
      company: "Northwind",
      roleId: "1",
      timeZone: "Europe/Paris",
    });
    expect(zoom.asked[0]?.path).toBe("/v2/users/me");
  });

  it("reads an owner of a free account with little filled in", async () => {
    zoom.answer({ json: { id: "u", account_id: "a", role_id: 0, email: "X@Y.test", company: "" } });
    expect(await readMe(client())).toMatchObject({
      displayName: "x@y.test",
      company: null,
      roleId: "0",
      timeZone: null,
    });
  });

  it("asks for the account where the user names none, and fails when Zoom does not tell it", async () => {
    zoom.answer({ json: { ...directoryUser, account_id: undefined } }, { json: { id: "the-account" } });
    expect(await readMe(client())).toMatchObject({ accountId: "the-account" });
    expect(zoom.asked.map(({ path }) => path)).toEqual(["/v2/users/me", "/v2/accounts/me"]);
    zoom.answer({ json: { ...directoryUser, account_id: "" } }, { status: 400, json: { code: 200, message: "No" } });
    await expect(readMe(client())).rejects.toMatchObject({ kind: "contract" });
  });
});

describe("readUsers", () => {
  it("reads all pages with the same parameters, until the token is empty", async () => {
    const page = (next_page_token: unknown, id: string) => ({
      json: { next_page_token, users: [{ ...directoryUser, id }] },
    });
    zoom.answer(page("t=1&/+", "a"), page("t2", "b"), page("", "c"));
    const all = await collect(readUsers(client(), "active"));
    expect(all.items.map(({ zoomUserId }) => zoomUserId)).toEqual(["a", "b", "c"]);
    expect(zoom.asked.map(({ query }) => Object.fromEntries(query))).toEqual([
      { status: "active", page_size: "300" },
      { status: "active", page_size: "300", next_page_token: "t=1&/+" },
      { status: "active", page_size: "300", next_page_token: "t2" },
    ]);
  });

  it("reads pending users without an id, users without an e-mail, and skips nobodies", async () => {
    zoom.answer({
      json: {
        users: [
          { first_name: "Tom", last_name: "", email: " Tom@Northwind.test ", type: 1, status: "pending" },
          { id: "room", email: "", type: "99", status: "active" },
          { status: "pending" },
          { email: "active-without-id@x.test", status: "active" },
          null,
          "nonsense",
        ],
      },
    });
    const all = await collect(readUsers(client(), "pending"));
    expect(all.skipped).toBe(4);
    expect(all.items).toEqual([
      {
        zoomUserId: null,
        email: "tom@northwind.test",
        displayName: "Tom",
        licence: "basic",
        status: "pending",
        timeZone: null,
      },
      { zoomUserId: "room", email: null, displayName: "", licence: "none", status: "active", timeZone: null },
    ]);
  });

  it("keeps a user whose status or type Zoom invents later", async () => {
    zoom.answer({ json: { users: [{ ...directoryUser, status: "frozen", type: 42 }] } });
    const all = await collect(readUsers(client(), "inactive"));
    expect(all.items[0]).toMatchObject({ status: "inactive", licence: "none" });
  });

  it("takes an answer without the list for a failure, not for an empty directory", async () => {
    zoom.answer({ json: { page_count: 0 } });
    await expect(collect(readUsers(client(), "active"))).rejects.toThrow(ZoomError);
  });
});

describe("readPhoneUsers", () => {
  it("reads who has Zoom Phone under which extension, a hundred at a time", async () => {
    zoom.answer({
      json: {
        users: [
          phoneUser,
          { ...phoneUser, id: "b", extension_id: 77, activation_status: "not ready" },
          { name: "no id" },
        ],
      },
    });
    const all = await collect(readPhoneUsers(client()));
    expect(all.items).toEqual([
      { zoomUserId: INES.id, extensionId: INES.ext, email: INES.email, isActivated: true },
      { zoomUserId: "b", extensionId: "77", email: INES.email, isActivated: false },
    ]);
    expect(all.skipped).toBe(1);
    expect(Object.fromEntries(zoom.asked[0]?.query ?? [])).toEqual({ page_size: "100" });
  });

  it.each([2013, 2031])("is refused where the account has no Zoom Phone (code %d)", async (code) => {
    zoom.answer({ status: 400, json: { code, message: "Phone is not enabled" } });
    await expect(collect(readPhoneUsers(client()))).rejects.toMatchObject({ kind: "refused" });
  });
});
