import { describe, expect, test } from "vitest";
import type { CallLegObservation } from "#lib/zoom/observation-types.ts";
import { type CallState, callStateOf } from "./activity-state.ts";
import { deriveCall, legOutcome } from "./derive-call.ts";
import { joinActivities } from "./join-activities.ts";

const at = (time: string) => new Date(`2026-03-03T${time}Z`);

function callOf(...legs: (Partial<CallLegObservation> & { legKey: string })[]) {
  const states = legs.map((leg): CallState => {
    const startAt = leg.startAt ?? at("15:20:10");
    return callStateOf(
      {
        kind: "callLeg",
        callKey: "k",
        zoomUser: { zoomUserId: "ines" },
        direction: "incoming",
        callerIdName: "HEXA SUPPLIES",
        callerIdHidden: false,
        startAt,
        answerAt: null,
        endAt: at("15:24:02"),
        result: "no_answer",
        resultReason: null,
        event: null,
        device: null,
        observedAt: startAt,
        source: "webhook",
        ...leg,
      },
      "ines",
      at("16:00:00"),
    );
  });
  return deriveCall(states.reduce(joinActivities).legs);
}

describe("what one leg says", () => {
  test.each([
    ["incoming", "answered", null, "answered"],
    ["outgoing", "connected", null, "answered"],
    ["incoming", "no_answer", "answered_by_other", "answeredElsewhere"],
    ["incoming", "answered", "pickup_by_other", "answeredElsewhere"],
    ["incoming", "voicemail", null, "voicemail"],
    ["incoming", "canceled", null, "missed"],
    ["outgoing", "canceled", null, "cancelled"],
    ["outgoing", "busy", null, "failed"],
    ["incoming", "busy", null, "missed"],
    ["outgoing", "no_answer", null, "missed"],
    ["outgoing", "system_blocked", null, "failed"],
    ["incoming", "quantum_leap", "new_reason", "unknown"],
  ])("%s, %s, %s: %s", (direction, result, reason, outcome) => {
    expect(legOutcome(direction, result, reason)).toBe(outcome);
  });
});

test("an answered call has the device and the answer of the leg that was answered", () => {
  const call = callOf(
    { legKey: "ring", device: { name: "AudioCodes405", version: null }, answerAt: at("15:20:10") },
    {
      legKey: "taken",
      result: "answered",
      startAt: at("15:20:15"),
      answerAt: at("15:20:21"),
      device: { name: "MAC_Client", version: "6.4.1.50210" },
    },
  );
  expect(call).toMatchObject({
    outcome: "answered",
    startAt: at("15:20:10").getTime(),
    answerAt: at("15:20:21").getTime(),
    endAt: at("15:24:02").getTime(),
    deviceName: "MAC_Client",
    deviceVersion: "6.4.1.50210",
  });
});

test("a queue call that a colleague took is answered elsewhere", () => {
  expect(callOf({ legKey: "ring", resultReason: "answered_by_other" }).outcome).toBe("answeredElsewhere");
});

test("voicemail after ringing is not answered", () => {
  const call = callOf({ legKey: "ring" }, { legKey: "box", result: "voicemail", answerAt: at("15:21:00") });
  expect(call).toMatchObject({ outcome: "voicemail", answerAt: null });
});

test("a call that was passed on keeps the direction and the name it came with", () => {
  const call = callOf(
    { legKey: "in", result: "answered" },
    { legKey: "on", direction: "outgoing", callerIdName: "Tom", startAt: at("15:22:00"), result: "connected" },
  );
  expect(call).toMatchObject({ direction: "incoming", callerIdName: "HEXA SUPPLIES" });
});

test("a hidden caller has no name, whatever another leg says", () => {
  const call = callOf({ legKey: "one" }, { legKey: "two", callerIdHidden: true, callerIdName: null });
  expect(call).toMatchObject({ callerIdHidden: true, callerIdName: null });
});

test("the account's row speaks only where no leg of the user is known", () => {
  const account = { legKey: "account", result: "answered", endAt: at("15:40:00"), source: "history" } as const;
  expect(callOf(account)).toMatchObject({ outcome: "answered", endAt: at("15:40:00").getTime() });
  expect(callOf(account, { legKey: "ring", callerIdName: null })).toMatchObject({
    outcome: "missed",
    endAt: at("15:24:02").getTime(),
    callerIdName: "HEXA SUPPLIES",
  });
});

test("a missing end stays missing", () => {
  expect(callOf({ legKey: "one", endAt: null }).endAt).toBeNull();
});
