import { describe, expect, it } from "vitest";
import { ACCOUNT, bytes, EVENT_TS, INES } from "./test-bodies.ts";
import { readEvent } from "./test-deliveries.ts";
import { readWebhook } from "./webhook-events.ts";

const eventAt = new Date(EVENT_TS);

describe("readWebhook: users and the app", () => {
  it("reads a new user", () => {
    const object = {
      id: INES.id,
      email: " Ines.Moreau@Northwind.test",
      first_name: "Ines",
      last_name: "Moreau",
      type: "1",
    };
    expect(readEvent("user.created", object)).toEqual({
      kind: "userChange",
      accountId: ACCOUNT,
      event: "user.created",
      eventAt,
      change: {
        change: "created",
        zoomUserId: INES.id,
        email: INES.email,
        previousEmail: null,
        displayName: "Ines Moreau",
        licence: "basic",
        timeZone: null,
        at: eventAt,
      },
    });
  });

  it("reads a change of the e-mail with the one before, and leaves the rest unchanged", () => {
    const reading = readEvent(
      "user.updated",
      { id: INES.id, email: "new@x.test" },
      { old_object: { id: "z", email: "Old@x.test" } },
    );
    expect(reading).toMatchObject({
      change: {
        zoomUserId: INES.id,
        email: "new@x.test",
        previousEmail: "old@x.test",
        displayName: null,
        licence: null,
      },
    });
  });

  it("finds the user in the old object, and takes half a name for no name", () => {
    const reading = readEvent(
      "user.updated",
      { first_name: "Inès" },
      { old_object: { id: INES.id, first_name: "Ines" } },
    );
    expect(reading).toMatchObject({ change: { zoomUserId: INES.id, displayName: null } });
  });

  it.each([
    ["user.activated", "activated"],
    ["user.deactivated", "deactivated"],
    ["user.deleted", "deleted"],
    ["user.disassociated", "disassociated"],
    ["user.invitation_accepted", "invitationAccepted"],
  ])("reads %s", (event, change) => {
    expect(readEvent(event, { id: INES.id, type: 3 })).toMatchObject({ change: { change, licence: "licensed" } });
  });

  it.each([
    [{ deauthorization_time: "2026-03-10T08:30:11.120Z" }, undefined, "2026-03-10T08:30:11.120Z"],
    [{ event_ts: "2026-03-10 08:30:11" }, undefined, "2026-03-10T08:30:11.000Z"],
    [{ event_ts: 1773131411000 }, undefined, "2026-03-10T08:30:11.000Z"],
    [{}, 1773131411000, "2026-03-10T08:30:11.000Z"],
  ])("reads when the app was removed from %j", (more, event_ts, expected) => {
    const payload = { account_id: ACCOUNT, user_id: INES.id, client_id: "ours", signature: "CANARY", ...more };
    expect(readWebhook(bytes({ event: "app_deauthorized", event_ts, payload }))).toEqual({
      kind: "deauthorised",
      event: "app_deauthorized",
      deauthorisation: { accountId: ACCOUNT, clientId: "ours", at: new Date(expected) },
    });
  });

  it("leaves the client empty when Zoom names none, so that it is never ours", () => {
    const reading = readWebhook(bytes({ event: "app_deauthorized", payload: { account_id: ACCOUNT } }));
    expect(reading).toMatchObject({ deauthorisation: { clientId: "", at: null } });
  });
});
