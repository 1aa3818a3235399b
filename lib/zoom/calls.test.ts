import { describe, expect, it } from "vitest";
import { readCallDetail, readCallHistory } from "./call-history.ts";
import { collect, startStandIn, testClient, testNow } from "./stand-in.ts";
import { accountCall, callElement, INES, OTTO } from "./test-bodies.ts";
import { readUserCalls } from "./user-calls.ts";

const zoom = startStandIn();
const window = { startAt: new Date("2026-03-03T00:00:00Z"), endAt: new Date("2026-03-04T00:00:00Z") };
const list = (rows: unknown[], more = {}) => ({
  json: { next_page_token: "", call_logs: [], call_history: rows, ...more },
});
const read = () => collect(readCallHistory(testClient(zoom.url), window));
const ines = { extensionId: INES.ext, email: INES.email };
const otto = { extensionId: OTTO.ext, email: OTTO.email };
const internal = {
  ...accountCall,
  caller_ext_type: "user",
  caller_ext_id: OTTO.ext,
  caller_email: OTTO.email,
  caller_name: "Otto Lind",
  caller_device_type: "Windows_Client(5.7.5.939)",
};

describe("readCallHistory", () => {
  it("reads a call with the instants of the window", async () => {
    zoom.answer(list([accountCall]));
    const all = await read();
    expect(all).toMatchObject({ skipped: 0, lookUp: [], pages: 1 });
    expect(all.items).toEqual([
      {
        kind: "callLeg",
        callKey: accountCall.call_history_uuid,
        legKey: "account",
        zoomUser: ines,
        direction: "incoming",
        callerIdName: "HEXA SUPPLIES",
        callerIdHidden: false,
        startAt: new Date("2026-03-03T15:20:10Z"),
        answerAt: new Date("2026-03-03T15:20:21Z"),
        endAt: new Date("2026-03-03T15:24:02Z"),
        result: "answered",
        resultReason: null,
        event: null,
        device: { name: "MAC_Client", version: "6.4.1.50210" },
        observedAt: testNow,
        source: "history",
      },
    ]);
    expect(Object.fromEntries(zoom.asked[0]?.query ?? [])).toEqual({
      from: "2026-03-03T00:00:00Z",
      to: "2026-03-04T00:00:00Z",
      page_size: "300",
    });
  });

  it("sees an internal call from both sides", async () => {
    zoom.answer(list([internal]));
    expect((await read()).items).toMatchObject([
      { zoomUser: otto, direction: "outgoing", callerIdName: "Ines Moreau", device: { name: "Windows_Client" } },
      { zoomUser: ines, direction: "incoming", callerIdName: "Otto Lind", device: { name: "MAC_Client" } },
    ]);
  });

  it.each(["call_queue", "auto_receptionist", "shared_line_group", "group_call_pickup", "something_new"])(
    "looks up who took a call to a %s",
    async (callee_ext_type) => {
      zoom.answer(list([{ ...accountCall, callee_ext_type, callee_email: "" }]));
      expect(await read()).toMatchObject({ items: [], skipped: 0, lookUp: [accountCall.call_history_uuid] });
      zoom.answer(list([{ ...internal, callee_ext_type, callee_email: "" }]));
      expect(await read()).toMatchObject({ items: [{ zoomUser: otto }], lookUp: [accountCall.call_history_uuid] });
    },
  );

  it.each(["common_area", "zoom_room", "cisco_room", "external_contact"])(
    "finds no person behind a %s",
    async (type) => {
      zoom.answer(list([{ ...accountCall, callee_ext_type: type }]));
      expect(await read()).toMatchObject({ items: [], skipped: 0, lookUp: [] });
    },
  );

  it("reads the deprecated twin when the list is missing, empty or null", async () => {
    const { call_history_uuid: id, ...row } = accountCall;
    for (const call_history of [undefined, [], null]) {
      zoom.answer({ json: { call_history, call_logs: [{ ...row, id }] } });
      expect((await read()).items).toMatchObject([{ callKey: id, legKey: "account" }]);
    }
    zoom.answer({ json: { page_size: 30 } });
    await expect(read()).rejects.toMatchObject({ kind: "contract" });
  });

  it("asks for calls without a recording when the list shows none, whether it hides them or not", async () => {
    const recorded = { ...accountCall, recording_status: "recorded" };
    const unrecorded = { ...accountCall, call_history_uuid: "20260303-other", recording_status: "non_recorded" };
    zoom.answer(({ query }) => list(query.get("recording_status") === "non_recorded" ? [unrecorded] : [recorded]));
    expect((await read()).items.map(({ callKey }) => callKey)).toEqual([recorded.call_history_uuid, "20260303-other"]);

    zoom.answer(list([recorded]));
    expect((await read()).pages).toBe(2);
    zoom.answer(list([recorded, unrecorded]));
    expect((await read()).pages).toBe(1);
  });

  it("pages each of the two questions with its own token, and asks the second once an account", async () => {
    const recorded = { ...accountCall, recording_status: "recorded" };
    zoom.answer(
      list([recorded], { next_page_token: "a" }),
      list([recorded]),
      list([recorded], { next_page_token: "b" }),
      list([accountCall]),
      list([recorded]),
    );
    const client = testClient(zoom.url);
    await collect(readCallHistory(client, window));
    expect(zoom.asked.map(({ query }) => [query.get("recording_status"), query.get("next_page_token")])).toEqual([
      [null, null],
      [null, "a"],
      ["non_recorded", null],
      ["non_recorded", "b"],
    ]);
  });

  it("skips and counts rows without a key or a start, and drops those outside the window", async () => {
    zoom.answer(
      list([
        { ...accountCall, start_time: "" },
        { ...accountCall, call_history_uuid: undefined },
        7,
        { ...accountCall, start_time: "2026-03-04T00:00:00Z", answer_time: "", end_time: "" },
        accountCall,
      ]),
    );
    const all = await read();
    expect(all).toMatchObject({ skipped: 3 });
    expect(all.items).toHaveLength(1);
  });

  it.each([
    [{ end_time: "" }, { endAt: new Date("2026-03-03T15:24:02Z") }],
    [
      { end_time: "2026-03-03T15:20:10Z", answer_time: "" },
      { endAt: new Date("2026-03-03T15:20:10Z"), answerAt: null },
    ],
    [{ end_time: "2026-03-03T15:00:00Z", duration: "10" }, { endAt: new Date("2026-03-03T15:20:20Z") }],
    [{ end_time: null, duration: null }, { endAt: null }],
    [{ hide_caller_id: true }, { callerIdName: null, callerIdHidden: true }],
    [{ call_result: "voicemail" }, { result: "voicemail" }],
    [{ call_result: "sung" }, { result: "sung" }],
    [{ callee_ext_type: "" }, { zoomUser: ines }],
    [{ callee_ext_type: "", callee_ext_id: "" }, { zoomUser: { extensionId: null, email: INES.email } }],
    [
      { caller_email: "buyer@hexa.test", caller_ext_type: "" },
      { zoomUser: ines, direction: "incoming" },
    ],
    [{ callee_ext_id: "" }, { zoomUser: { extensionId: null, email: INES.email } }],
  ])("reads %j", async (change, expected) => {
    zoom.answer(list([{ ...accountCall, ...change }]));
    expect((await read()).items).toMatchObject([expected]);
  });
});

describe("readCallDetail", () => {
  const uuid = accountCall.call_history_uuid;

  it("reads who took a queue call, each leg once", async () => {
    const ring = { ...callElement, call_element_id: "ring", event: "ring_to_member", callee_ext_id: OTTO.ext };
    const lost = {
      ...ring,
      callee_email: OTTO.email,
      result: "no_answer",
      result_reason: "answered_by_other",
      is_node: 1,
    };
    zoom.answer({
      json: {
        call_history_uuid: uuid,
        call_elements: [lost, { ...lost, is_node: 0 }, callElement, null],
        call_path: [],
      },
    });
    const detail = await readCallDetail(testClient(zoom.url), uuid);
    expect(zoom.asked[0]?.path).toBe(`/v2/phone/call_history/${uuid}`);
    expect(detail?.skipped).toBe(1);
    expect(detail?.items).toMatchObject([
      {
        callKey: uuid,
        legKey: "ring",
        zoomUser: otto,
        result: "no_answer",
        resultReason: "answered_by_other",
        source: "lookup",
      },
      { callKey: uuid, legKey: callElement.call_element_id, zoomUser: ines, result: "answered" },
    ]);
  });

  it("reads the older path, and is null when Zoom does not know the call", async () => {
    const { call_element_id: id, ...row } = callElement;
    zoom.answer({ json: { call_path: [{ ...row, id }] } });
    expect((await readCallDetail(testClient(zoom.url), uuid))?.items).toMatchObject([{ legKey: id }]);
    zoom.answer({ status: 404, json: { code: 404, message: "Call does not exist." } });
    expect(await readCallDetail(testClient(zoom.url), uuid)).toBeNull();
  });
});

describe("readUserCalls", () => {
  const ask = { zoomUserId: OTTO.id, extensionId: OTTO.ext, email: OTTO.email, window };
  const readOtto = (rows: unknown[], change = {}) => {
    zoom.answer({ json: { call_logs: [], call_elements: rows, next_page_token: "" } });
    return collect(readUserCalls(testClient(zoom.url), { ...ask, ...change }));
  };
  const leg = { ...callElement, caller_ext_id: OTTO.ext, caller_email: OTTO.email, caller_ext_type: "user" };

  it("reads legs with the user's side", async () => {
    const all = await readOtto([leg]);
    expect(all.items).toMatchObject([
      {
        callKey: leg.call_history_uuid,
        legKey: leg.call_element_id,
        zoomUser: { zoomUserId: OTTO.id },
        direction: "outgoing",
      },
    ]);
    expect(zoom.asked[0]?.path).toBe(`/v2/phone/users/${OTTO.id}/call_history`);
    expect(zoom.asked[0]?.query.get("from")).toBe("2026-03-02");
  });

  it("finds the side by e-mail, and else by the direction of the row", async () => {
    expect((await readOtto([leg], { extensionId: null })).items[0]?.direction).toBe("outgoing");
    const unknown = { extensionId: null, email: null };
    expect((await readOtto([{ ...leg, direction: "inbound" }], unknown)).items[0]?.direction).toBe("incoming");
    expect((await readOtto([{ ...leg, direction: "outbound" }], unknown)).items[0]?.direction).toBe("outgoing");
  });

  it("reads the older twin under the keys of the older events", async () => {
    const { call_element_id: _leg, call_history_uuid: _call, ...row } = leg;
    zoom.answer({ json: { call_logs: [{ ...row, id: "leg-1", call_path_id: "path-1" }] } });
    const all = await collect(readUserCalls(testClient(zoom.url), ask));
    expect(all.items).toMatchObject([{ callKey: "path-1", legKey: "v2:leg-1", source: "userHistory" }]);
  });

  it("misses a user whom Zoom Phone does not know", async () => {
    zoom.answer({ status: 404, json: { code: 300, message: "User does not exist: CANARY" } });
    await expect(collect(readUserCalls(testClient(zoom.url), ask))).rejects.toMatchObject({ kind: "missing" });
  });
});
