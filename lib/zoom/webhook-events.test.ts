import "../../test/unit-settings.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNT, bytes, callElement, eventBody, sessionObject } from "./test-bodies.ts";
import { readEvent } from "./test-deliveries.ts";
import { readWebhook } from "./webhook-events.ts";

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
      expect(readEvent(event, sessionObject)).toEqual({ kind: "ignored", event, accountId: ACCOUNT });
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
