import "../../test/unit-settings.ts";
import { describe, expect, it } from "vitest";
import { readMe } from "./account.ts";
import { readCallDetail, readCallHistory } from "./call-history.ts";
import { readHistoryMeetings } from "./history-meetings.ts";
import { readPastMeeting } from "./past-meeting.ts";
import { readPhoneUsers } from "./phone-users.ts";
import { collect, startStandIn, testClient } from "./stand-in.ts";
import {
  ACCOUNT,
  accountCall,
  bytes,
  callElement,
  directoryUser,
  eventBody,
  historyMeeting,
  INES,
  phoneUser,
  reportMeeting,
  sessionObject,
} from "./test-bodies.ts";
import { readUserCalls } from "./user-calls.ts";
import { readActiveHosts, readUserMeetings } from "./user-meetings.ts";
import { readUsers } from "./users.ts";
import { readEvents, readWebhook } from "./webhook-events.ts";

const zoom = startStandIn();
/** The meeting numbers of the bodies are among it: whoever knows one can dial in. */
const FORBIDDEN = /CANARY|\+33155501234|\+33155509876|zoom\.us\/j|pwd=|10\.0\.0\.1|84512007733|93310045512/i;
const march = { startAt: new Date("2026-03-01T00:00:00Z"), endAt: new Date("2026-03-10T00:00:00Z") };
const canaries = { total_records: "CANARY", from: "CANARY", CANARY: "CANARY", next_page_token: "" };
const title = "Sync https://eu01web.zoom.us/j/84512007733?pwd=CANARY";
const leaked = { ...callElement, caller_name: "HEXA +33155501234" };
/** The other party's device is none of our business, whichever side that is. */
const leakedByCaller = { ...leaked, caller_device_type: "MAC_Client(6.4)", callee_device_type: "CANARY(1.0)" };

describe("no forbidden value gets through", () => {
  it.each([
    ["users/me", directoryUser, () => readMe(testClient(zoom.url))],
    ["users", { users: [directoryUser] }, () => collect(readUsers(testClient(zoom.url), "active"))],
    ["phone/users", { users: [phoneUser] }, () => collect(readPhoneUsers(testClient(zoom.url)))],
    [
      "history_meetings",
      { history_meetings: [{ ...historyMeeting, topic: title }] },
      () => collect(readHistoryMeetings(testClient(zoom.url), march)),
    ],
    [
      "report/users/meetings",
      { meetings: [{ ...reportMeeting, topic: title }] },
      () => collect(readUserMeetings(testClient(zoom.url), { zoomUserId: INES.id, window: march })),
    ],
    [
      "report/users",
      { users: [{ id: INES.id, email: INES.email, user_name: "CANARY", dept: "CANARY", participants: "CANARY" }] },
      () => collect(readActiveHosts(testClient(zoom.url), march)),
    ],
    [
      "past_meetings",
      { ...sessionObject, topic: title, participants_count: "CANARY", total_minutes: "CANARY", dept: "CANARY" },
      () => readPastMeeting(testClient(zoom.url), { key: sessionObject.uuid, product: "meetings" }),
    ],
    [
      "phone/call_history",
      { call_history: [{ ...accountCall, caller_name: leaked.caller_name }], call_logs: [accountCall] },
      () => collect(readCallHistory(testClient(zoom.url), march)),
    ],
    [
      "phone/call_history/uuid",
      { ...accountCall, call_elements: [leaked], call_path: [leaked] },
      () => readCallDetail(testClient(zoom.url), callElement.call_history_uuid),
    ],
    [
      "phone/users/call_history",
      { call_elements: [leaked], call_logs: [leaked] },
      () =>
        collect(
          readUserCalls(testClient(zoom.url), {
            zoomUserId: INES.id,
            extensionId: INES.ext,
            email: null,
            window: march,
          }),
        ),
    ],
  ])("from %s", async (_name, body, read) => {
    zoom.answer({ json: { ...canaries, ...body } });
    const text = JSON.stringify(await read());
    expect(text).not.toMatch(FORBIDDEN);
    expect(text).toMatch(/Ines|northwind|20260303|kP3vQ8a/);
  });

  const object = {
    ...sessionObject,
    ...directoryUser,
    uuid: sessionObject.uuid,
    topic: title,
    user_id: INES.id,
    call_element_ids: ["20260303-x"],
    call_log_ids: ["20260303-y"],
    execute_time: "2026-03-09T08:10:11.128Z",
  };
  const others = [
    "meeting.participant_joined",
    "recording.completed",
    "meeting.chat_message_sent",
    "webinar.registration_created",
  ];
  it.each([...readEvents, ...others])("from %s", (event) => {
    const more = {
      client_id: "ours",
      signature: "CANARY",
      user_id: "CANARY",
      reason: "CANARY",
      old_object: directoryUser,
    };
    const call_elements = [event.startsWith("phone.caller_") ? leakedByCaller : leaked];
    const body = eventBody(event, { ...object, call_elements }, more);
    const reading = readWebhook(bytes({ ...body, CANARY: "CANARY" }));
    expect(JSON.stringify(reading)).not.toMatch(FORBIDDEN);
    expect(["observations", "userChange", "deauthorised", "ignored", "malformed"]).toContain(reading.kind);
    if (reading.kind === "ignored") expect(Object.keys(reading)).toEqual(["kind", "event", "accountId"]);
    if (event !== "endpoint.url_validation") expect(JSON.stringify(reading)).toContain(ACCOUNT);
  });
});
