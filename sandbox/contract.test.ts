/** Every answer and every event against Zoom's own published descriptions. They lie beside the project, or are missing. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ValidateFunction } from "ajv";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canaryPattern } from "./canary.ts";
import type { IssuedTokens } from "./oauth/grants.ts";
import { type Json, rowsOf, startTestSandbox, type TestSandbox } from "./testing.ts";

const folder = fileURLToPath(new URL("../../shared/zoom-openapi/", import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.warn(`Contract tests of the sandbox are skipped: ${folder} is not there.`);

type Content = Record<string, { schema: object }>;
type Operation = { responses: Record<string, { content?: Content }>; requestBody: { content: Content } };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  webhooks?: Record<string, Record<string, Operation>>;
};

function readDocument(file: string): Document {
  return JSON.parse(readFileSync(`${folder}${file}`, "utf8")) as Document;
}

function compile(content: Content | undefined): ValidateFunction {
  const schema = Object.values(content ?? {})[0]?.schema;
  if (schema === undefined) throw new Error("The description has no schema");
  // Zoom's descriptions carry words that JSON Schema does not know, so strictness would refuse them all.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  // The package is CommonJS: its function is the default of the default in some loaders.
  const add = "default" in addFormats ? addFormats.default : addFormats;
  (add as typeof addFormats.default)(ajv);
  ajv.addFormat("int64", { type: "number", validate: Number.isSafeInteger });
  return ajv.compile(schema);
}

const answerOf = (file: string, path: string) =>
  compile(readDocument(file).paths[path]?.get?.responses["200"]?.content);
function eventOf(file: string, event: string): ValidateFunction {
  const document = readDocument(file);
  const operations = (document.webhooks ?? document.paths)[event] ?? {};
  return compile(Object.values(operations)[0]?.requestBody.content);
}

/** Property names that a schema knows, at any depth. */
function expectValid(validate: ValidateFunction, body: unknown): void {
  const isValid = validate(body);
  const problems = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  expect({ isValid, problems: [...new Set(problems)].slice(0, 5) }).toEqual({ isValid: true, problems: [] });
}

const meetings = "meetings.endpoints.2026-08-09.json";
const phone = "phone.endpoints.2026-07-25.json";
const users = "users.endpoints.2026-08-09.json";

describe.skipIf(!isThere)("against Zoom's published descriptions", () => {
  let sandbox: TestSandbox;
  let tokens: IssuedTokens;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    tokens = sandbox.control.connect();
  }, 30_000);
  afterAll(() => sandbox.close());

  const days = "from=2026-11-12&to=2026-11-16&page_size=300";
  const get = async (path: string): Promise<Json> => {
    const { status, body } = await sandbox.get(path, tokens);
    expect(status).toBe(200);
    return body;
  };

  test.each([
    [meetings, "/report/history_meetings", `/report/history_meetings?${days}&meeting_type=all`],
    [meetings, "/report/users", `/report/users?${days}`],
    [meetings, "/report/users/{userId}/meetings", `/report/users/imogen.clarke@halden.example/meetings?${days}`],
    [phone, "/phone/call_history", `/phone/call_history?${days}`],
    [phone, "/phone/users/{userId}/call_history", `/phone/users/george.ellery@halden.example/call_history?${days}`],
    [users, "/users/{userId}", "/users/me"],
  ] as const)("%s %s", { timeout: 30_000 }, async (file, path, ask) => {
    const body = await get(ask);
    expectValid(answerOf(file, path), body);
    expect(JSON.stringify(body)).toMatch(canaryPattern);
  });

  // Users without an address are real at Zoom, though its description says that the field is required and an address.
  test.each([
    [users, "/users", "/users?page_size=300"],
    [users, "/users", "/users?status=pending"],
    [phone, "/phone/users", "/phone/users?page_size=100"],
  ] as const)("%s %s, %s", async (file, path, ask) => {
    const body = await get(ask);
    expectValid(answerOf(file, path), { ...body, users: rowsOf(body, "users").filter((user) => user.email !== "") });
  });

  test("one call and one session", async () => {
    const calls = rowsOf(await get(`/phone/call_history?${days}`), "call_history");
    const validCall = answerOf(phone, "/phone/call_history/{callHistoryUuid}");
    for (const call of calls.slice(0, 12))
      expectValid(validCall, await get(`/phone/call_history/${call.call_history_uuid}`));
    const sessions = rowsOf(await get(`/report/history_meetings?${days}`), "history_meetings");
    const validSession = answerOf(meetings, "/past_meetings/{meetingId}");
    for (const session of sessions.slice(0, 12)) {
      expectValid(
        validSession,
        await get(`/past_meetings/${encodeURIComponent(encodeURIComponent(String(session.meeting_uuid)))}`),
      );
    }
  });

  test("events", { timeout: 30_000 }, async () => {
    const { control } = sandbox;
    control.startSession({ person: "amara-okafor", endAt: "2026-11-17T12:30:00Z" });
    control.startSession({ person: "amara-okafor", kind: "webinar", endAt: "2026-11-17T12:30:00Z" });
    control.placeCall({ person: "amara-okafor", colleague: "ben-ashworth", direction: "outgoing" });
    control.deleteCall({ person: "amara-okafor" });
    control.addUser({ name: "Vera Holm", email: "vera.holm@halden.example" });
    control.changeEmail({ person: "ben-ashworth", email: "ben.a@halden.example" });
    for (const change of ["deactivated", "activated", "disassociated"] as const)
      control.changeStatus({ person: "callum-reid", change });
    control.changeStatus({ person: "vera.holm@halden.example", change: "deleted" });
    sandbox.setNow("2026-11-17T13:00:00Z");
    control.play();
    tokens = control.connect();
    control.revokeApp({});
    await control.settled();

    const files = {
      meeting: "meetings.webhooks.2026-08-09.json",
      webinar: "meetings.webhooks.2026-08-09.json",
      phone: "phone.webhooks.2026-07-25.json",
      user: "users.webhooks.2026-02-07.json",
      app_deauthorized: "marketplace.webhooks.2026-02-07.json",
    };
    const byEvent = Map.groupBy(sandbox.received, ({ event }) => event);
    expect([...byEvent.keys()].sort()).toEqual([
      "app_deauthorized",
      "meeting.ended",
      "meeting.started",
      "phone.call_element_deleted",
      "phone.callee_call_element_completed",
      "phone.caller_call_element_completed",
      "user.activated",
      "user.created",
      "user.deactivated",
      "user.deleted",
      "user.disassociated",
      "user.updated",
      "webinar.ended",
      "webinar.started",
    ]);
    for (const [event, received] of byEvent) {
      const validate = eventOf(files[event.split(".")[0] as keyof typeof files], event);
      for (const one of received) {
        const body = JSON.parse(one.body) as { payload: { object?: object } };
        const { object } = body.payload;
        // Hosts without an address have no host_email, as in Zoom's older events.
        const hasHost = object === undefined || !("host_id" in object) || "host_email" in object;
        if (hasHost) expectValid(validate, body);
      }
    }
  });
});
