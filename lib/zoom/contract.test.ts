import "../../test/unit-settings.ts";
/**
 * Our readers against Zoom's own published descriptions: answers and events are built from their schemas and examples.
 * The descriptions are Zoom's and not part of this project; without them these tests report themselves as skipped.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readMe } from "./account.ts";
import { readCallDetail, readCallHistory } from "./call-history.ts";
import { readHistoryMeetings } from "./history-meetings.ts";
import { readPastMeeting } from "./past-meeting.ts";
import { readPhoneUsers } from "./phone-users.ts";
import { type Asked, collect, startStandIn, testClient } from "./stand-in.ts";
import { bytes } from "./test-bodies.ts";
import { readUserCalls } from "./user-calls.ts";
import { readActiveHosts, readUserMeetings } from "./user-meetings.ts";
import { readUsers } from "./users.ts";
import { readEvents, readWebhook } from "./webhook-events.ts";

const folder = new URL("../../../shared/zoom-openapi/", import.meta.url);

const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  schema: z.object({ enum: z.array(z.unknown()).optional(), maximum: z.number().optional() }).optional(),
});
const jsonContent = z.object({
  content: z.object({
    "application/json": z.object({
      schema: z.json(),
      examples: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
    }),
  }),
});
const endpointSchema = z.object({
  get: z.object({ parameters: z.array(parameterSchema), responses: z.object({ 200: jsonContent }) }),
});
const eventSchema = z.object({ post: z.object({ requestBody: jsonContent }) });
const documentSchema = z.object({
  paths: z.record(z.string(), z.unknown()).optional(),
  webhooks: z.record(z.string(), z.unknown()).optional(),
});

type Schema = {
  type?: string;
  example?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
};

/** A value as the schema describes it: every property, with the schema's own examples; events have them only as a whole. */
function sample(schema: Schema, name = ""): unknown {
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? schema.anyOf ?? []).slice(0, 1)];
  if (schema.properties !== undefined || parts.length > 0) {
    const own = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, sample(property, name)]);
    return Object.assign({}, ...parts.map((part) => sample(part)), Object.fromEntries(own));
  }
  if (schema.type === "array") return schema.items === undefined ? [] : [sample(schema.items)];
  if (schema.example !== undefined) return schema.example;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === "integer" && name === "event_ts") return Date.UTC(2026, 2, 3);
  if (schema.type === "string" && name.endsWith("_time")) return "2026-03-03T15:20:10Z";
  return { integer: 1, number: 1, boolean: false, object: {} }[schema.type ?? ""] ?? "text";
}

function readDescriptions() {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  const documents = found.map((name) => documentSchema.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8"))));
  const paths = Object.assign({}, ...documents.map(({ paths }) => paths ?? {}));
  return { paths, webhooks: Object.assign({}, ...documents.map(({ webhooks }) => webhooks ?? {}), paths) };
}

const isPresent = existsSync(folder);
const descriptions = readDescriptions();
const zoom = startStandIn();

const endpoint = (path: string) => endpointSchema.parse(descriptions.paths[path]).get;
const answerOf = (path: string) => {
  const answer = sample(endpoint(path).responses[200].content["application/json"].schema as Schema);
  return { ...(answer as Record<string, unknown>), next_page_token: "" };
};

/** Every instant of the examples. */
const anyTime = { startAt: new Date("2020-01-01T00:00:00Z"), endAt: new Date("2030-01-01T00:00:00Z") };
const monthOf = (answer: unknown, names: string[]) => {
  const text = JSON.stringify(answer);
  const found = names.map((name) => new RegExp(`"${name}":"(\\d{4}-\\d{2}-\\d{2})`).exec(text)?.[1]).find(Boolean);
  const startAt = new Date(`${found ?? anyTime.startAt.toISOString().slice(0, 10)}T00:00:00Z`);
  return { startAt, endAt: new Date(startAt.getTime() + 86_400_000) };
};

/** Whether Zoom describes every parameter that we sent, and allows its value. */
function expectDescribed(path: string, asked: Asked | undefined) {
  const described = new Map(endpoint(path).parameters.map((parameter) => [parameter.name, parameter.schema]));
  for (const [name, value] of asked?.query ?? []) {
    expect([...described.keys()]).toContain(name);
    const limits = described.get(name);
    if (limits?.enum !== undefined) expect(limits.enum).toContain(value);
    if (limits?.maximum !== undefined) expect(Number(value)).toBeLessThanOrEqual(limits.maximum);
  }
}

describe.skipIf(!isPresent)("Zoom's published endpoints", () => {
  const client = () => testClient(zoom.url);
  const day = (path: string) => monthOf(answerOf(path), ["start_time"]);
  const user = { zoomUserId: "u", extensionId: null, email: null };

  it.each<[string, (path: string) => Promise<{ items: unknown[]; skipped: number }>]>([
    ["/users", () => collect(readUsers(client(), "active"))],
    ["/phone/users", () => collect(readPhoneUsers(client()))],
    ["/report/history_meetings", (path) => collect(readHistoryMeetings(client(), day(path)))],
    ["/report/users/{userId}/meetings", (path) => collect(readUserMeetings(client(), { ...user, window: day(path) }))],
    ["/report/users", () => collect(readActiveHosts(client(), monthOf({}, [])))],
    ["/phone/call_history", (path) => collect(readCallHistory(client(), day(path)))],
    ["/phone/users/{userId}/call_history", (path) => collect(readUserCalls(client(), { ...user, window: day(path) }))],
  ])("%s: every row is read", async (path, read) => {
    zoom.answer({ json: answerOf(path) });
    const all = await read(path);
    expect(all.skipped).toBe(0);
    expect(all.items.length).toBeGreaterThan(0);
    for (const asked of zoom.asked) expectDescribed(path, asked);
  });

  it("/users/{userId}: who authorised is read", async () => {
    zoom.answer({ json: answerOf("/users/{userId}") });
    const me = await readMe(client());
    expect(Object.values(me).every((value) => value !== null && value !== "")).toBe(true);
  });

  it("/past_meetings/{meetingId}: a run is read", async () => {
    const answer = z.object({ uuid: z.string() }).loose().parse(answerOf("/past_meetings/{meetingId}"));
    zoom.answer({ json: answer });
    const run = await readPastMeeting(client(), { key: answer.uuid, product: "meetings" });
    expect(run).toMatchObject({
      startAt: expect.any(Date),
      endAt: expect.any(Date),
      host: { zoomUserId: expect.any(String) },
    });
  });

  it("/phone/call_history/{callHistoryUuid}: the legs of a call are read", async () => {
    const answer = z
      .object({ call_history_uuid: z.string() })
      .loose()
      .parse(answerOf("/phone/call_history/{callHistoryUuid}"));
    zoom.answer({ json: answer });
    const detail = await readCallDetail(client(), answer.call_history_uuid);
    expect(detail?.skipped).toBe(0);
    expect(detail?.items.length).toBeGreaterThan(0);
  });
});

describe.skipIf(!isPresent)("Zoom's published events", () => {
  const published = (event: string) => {
    const content = eventSchema.parse(descriptions.webhooks[event]).post.requestBody.content["application/json"];
    const examples = Object.values(content.examples ?? {}).map(({ value }) => value);
    // The schemas' own examples do not name the event in all documents.
    return [...examples, { ...(sample(content.schema as Schema) as object), event }];
  };
  const described = readEvents.filter((event) => event !== "endpoint.url_validation");

  it.each(described)("%s is read", (event) => {
    const bodies = published(event);
    expect(bodies.length).toBeGreaterThan(1);
    for (const body of bodies) {
      const reading = readWebhook(bytes(body));
      if (reading.kind === "ignored") {
        expect(JSON.stringify(body)).toMatch(/practice_session\W+true/);
        continue;
      }
      expect(["observations", "userChange", "deauthorised"]).toContain(reading.kind);
      if (reading.kind !== "observations") continue;
      expect(reading.skipped).toBe(0);
      expect(reading.observations).toHaveLength(1);
      expect(reading.eventAt).toBeInstanceOf(Date);
    }
  });
});
