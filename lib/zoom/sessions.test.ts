import "../../test/unit-settings.ts";
import { describe, expect, it } from "vitest";
import { markMeetingNumber } from "#lib/crypto.ts";
import { readHistoryMeetings } from "./history-meetings.ts";
import { readPastMeeting } from "./past-meeting.ts";
import { collect, startStandIn, testClient, testNow } from "./stand-in.ts";
import { historyMeeting, INES, reportMeeting, sessionObject } from "./test-bodies.ts";
import { readActiveHosts, readUserMeetings } from "./user-meetings.ts";

const zoom = startStandIn();
const client = () => testClient(zoom.url);
const window = { startAt: new Date("2026-03-02T00:00:00Z"), endAt: new Date("2026-03-05T00:00:00Z") };
const history = (...history_meetings: unknown[]) => ({ json: { next_page_token: "", history_meetings } });
const invalid = { status: 400, json: { code: 300, message: "The from value is invalid" } };

describe("readHistoryMeetings", () => {
  it("reads times without a zone as UTC, and the host by e-mail", async () => {
    zoom.answer(history(historyMeeting));
    const all = await collect(readHistoryMeetings(client(), window));
    expect(all.items).toEqual([
      {
        kind: "session",
        product: "meetings",
        key: historyMeeting.meeting_uuid,
        host: { email: INES.email },
        title: "Weekly planning",
        startAt: new Date("2026-03-02T09:01:12Z"),
        endAt: new Date("2026-03-02T09:46:40Z"),
        numberMark: markMeetingNumber("84512007733"),
        observedAt: testNow,
        source: "history",
      },
    ]);
    expect(Object.fromEntries(zoom.asked[0]?.query ?? [])).toEqual({
      from: "2026-03-01",
      to: "2026-03-05",
      meeting_type: "all",
      page_size: "300",
    });
  });

  it.each([
    [
      { start_time: "2026-03-02T09:01:12Z", end_time: "2026-03-02T09:46:40Z" },
      { endAt: new Date("2026-03-02T09:46:40Z") },
    ],
    [{ type: "Webinar" }, { product: "webinars" }],
    [{ type: 9 }, { product: "webinars" }],
    [{ type: "Town hall" }, { product: "meetings" }],
    [{ group: "Sales" }, { key: historyMeeting.meeting_uuid }],
    [{ group: undefined, meeting_id: "845" }, { numberMark: markMeetingNumber("845") }],
    [{ host_email: " INES.Moreau@northwind.test" }, { host: { email: INES.email } }],
    [{ end_time: "" }, { endAt: null }],
    [{ topic: null }, { title: null }],
  ])("reads %j", async (change, expected) => {
    zoom.answer(history({ ...historyMeeting, ...change }));
    const all = await collect(readHistoryMeetings(client(), window));
    expect(all.items[0]).toMatchObject(expected);
  });

  it("skips and counts rows without times or key, drops those outside the window, looks up those without a host", async () => {
    zoom.answer(
      history(
        { ...historyMeeting, start_time: "", end_time: "", participants: 0 },
        { ...historyMeeting, meeting_uuid: null },
        null,
        { ...historyMeeting, start_time: "2026-03-01 23:59:59" },
        { ...historyMeeting, start_time: "2026-03-05 00:00:00" },
        { ...historyMeeting, meeting_uuid: "lost", host_email: "" },
        historyMeeting,
      ),
    );
    const all = await collect(readHistoryMeetings(client(), window));
    expect(all).toMatchObject({ skipped: 3, lookUp: ["lost"] });
    expect(all.items).toHaveLength(1);
  });

  it("begins the window again when the page token has expired", async () => {
    const page = { json: { next_page_token: "t", history_meetings: [historyMeeting] } };
    zoom.answer(page, invalid, page, history());
    const all = await collect(readHistoryMeetings(client(), window));
    expect(all).toMatchObject({ pages: 3 });
    expect(zoom.asked.map(({ query }) => query.get("next_page_token"))).toEqual([null, "t", null, "t"]);
  });

  it("takes a refused window for empty only where Zoom's six months begin", async () => {
    zoom.answer(invalid);
    await expect(collect(readHistoryMeetings(client(), window))).rejects.toMatchObject({ kind: "contract" });
    const oldest = { startAt: new Date("2025-09-11T00:00:00Z"), endAt: new Date("2025-09-12T00:00:00Z") };
    expect((await collect(readHistoryMeetings(client(), oldest))).items).toEqual([]);
    expect(zoom.asked[1]?.query.get("from")).toBe("2025-09-11");
  });

  it("refuses a window that Zoom would refuse", async () => {
    const year = { startAt: new Date("2025-03-02T00:00:00Z"), endAt: window.endAt };
    await expect(collect(readHistoryMeetings(client(), year))).rejects.toThrow(RangeError);
  });
});

describe("readUserMeetings", () => {
  it("asks for sessions with one participant too, and never for joined ones", async () => {
    const report = (uuid: string) => ({ json: { next_page_token: "", meetings: [{ ...reportMeeting, uuid }] } });
    zoom.answer(report("many"), report("one"));
    const all = await collect(readUserMeetings(client(), { zoomUserId: "a/b", window }));
    expect(zoom.asked.map(({ path, query }) => [path, query.get("type")])).toEqual([
      ["/v2/report/users/a%252Fb/meetings", "past"],
      ["/v2/report/users/a%252Fb/meetings", "pastOne"],
    ]);
    expect(all.items.map(({ key }) => key)).toEqual(["many", "one"]);
    expect(all.items[0]).toMatchObject({
      product: "webinars",
      host: { zoomUserId: "a/b" },
      source: "userHistory",
      endAt: new Date("2026-03-04T14:52:31Z"),
    });
  });

  it("is refused by the plan and misses unknown users", async () => {
    zoom.answer({ status: 400, json: { code: 200, message: "Only available for paid users" } });
    await expect(collect(readUserMeetings(client(), { zoomUserId: "u", window }))).rejects.toMatchObject({
      kind: "refused",
    });
    zoom.answer({ status: 404, json: { code: 1001, message: "User does not exist: CANARY" } });
    await expect(collect(readUserMeetings(client(), { zoomUserId: "u", window }))).rejects.toMatchObject({
      kind: "missing",
    });
  });

  it("finds the users who hosted anything", async () => {
    zoom.answer({
      json: { users: [{ id: INES.id, email: INES.email, meetings: 3, participants: 9 }, { email: "x@y.test" }] },
    });
    const all = await collect(readActiveHosts(client(), window));
    expect(all).toMatchObject({ items: [{ zoomUserId: INES.id, email: INES.email }], skipped: 1 });
    expect(zoom.asked[0]?.query.get("type")).toBe("active");
  });
});

describe("readPastMeeting", () => {
  const run = { ...sessionObject, id: 84512007733, user_email: INES.email, uuid: "/aj/p112QmuoKj48==" };

  it("looks up a uuid with slashes", async () => {
    zoom.answer({ json: run });
    expect(await readPastMeeting(client(), { key: run.uuid, product: "meetings" })).toMatchObject({
      key: run.uuid,
      host: { zoomUserId: INES.id },
      endAt: new Date("2026-03-02T09:46:40Z"),
      numberMark: markMeetingNumber("84512007733"),
      source: "lookup",
    });
    expect(zoom.asked[0]?.path).toBe("/v2/past_meetings/%252Faj%252Fp112QmuoKj48%253D%253D");
  });

  it.each([
    [404, 3001],
    [400, 300],
    [400, 12702],
  ])("is null when Zoom answers %d with code %d", async (status, code) => {
    zoom.answer({ status, json: { code, message: "Meeting does not exist." } });
    expect(await readPastMeeting(client(), { key: "k", product: "webinars" })).toBeNull();
  });

  it("is null for another run and without a host, and the e-mail is a host", async () => {
    zoom.answer({ json: run }, { json: { ...run, host_id: "", user_email: "" } }, { json: { ...run, host_id: "" } });
    expect(await readPastMeeting(client(), { key: "other", product: "meetings" })).toBeNull();
    expect(await readPastMeeting(client(), { key: run.uuid, product: "meetings" })).toBeNull();
    expect(await readPastMeeting(client(), { key: run.uuid, product: "meetings" })).toMatchObject({
      host: { email: INES.email },
    });
  });

  it("fails when Zoom refuses", async () => {
    zoom.answer({ status: 400, json: { code: 200, message: "Only available for paid account" } });
    await expect(readPastMeeting(client(), { key: "k", product: "meetings" })).rejects.toMatchObject({
      kind: "refused",
    });
  });
});
