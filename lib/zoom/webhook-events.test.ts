import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WebhookReading } from "./observation-types.ts";
import { ACCOUNT, bytes, callElement, EVENT_TS, eventBody, INES, sessionObject } from "./test-bodies.ts";
import { readWebhook } from "./webhook-events.ts";

const read = (event: string, object: unknown, payload?: Record<string, unknown>) =>
  readWebhook(bytes(eventBody(event, object, payload)));
const eventAt = new Date(EVENT_TS);

function observe(reading: WebhookReading) {
  if (reading.kind !== "observations") throw new Error(`Not observations but ${reading.kind}`);
  return reading;
}
const first = (reading: WebhookReading) => observe(reading).observations[0];

describe("readWebhook: sessions", () => {
  it("reads a meeting that ended", () => {
    expect(read("meeting.ended", sessionObject)).toEqual({
      kind: "observations",
      accountId: ACCOUNT,
      event: "meeting.ended",
      product: "meetings",
      eventAt,
      skipped: 0,
      observations: [
        {
          kind: "session",
          product: "meetings",
          key: "Qm9vayBhIHJvb20gMQ==",
          host: { zoomUserId: INES.id },
          title: "Weekly planning",
          startAt: new Date("2026-03-02T09:01:12Z"),
          endAt: new Date("2026-03-02T09:46:40Z"),
          meetingNumber: "84512007733",
          observedAt: eventAt,
          source: "webhook",
        },
      ],
    });
  });

  it("gives a started session no end", () => {
    expect(first(read("webinar.started", sessionObject))).toMatchObject({ product: "webinars", endAt: null });
  });

  it("falls back on the e-mail when there is no host id, and counts a session without either", () => {
    const { host_id: _id, ...byEmail } = sessionObject;
    expect(first(read("meeting.started", { ...byEmail, host_email: " Ines.Moreau@Northwind.test " }))).toMatchObject({
      host: { email: INES.email },
    });
    expect(read("meeting.started", { ...byEmail, host_email: "" })).toMatchObject({ observations: [], skipped: 1 });
    expect(read("meeting.started", { ...sessionObject, uuid: "" })).toMatchObject({ observations: [], skipped: 1 });
  });

  it.each([
    [84512007733, "84512007733"],
    ["84512007733", "84512007733"],
    [null, null],
    [{}, null],
  ])("reads the number %j as %j", (id, expected) => {
    expect(first(read("meeting.started", { ...sessionObject, id }))).toMatchObject({ meetingNumber: expected });
  });

  it("keeps every digit of a 64-bit number", () => {
    const text = JSON.stringify(eventBody("meeting.started", { ...sessionObject, id: 0 })).replace(
      '"id":0',
      '"id":9223372036854775807',
    );
    expect(first(readWebhook(bytes(text)))).toMatchObject({ meetingNumber: "9223372036854775807" });
  });

  it("takes the time of the event for the end of a webinar that names none", () => {
    const { end_time: _end, ...open } = sessionObject;
    expect(first(read("webinar.ended", { ...open, end_time: "" }))).toMatchObject({ endAt: eventAt });
    expect(first(read("webinar.ended", open))).toMatchObject({ endAt: eventAt });
  });

  it("has no end before the start", () => {
    const ended = { ...sessionObject, end_time: "2026-03-01T00:00:00Z" };
    expect(first(read("meeting.ended", ended))).toMatchObject({ endAt: null });
  });

  it("keeps a start that Zoom did not tell as unknown", () => {
    expect(first(read("meeting.started", { ...sessionObject, start_time: "" }))).toMatchObject({ startAt: null });
  });

  it("ignores practice sessions", () => {
    expect(read("webinar.ended", { ...sessionObject, practice_session: true })).toMatchObject({ kind: "ignored" });
    expect(read("webinar.ended", { ...sessionObject, practice_session: false })).toMatchObject({
      kind: "observations",
    });
  });

  it.each([
    [1772551450000, "2026-03-03T15:24:10.000Z"],
    ["1772551450000", "2026-03-03T15:24:10.000Z"],
    ["2026-03-03 15:24:10", "2026-03-03T15:24:10.000Z"],
  ])("reads the time %j of an event", (event_ts, expected) => {
    const body = { ...eventBody("meeting.started", sessionObject), event_ts };
    expect(observe(readWebhook(bytes(body))).eventAt?.toISOString()).toBe(expected);
  });

  it("weighs an event without a time by what it tells", () => {
    const body = { ...eventBody("meeting.ended", sessionObject), event_ts: "" };
    expect(first(readWebhook(bytes(body)))).toMatchObject({ observedAt: new Date("2026-03-02T09:46:40Z") });
  });
});

describe("readWebhook: calls", () => {
  const object = { user_id: INES.id, call_elements: [callElement] };

  it("reads the leg of the person who was called", () => {
    expect(read("phone.callee_call_element_completed", object)).toEqual({
      kind: "observations",
      accountId: ACCOUNT,
      event: "phone.callee_call_element_completed",
      product: "phone",
      eventAt,
      skipped: 0,
      observations: [
        {
          kind: "callLeg",
          callKey: callElement.call_history_uuid,
          legKey: callElement.call_element_id,
          zoomUser: { zoomUserId: INES.id },
          direction: "incoming",
          callerIdName: "HEXA SUPPLIES",
          callerIdHidden: false,
          startAt: new Date("2026-03-03T15:20:10Z"),
          answerAt: new Date("2026-03-03T15:20:21Z"),
          endAt: new Date("2026-03-03T15:24:02Z"),
          result: "answered",
          resultReason: null,
          event: "incoming",
          device: { name: "MAC_Client", version: "6.4.1.50210" },
          observedAt: eventAt,
          source: "webhook",
        },
      ],
    });
  });

  it("takes direction, name and device from our user's side, not from the row", () => {
    const leg = { ...callElement, caller_device_type: "Windows_Client(5.7.5.939)", callee_name: "ACME" };
    const reading = read("phone.caller_call_element_completed", { user_id: INES.id, call_elements: [leg] });
    expect(first(reading)).toMatchObject({
      direction: "outgoing",
      callerIdName: "ACME",
      device: { name: "Windows_Client", version: "5.7.5.939" },
    });
  });

  it.each([
    [{ hide_caller_id: true }, { callerIdName: null, callerIdHidden: true }],
    [{ caller_name: "+33155501234" }, { callerIdName: null, callerIdHidden: false }],
    [{ caller_name: "Anonymous" }, { callerIdName: null }],
    [
      { answer_time: "", end_time: "", talk_time: null },
      { answerAt: null, endAt: null },
    ],
    [{ end_time: undefined }, { endAt: new Date("2026-03-03T15:24:02Z") }],
    [
      { result: "teleported", result_reason: "answered_by_other" },
      { result: "teleported", resultReason: "answered_by_other" },
    ],
    [{ result: undefined }, { result: "unknown" }],
    [{ callee_device_type: "" }, { device: null }],
    [{ callee_device_type: 5 }, { device: null }],
  ])("reads %j as %j", (change, expected) => {
    const elements = [{ ...callElement, ...change }];
    const reading = read("phone.callee_call_element_completed", { user_id: INES.id, call_elements: elements });
    expect(first(reading)).toMatchObject(expected);
  });

  it("counts legs that it cannot use and keeps the others", () => {
    const call_elements = [
      { ...callElement, start_time: "" },
      { ...callElement, call_element_id: null },
      "nonsense",
      null,
      callElement,
    ];
    const reading = observe(read("phone.callee_call_element_completed", { user_id: INES.id, call_elements }));
    expect(reading).toMatchObject({ skipped: 4 });
    expect(reading.observations).toHaveLength(1);
    expect(read("phone.callee_call_element_completed", { call_elements: [callElement] })).toMatchObject({ skipped: 1 });
    expect(read("phone.callee_call_element_completed", { user_id: INES.id })).toMatchObject({ observations: [] });
  });

  it("reads the events of the generation before, under keys of their own", () => {
    const { call_element_id: _leg, call_history_uuid: _call, ...older } = callElement;
    const of = (row: unknown) =>
      first(read("phone.callee_call_history_completed", { user_id: INES.id, call_logs: [row] }));
    expect(of({ ...older, id: "leg-1", call_path_id: "path-1" })).toMatchObject({
      callKey: "path-1",
      legKey: "v2:leg-1",
    });
    expect(of({ ...older, id: "leg-1" })).toMatchObject({ callKey: "v2:leg-1", legKey: "v2:leg-1" });
  });

  it("ignores the first generation and the events while a call goes on", () => {
    for (const event of ["phone.caller_call_log_completed", "phone.callee_missed", "phone.caller_ended"]) {
      expect(read(event, { user_id: INES.id, call_logs: [{ id: "x" }] })).toEqual({
        kind: "ignored",
        event,
        accountId: ACCOUNT,
      });
    }
  });

  it("reads deletions by id, by older id, and of everything", () => {
    const execute_time = "2026-03-09T08:10:11.128Z";
    const beforeAt = new Date(execute_time);
    const of = (event: string, more: object) => first(read(event, { user_id: INES.id, execute_time, ...more }));
    expect(of("phone.call_element_deleted", { call_element_ids: ["a", "b"], delete_all: false })).toEqual({
      kind: "callDeletion",
      zoomUserId: INES.id,
      legKeys: ["a", "b"],
      beforeAt,
    });
    expect(of("phone.call_history_deleted", { call_log_ids: ["a"] })).toMatchObject({ legKeys: ["v2:a"] });
    expect(of("phone.call_element_deleted", { call_element_ids: [], delete_all: true })).toMatchObject({
      legKeys: "all",
      beforeAt,
    });
    expect(of("phone.call_element_deleted", { delete_all: true, execute_time: "" })).toMatchObject({
      beforeAt: eventAt,
    });
  });

  it("counts a deletion that names nothing", () => {
    expect(read("phone.call_element_deleted", { user_id: INES.id, call_element_ids: [] })).toMatchObject({
      skipped: 1,
    });
    expect(read("phone.call_element_deleted", { delete_all: true })).toMatchObject({ skipped: 1, observations: [] });
  });
});

describe("readWebhook: users and the app", () => {
  it("reads a new user", () => {
    const object = {
      id: INES.id,
      email: " Ines.Moreau@Northwind.test",
      first_name: "Ines",
      last_name: "Moreau",
      type: "1",
    };
    expect(read("user.created", object)).toEqual({
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
    const reading = read(
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
    const reading = read("user.updated", { first_name: "Inès" }, { old_object: { id: INES.id, first_name: "Ines" } });
    expect(reading).toMatchObject({ change: { zoomUserId: INES.id, displayName: null } });
  });

  it.each([
    ["user.activated", "activated"],
    ["user.deactivated", "deactivated"],
    ["user.deleted", "deleted"],
    ["user.disassociated", "disassociated"],
    ["user.invitation_accepted", "invitationAccepted"],
  ])("reads %s", (event, change) => {
    expect(read(event, { id: INES.id, type: 3 })).toMatchObject({ change: { change, licence: "licensed" } });
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

describe("readWebhook: what is no event", () => {
  it("reads a question about the address, and refuses a token that could be an event", () => {
    const ask = (plainToken: unknown) =>
      readWebhook(bytes({ event: "endpoint.url_validation", payload: { plainToken } }));
    expect(ask("k9Qw0ExampleToken")).toEqual({ kind: "urlValidation", plainToken: "k9Qw0ExampleToken" });
    for (const token of ['v0:1:{"event":"x"}', "", 7, null, undefined]) {
      expect(ask(token)).toMatchObject({ kind: "malformed", reason: "badToken" });
    }
  });

  it.each([
    ["", "notJson"],
    ["{", "notJson"],
    ["[".repeat(100_000), "notJson"],
    ["null", "noEvent"],
    ["[]", "noEvent"],
    ["{}", "noEvent"],
    ['{"event":5}', "noEvent"],
    ['{"event":"a b"}', "noEvent"],
    [`{"event":"${"x".repeat(200)}"}`, "noEvent"],
    ['{"event":"meeting.started"}', "noAccount"],
    ['{"event":"meeting.started","payload":{"object":{}}}', "noAccount"],
    ['{"event":"app_deauthorized","payload":{"account_id":""}}', "noAccount"],
    ['{"event":"meeting.started","payload":{"account_id":"a"}}', "noObject"],
    ['{"event":"meeting.started","payload":{"account_id":"a","object":[]}}', "noObject"],
    ['{"event":"user.updated","payload":{"account_id":"a","object":{}}}', "noObject"],
  ])("names what is wrong with %j", (body, reason) => {
    expect(readWebhook(bytes(body))).toMatchObject({ kind: "malformed", reason });
  });

  it("ignores what it does not know, inherited names included", () => {
    for (const event of [
      "meeting.participant_joined",
      "recording.completed",
      "constructor",
      "toString",
      "hasOwnProperty",
    ]) {
      expect(read(event, sessionObject)).toEqual({ kind: "ignored", event, accountId: ACCOUNT });
    }
  });

  it("takes a byte order mark and broken UTF-8", () => {
    const body = JSON.stringify(eventBody("meeting.started", sessionObject));
    expect(readWebhook(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(body)]))).toMatchObject({
      kind: "observations",
    });
    const broken = Buffer.from(body.replace("Weekly", "W\u0001"), "latin1");
    broken[broken.indexOf("planning")] = 0xff;
    expect(() => readWebhook(broken)).not.toThrow();
  });

  const events = fc.constantFrom(
    "meeting.started",
    "meeting.ended",
    "webinar.ended",
    "phone.callee_call_element_completed",
    "phone.caller_call_history_completed",
    "phone.call_element_deleted",
    "user.updated",
    "app_deauthorized",
    "endpoint.url_validation",
  );

  it("never throws, on bytes or on any JSON in the shape of an event", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (raw) => void readWebhook(raw)));
    fc.assert(
      fc.property(events, fc.jsonValue(), fc.jsonValue(), (event, object, payload) => {
        readWebhook(bytes({ event, event_ts: payload, payload: { account_id: ACCOUNT, object, old_object: payload } }));
        readWebhook(bytes({ event, payload }));
      }),
    );
    const known = [...Object.keys(sessionObject), ...Object.keys(callElement), "user_id", "call_elements", "call_logs"];
    const objects = fc.dictionary(fc.constantFrom(...known), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(events, objects, fc.array(objects), (event, object, call_elements) => {
        readWebhook(bytes(eventBody(event, { user_id: "u", call_elements, ...object })));
      }),
    );
  });
});
