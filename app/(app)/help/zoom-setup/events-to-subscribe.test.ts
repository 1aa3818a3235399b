import { expect, test } from "vitest";
import { readEvents } from "#lib/zoom/webhook-events.ts";
import { eventsToSubscribe } from "./events-to-subscribe.ts";

test("the guide names every event that tells something new, and none that needs no subscription", () => {
  expect(eventsToSubscribe(readEvents)).toEqual([
    "meeting.started",
    "meeting.ended",
    "webinar.started",
    "webinar.ended",
    "phone.caller_call_element_completed",
    "phone.callee_call_element_completed",
    "phone.call_element_deleted",
    "user.created",
    "user.updated",
    "user.activated",
    "user.deactivated",
    "user.deleted",
    "user.disassociated",
    "user.invitation_accepted",
  ]);
});
