import { describe, expect, it } from "vitest";
import { ACCOUNT, callElement, EVENT_TS, INES } from "./test-bodies.ts";
import { firstOf, observe, readEvent } from "./test-deliveries.ts";

const eventAt = new Date(EVENT_TS);

describe("readWebhook: calls", () => {
  const object = { user_id: INES.id, call_elements: [callElement] };

  it("reads the leg of the person who was called", () => {
    expect(readEvent("phone.callee_call_element_completed", object)).toEqual({
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
    const reading = readEvent("phone.caller_call_element_completed", { user_id: INES.id, call_elements: [leg] });
    expect(firstOf(reading)).toMatchObject({
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
    const reading = readEvent("phone.callee_call_element_completed", { user_id: INES.id, call_elements: elements });
    expect(firstOf(reading)).toMatchObject(expected);
  });

  it("counts legs that it cannot use and keeps the others", () => {
    const call_elements = [
      { ...callElement, start_time: "" },
      { ...callElement, call_element_id: null },
      "nonsense",
      null,
      callElement,
    ];
    const reading = observe(readEvent("phone.callee_call_element_completed", { user_id: INES.id, call_elements }));
    expect(reading).toMatchObject({ skipped: 4 });
    expect(reading.observations).toHaveLength(1);
    expect(readEvent("phone.callee_call_element_completed", { call_elements: [callElement] })).toMatchObject({
      skipped: 1,
    });
    expect(readEvent("phone.callee_call_element_completed", { user_id: INES.id })).toMatchObject({ observations: [] });
  });

  it("reads the events of the generation before, under keys of their own", () => {
    const { call_element_id: _leg, call_history_uuid: _call, ...older } = callElement;
    const of = (row: unknown) =>
      firstOf(readEvent("phone.callee_call_history_completed", { user_id: INES.id, call_logs: [row] }));
    expect(of({ ...older, id: "leg-1", call_path_id: "path-1" })).toMatchObject({
      callKey: "path-1",
      legKey: "v2:leg-1",
    });
    expect(of({ ...older, id: "leg-1" })).toMatchObject({ callKey: "v2:leg-1", legKey: "v2:leg-1" });
  });

  it("ignores the first generation and the events while a call goes on", () => {
    for (const event of ["phone.caller_call_log_completed", "phone.callee_missed", "phone.caller_ended"]) {
      expect(readEvent(event, { user_id: INES.id, call_logs: [{ id: "x" }] })).toEqual({
        kind: "ignored",
        event,
        accountId: ACCOUNT,
      });
    }
  });

  it("reads deletions by id, by older id, and of everything", () => {
    const execute_time = "2026-03-09T08:10:11.128Z";
    const beforeAt = new Date(execute_time);
    const of = (event: string, more: object) => firstOf(readEvent(event, { user_id: INES.id, execute_time, ...more }));
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
    expect(readEvent("phone.call_element_deleted", { user_id: INES.id, call_element_ids: [] })).toMatchObject({
      skipped: 1,
    });
    expect(readEvent("phone.call_element_deleted", { delete_all: true })).toMatchObject({
      skipped: 1,
      observations: [],
    });
  });
});
