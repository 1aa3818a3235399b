import { beforeEach, describe, expect, test } from "vitest";
import { readTimelineDays } from "#lib/activity/timeline.ts";
import { db } from "#lib/db/client.ts";
import { beginConnect } from "#lib/integration/connect.ts";
import { finishConnect } from "#lib/integration/finish-connect.ts";
import { receiveDelivery } from "#lib/integration/receive-delivery.ts";
import { timelineProducts } from "#lib/timeline/timeline-types.ts";
import { anOrganisation, aPerson } from "../../test/an-organisation.ts";
import { signed } from "../../test/deliveries.ts";
import { ACCOUNT, answers, INES, TOM, useOtherZoom, yesterday } from "../../test/other-zoom.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { importDirectory } from "./import-directory.ts";
import { readHistory } from "./read-history.ts";
import { reconcileAll } from "./reconcile.ts";

useTestDatabase();
const zoom = useOtherZoom();
const usual = { ...zoom.routes };
const { refusal } = answers;
const context = { signal: new AbortController().signal, isLastTry: true };
let asking: { organisationId: string; personId: string; name: string };

beforeEach(async () => {
  await db().zoomAccount.deleteMany();
  zoom.routes = { ...usual };
  zoom.asked.length = 0;
  const organisationId = await anOrganisation();
  const personId = await aPerson(organisationId, { name: "Ines Moreau", email: "ines.moreau@northwind.test" });
  await aPerson(organisationId, { name: "Tom Sund", email: "tom@northwind.test" });
  asking = { organisationId, personId, name: "Ines Moreau" };
});

async function connect() {
  const begun = await beginConnect({ ...asking, historyDays: 7, now: new Date() });
  if (begun.kind !== "go") throw new Error("not configured");
  const state = begun.url.searchParams.get("state");
  const back = { code: "c0de", state, error: null, browserKey: begun.browserKey };
  return finishConnect(asking, back, new Date());
}

/** Runs the next job of the queue, as the worker would; false when nothing is left. */
async function step(): Promise<boolean> {
  const { organisationId } = asking;
  const run = await db().importRun.findFirst({ where: { organisationId, state: "running" } });
  const read = await db().historyRead.findFirst({
    where: { organisationId, state: { in: ["waiting", "running"] } },
  });
  if (run !== null) await importDirectory({ organisationId, connectionId: run.connectionId, runId: run.id }, context);
  else if (read !== null) {
    await readHistory({ organisationId, connectionId: read.connectionId, readId: read.id }, context);
  }
  return run !== null || read !== null;
}

/** Runs jobs until nothing is left. */
async function work(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    if (!(await step())) return;
  }
  throw new Error("The work does not come to an end");
}

const connection = () => db().connection.findFirstOrThrow({ where: { organisationId: asking.organisationId } });

/** Kind, start and end of what a day shows, by person. */
async function shown(): Promise<Record<string, string[]>> {
  const day = yesterday("00:00:00").toISOString().slice(0, 10);
  const { organisationId } = asking;
  const sight = { kind: "everyone" } as const;
  const ask = { organisationId, sight, products: timelineProducts, days: [day], zone: null, now: new Date() };
  const [found] = await readTimelineDays(ask);
  return Object.fromEntries(
    (found?.people ?? []).map(({ name, sessions }) => [
      name,
      sessions.map(({ kind, startAt, endAt }) => `${kind} ${startAt} ${endAt ?? "open"}`).sort(),
    ]),
  );
}

const deliver = (body: object) => receiveDelivery({ ...signed(body), now: new Date() });
const time = (text: string) => yesterday(text).toISOString();
const planning = `meeting ${time("09:01:12")} ${time("09:46:40")}`;

describe("a Zoom whose bodies are not the sandbox's", () => {
  test("is connected, imported, read, heard, and seen on the timeline", async () => {
    expect(await connect()).toMatchObject({ kind: "connected" });
    await work();
    expect(await connection()).toMatchObject({ zoomAccountId: ACCOUNT, state: "waiting", stateReason: null });
    expect(
      await db().connectionProduct.findMany({
        where: { organisationId: asking.organisationId },
        orderBy: { product: "asc" },
      }),
    ).toMatchObject([
      { product: "meetings", health: "ok" },
      { product: "phone", health: "notLicensed" },
      { product: "webinars", health: "ok" },
    ]);
    expect(await shown()).toEqual({
      "Ines Moreau": [planning],
      "Tom Sund": [`webinar ${time("11:00:00")} open`],
    });
    // The same webinar ends by an event with its time as a text, then a meeting whose events name no mail.
    const webinar = { uuid: "d2ViaW5hcg==", host_id: TOM, id: 93310045512, topic: "", start_time: time("11:00:00") };
    const end = { event: "webinar.ended", event_ts: `${yesterday("11:30:00").getTime()}` };
    expect(await deliver({ ...end, payload: { account_id: ACCOUNT, object: webinar } })).toMatchObject({ status: 200 });
    const live = { uuid: "bGl2ZQ==", host_id: INES, id: "1", type: "1", start_time: "" };
    const start = { event: "meeting.started", event_ts: yesterday("15:00:00").getTime() };
    await deliver({ payload: { object: live, account_id: ACCOUNT }, ...start });
    expect(await shown()).toEqual({
      "Ines Moreau": [planning, `meeting ${time("15:00:00")} open`],
      "Tom Sund": [`webinar ${time("11:00:00")} ${time("11:30:00")}`],
    });
    expect((await connection()).state).toBe("active");
  }, 60_000);

  test.each([
    [400, 200, "Only available for Paid or ZMP account."],
    [403, 12703, "You do not have permission."],
    [404, 2300, "This API endpoint is not recognized."],
    [404, 300, "The request is wrong."],
  ])(
    "that answers %d with code %d to the account's list is asked user by user",
    async (status, code, message) => {
      zoom.routes["/v2/report/history_meetings"] = () => refusal(status, code, message);
      const rows = [
        {
          uuid: "/a//b==",
          id: 1,
          type: "2",
          topic: "One to one",
          start_time: time("10:00:00"),
          end_time: time("10:20:00"),
        },
      ];
      zoom.routes[`/v2/report/users/${INES}/meetings`] = (query) => ({
        json: { meetings: query.get("type") === "past" ? rows : [], next_page_token: null },
      });
      zoom.routes[`/v2/report/users/${encodeURIComponent(encodeURIComponent(TOM))}/meetings`] = () =>
        refusal(404, 1001, "User does not exist.");
      await connect();
      await work();
      expect((await shown())["Ines Moreau"]).toEqual([`meeting ${time("10:00:00")} ${time("10:20:00")}`]);
    },
    60_000,
  );

  test("with classic scopes, the account in another place, and a refresh that keeps its token", async () => {
    zoom.routes["/oauth/token"] = (_query, body) => ({
      json: {
        access_token: "x",
        token_type: "bearer",
        ...(body.includes("grant_type=refresh_token") ? {} : { refresh_token: "y" }),
        expires_in: 60,
        scope: "user:read:admin report:read:admin meeting:read:admin webinar:read:admin phone:read:admin",
        api_url: "http://evil.test",
      },
    });
    zoom.routes["/v2/users/me"] = () => ({
      json: { id: INES, email: "ines.moreau@northwind.test", role_name: "Owner" },
    });
    zoom.routes["/v2/accounts/me"] = () => ({ json: { id: ACCOUNT, owner_id: INES } });
    expect(await connect()).toMatchObject({ kind: "connected" });
    await work();
    expect((await shown())["Ines Moreau"]).toEqual([planning]);
    expect((await connection()).scopes).toHaveLength(5);
  }, 60_000);

  test("where the scopes have names that we do not know, the directory is tried all the same", async () => {
    zoom.routes["/oauth/token"] = () => ({
      json: { access_token: "x", token_type: "bearer", refresh_token: "y", expires_in: 3600, scope: "user:master" },
    });
    expect(await connect()).toMatchObject({ kind: "scopesMissing" });
    await work();
    expect(await connection()).toMatchObject({ state: "waiting", stateReason: null });
  }, 60_000);

  describe("that does not know a call to a queue yet, right after it", () => {
    const callKey = "20261124-0b9e6c11";
    const ended = new Date(Date.now() - 120_000);
    const began = new Date(ended.getTime() - 60_000);
    let isKnown = false;
    beforeEach(() => {
      isKnown = false;
      const call = { start_time: began.toISOString(), end_time: ended.toISOString(), direction: "inbound" };
      const user = { callee_ext_type: "user", callee_ext_id: "ext-1", callee_email: null };
      zoom.routes["/v2/phone/users"] = () => ({ json: { users: [{ id: INES, extension_id: "ext-1" }] } });
      zoom.routes["/v2/phone/call_history"] = () => ({
        json: {
          call_logs: [{ ...call, id: callKey, callee_ext_type: "call_queue", callee_ext_id: "q", result: "answered" }],
        },
      });
      zoom.routes[`/v2/phone/call_history/${callKey}`] = () =>
        isKnown
          ? { json: { call_path: [{ ...call, ...user, id: "leg", result: "answered", caller_name: "HEXA" }] } }
          : refusal(404, "300", "Call does not exist.");
    });
    const calls = () => db().activity.findMany({ where: { organisationId: asking.organisationId, product: "phone" } });
    const openReads = () =>
      db().historyRead.findMany({ where: { organisationId: asking.organisationId, state: "waiting" } });

    test("is asked once more a few minutes later", async () => {
      await connect();
      await step();
      await step();
      expect(await calls()).toEqual([]);
      const [again, ...others] = await openReads();
      expect(others).toEqual([]);
      const [job] = await db().$queryRaw<{ run_at: Date }[]>`
        select run_at from graphile_worker.jobs where key = ${`history:${again?.id}`}`;
      expect(job?.run_at.getTime()).toBeGreaterThan(Date.now() + 3 * 60_000);
      isKnown = true;
      await work();
      expect(await calls()).toMatchObject([{ outcome: "answered", callerIdName: "HEXA", startAt: began }]);
    }, 60_000);

    test("is asked again by the next reconcile at the latest", async () => {
      await connect();
      await work();
      expect([await calls(), await openReads()]).toEqual([[], []]);
      isKnown = true;
      await reconcileAll(new Date());
      await work();
      expect(await calls()).toMatchObject([{ outcome: "answered", startAt: began }]);
    }, 60_000);
  });
});
