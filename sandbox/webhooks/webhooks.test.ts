import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeCompany } from "../company/company.ts";
import { makeAccounts } from "../company/directory.ts";
import { defaultSettings } from "../settings.ts";
import { startTestSandbox, type TestSandbox } from "../testing.ts";
import { validationAnswer } from "./sign.ts";

vi.setConfig({ testTimeout: 30_000 });

let sandbox: TestSandbox;
beforeEach(async () => {
  // Five minutes become five milliseconds.
  sandbox = await startTestSandbox({ speed: 60_000 });
});
afterEach(() => sandbox.close());

const events = () => sandbox.received.map(({ event }) => event);
const startMeeting = () => sandbox.control.startSession({ person: "amara-okafor", topic: "Café ☕ & co." });

describe("a delivery", () => {
  test("is signed over its very bytes", async () => {
    sandbox.control.connect();
    startMeeting();
    await sandbox.control.settled();
    const [one] = sandbox.received;
    const stamp = String(one?.headers["x-zm-request-timestamp"]);
    expect(stamp).toBe(String(Date.parse("2026-11-17T12:00:00Z") / 1000));
    const expected = createHmac("sha256", defaultSettings.webhookSecret)
      .update(`v0:${stamp}:${one?.body}`)
      .digest("hex");
    expect(one?.headers["x-zm-signature"]).toBe(`v0=${expected}`);
    expect(one?.headers.clientid).toBe(defaultSettings.clientId);
    expect(one?.body).toContain("Café ☕ & co.");
  });

  test("goes only to accounts that allowed the app, and only within its scopes", async () => {
    expect(startMeeting().line).toContain("not connected");
    sandbox.control.connect({ withoutScopes: ["meeting:read:meeting:admin"] });
    startMeeting();
    sandbox.control.startSession({ person: "amara-okafor", kind: "webinar" });
    await sandbox.control.settled();
    expect(events()).toEqual(["webinar.started"]);
    sandbox.control.startSession({ person: "lab-alek-doyle", account: "lab" });
    await sandbox.control.settled();
    expect(sandbox.received).toHaveLength(1);
  });

  test("is repeated three times after a 5xx, with the same bytes and id", async () => {
    sandbox.control.connect();
    sandbox.answerWith(503);
    startMeeting();
    await vi.waitFor(() => expect(sandbox.received).toHaveLength(4), 2000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(sandbox.received).toHaveLength(4);
    expect(new Set(sandbox.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(sandbox.received.map(({ headers }) => headers["x-zm-request-id"])).size).toBe(1);
    expect(sandbox.control.state().deliveries.map(({ attempt, outcome }) => `${attempt} ${outcome}`)).toEqual([
      "4 503",
      "3 503",
      "2 503",
      "1 503",
    ]);
  });

  test("stops being repeated once it is taken", async () => {
    sandbox.control.connect();
    let tries = 0;
    sandbox.answerWith(() => ({ status: ++tries < 3 ? 500 : 200 }));
    startMeeting();
    await vi.waitFor(() => expect(sandbox.received).toHaveLength(3), 2000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(sandbox.received).toHaveLength(3);
  });

  test.each([400, 401, 404, 429, 301, 308])("is lost for good after a %i", async (status) => {
    sandbox.control.connect();
    sandbox.answerWith(status);
    startMeeting();
    await sandbox.control.settled();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(sandbox.received).toHaveLength(1);
  });
});

describe("on request", () => {
  beforeEach(() => void sandbox.control.connect());

  test("events are lost, and history still has them", async () => {
    sandbox.control.setFaults({ dropsWebhooks: true });
    const made = { person: "amara-okafor", startAt: "2026-11-17T11:00:00Z", endAt: "2026-11-17T11:30:00Z" };
    const { uuid } = sandbox.control.startSession(made);
    await sandbox.control.settled();
    expect(sandbox.received).toEqual([]);
    const { body } = await sandbox.get(
      `/past_meetings/${encodeURIComponent(encodeURIComponent(uuid))}`,
      sandbox.control.connect(),
    );
    expect(body.uuid).toBe(uuid);
  });

  test("events come twice", async () => {
    sandbox.control.setFaults({ duplicatesWebhooks: true });
    startMeeting();
    await sandbox.control.settled();
    expect(events()).toEqual(["meeting.started", "meeting.started"]);
    expect(sandbox.received[0]?.body).toBe(sandbox.received[1]?.body);
  });

  test("all events arrive though they overtake each other", async () => {
    sandbox.control.setFaults({ reordersWebhooks: true });
    for (let count = 0; count < 12; count++) startMeeting();
    await vi.waitFor(() => expect(sandbox.received).toHaveLength(12), 2000);
  });
});

describe("what happens at Zoom", () => {
  beforeEach(() => void sandbox.control.connect());

  test("a call tells each side; a deleted one is told by its elements", async () => {
    const { elementIds } = sandbox.control.placeCall({
      person: "amara-okafor",
      colleague: "ben-ashworth",
      direction: "outgoing",
    });
    await sandbox.control.settled();
    expect(events().sort()).toEqual(["phone.callee_call_element_completed", "phone.caller_call_element_completed"]);
    sandbox.control.deleteCall({ person: "amara-okafor" });
    await sandbox.control.settled();
    expect(sandbox.received[2]).toMatchObject({
      event: "phone.call_element_deleted",
      payload: { object: { call_element_ids: [elementIds[0]] } },
    });
  });

  test("an e-mail change names the old and the new address", async () => {
    sandbox.control.changeEmail({ person: "amara-okafor", email: "a.okafor@halden.example" });
    await sandbox.control.settled();
    expect(sandbox.received[0]).toMatchObject({
      event: "user.updated",
      payload: { object: { email: "a.okafor@halden.example" }, old_object: { email: "amara.okafor@halden.example" } },
    });
  });

  test("a deactivated user starts nothing more, others do", async () => {
    const [main] = makeAccounts();
    const from = Date.parse("2026-11-17T12:05:00Z");
    const next =
      main &&
      makeCompany(defaultSettings.seed, main)
        .sessionsBetween(from, from + 1_800_000)
        .find(({ startAt }) => startAt > from);
    const person = next?.hostId ?? "";
    sandbox.control.changeStatus({ person, change: "deactivated" });
    sandbox.setNow("2026-11-17T12:40:00Z");
    sandbox.control.play();
    await sandbox.control.settled();
    const started = sandbox.received.filter(({ event }) => event === "meeting.started");
    expect(events()).toContain("user.deactivated");
    expect(started.length).toBeGreaterThan(2);
    expect(started.filter(({ body }) => body.includes(person))).toEqual([]);
  });

  test("removing the app ends its tokens and says so", async () => {
    const tokens = sandbox.control.connect();
    sandbox.control.revokeApp({});
    await sandbox.control.settled();
    expect(sandbox.received[0]).toMatchObject({
      event: "app_deauthorized",
      payload: { client_id: defaultSettings.clientId },
    });
    expect((await sandbox.get("/users/me", tokens)).status).toBe(401);
    expect(() => sandbox.control.revokeApp({})).toThrow("not connected");
  });

  test("the present is played as time passes, and history agrees with it", async () => {
    sandbox.setNow("2026-11-17T12:20:00Z");
    sandbox.control.play();
    await sandbox.control.settled();
    const ended = sandbox.received
      .filter(({ event }) => event === "meeting.ended")
      .map(({ payload }) => payload.object as Record<string, string>);
    expect(ended.length).toBeGreaterThan(3);
    expect(events().filter((event) => event.startsWith("phone.")).length).toBeGreaterThan(3);
    const { body } = await sandbox.get(
      "/report/history_meetings?from=2026-11-17&to=2026-11-17&page_size=300",
      sandbox.control.connect(),
    );
    const rows = new Map((body.history_meetings as Record<string, string>[]).map((row) => [row.meeting_uuid, row]));
    for (const object of ended) {
      const row = rows.get(object.uuid ?? "");
      expect(row?.start_time).toBe(object.start_time?.replace("T", " ").replace("Z", ""));
      expect(row?.end_time).toBe(object.end_time?.replace("T", " ").replace("Z", ""));
    }
  });
});

describe("address validation", () => {
  test("is passed by the right answer only", async () => {
    sandbox.answerWith(({ payload }) => {
      const plainToken = String(payload.plainToken);
      return {
        status: 200,
        body: JSON.stringify({
          plainToken,
          encryptedToken: validationAnswer(defaultSettings.webhookSecret, plainToken),
        }),
      };
    });
    expect(await sandbox.control.validateUrl({})).toMatchObject({ ok: true, isValid: true });
    expect(sandbox.received[0]?.headers["x-zm-signature"]).toMatch(/^v0=[0-9a-f]{64}$/);
    sandbox.answerWith(() => ({ status: 200, body: '{"plainToken":"x","encryptedToken":"y"}' }));
    expect(await sandbox.control.validateUrl({})).toMatchObject({ isValid: false });
    sandbox.answerWith(500);
    expect((await sandbox.control.validateUrl({})).line).toContain("It answered 500");
  });
});
