import "../../test/unit-settings.ts";
import { describe, expect, it } from "vitest";
import { markMeetingNumber } from "#lib/crypto.ts";
import { ACCOUNT, bytes, EVENT_TS, eventBody, INES, sessionObject } from "./test-bodies.ts";
import { firstOf, observe, readEvent } from "./test-deliveries.ts";
import { readWebhook } from "./webhook-events.ts";

const eventAt = new Date(EVENT_TS);

describe("readWebhook: sessions", () => {
  it("reads a meeting that ended", () => {
    expect(readEvent("meeting.ended", sessionObject)).toEqual({
      kind: "observations",
      accountId: ACCOUNT,
      event: "meeting.ended",
      product: "meetings",
      eventAt,
      skipped: 0,
      observations: [
        {
          kind: "session",
          product: "meetings",
          key: "Qm9vayBhIHJvb20gMQ==",
          host: { zoomUserId: INES.id },
          title: "Weekly planning",
          startAt: new Date("2026-03-02T09:01:12Z"),
          endAt: new Date("2026-03-02T09:46:40Z"),
          numberMark: markMeetingNumber("84512007733"),
          observedAt: eventAt,
          source: "webhook",
        },
      ],
    });
  });

  it("gives a started session no end", () => {
    expect(firstOf(readEvent("webinar.started", sessionObject))).toMatchObject({ product: "webinars", endAt: null });
  });

  it("falls back on the e-mail when there is no host id, and counts a session without either", () => {
    const { host_id: _id, ...byEmail } = sessionObject;
    expect(
      firstOf(readEvent("meeting.started", { ...byEmail, host_email: " Ines.Moreau@Northwind.test " })),
    ).toMatchObject({
      host: { email: INES.email },
    });
    expect(readEvent("meeting.started", { ...byEmail, host_email: "" })).toMatchObject({
      observations: [],
      skipped: 1,
    });
    expect(readEvent("meeting.started", { ...sessionObject, uuid: "" })).toMatchObject({
      observations: [],
      skipped: 1,
    });
  });

  it.each([
    [84512007733, "84512007733"],
    ["845 1200 7733", "84512007733"],
    [null, null],
    [{}, null],
  ])("reads the number %j as the mark of %j", (id, number) => {
    const read = firstOf(readEvent("meeting.started", { ...sessionObject, id }));
    expect(read).toMatchObject({ numberMark: markMeetingNumber(number) });
  });

  it("marks every digit of a 64-bit number", () => {
    const text = JSON.stringify(eventBody("meeting.started", { ...sessionObject, id: 0 })).replace(
      '"id":0',
      '"id":9223372036854775807',
    );
    expect(firstOf(readWebhook(bytes(text)))).toMatchObject({ numberMark: markMeetingNumber("9223372036854775807") });
  });

  it("takes the time of the event for the end of a webinar that names none", () => {
    const { end_time: _end, ...open } = sessionObject;
    expect(firstOf(readEvent("webinar.ended", { ...open, end_time: "" }))).toMatchObject({ endAt: eventAt });
    expect(firstOf(readEvent("webinar.ended", open))).toMatchObject({ endAt: eventAt });
  });

  it("has no end before the start", () => {
    const ended = { ...sessionObject, end_time: "2026-03-01T00:00:00Z" };
    expect(firstOf(readEvent("meeting.ended", ended))).toMatchObject({ endAt: null });
  });

  it("takes the time of the event for a start that Zoom did not tell, but never that of an end", () => {
    const untold = { ...sessionObject, start_time: "" };
    expect(firstOf(readEvent("meeting.started", untold))).toMatchObject({ startAt: eventAt });
    expect(firstOf(readEvent("meeting.ended", untold))).toMatchObject({ startAt: null });
  });

  it("deletes a practice session, whose start came without the flag, and keeps nothing of it", () => {
    const practice = { ...sessionObject, practice_session: true };
    expect(observe(readEvent("webinar.ended", practice)).observations).toEqual([
      {
        kind: "sessionDeletion",
        product: "webinars",
        key: sessionObject.uuid,
        host: { zoomUserId: INES.id },
        at: eventAt,
      },
    ]);
    expect(readEvent("webinar.ended", { ...practice, practice_session: "true" })).toMatchObject({
      observations: [{ kind: "sessionDeletion" }],
    });
    expect(readEvent("webinar.started", practice)).toMatchObject({ kind: "ignored" });
    expect(readEvent("webinar.ended", { ...sessionObject, practice_session: false })).toMatchObject({
      kind: "observations",
    });
  });

  it.each([
    [1772551450000, "2026-03-03T15:24:10.000Z"],
    ["1772551450000", "2026-03-03T15:24:10.000Z"],
    ["2026-03-03 15:24:10", "2026-03-03T15:24:10.000Z"],
  ])("reads the time %j of an event", (event_ts, expected) => {
    const body = { ...eventBody("meeting.started", sessionObject), event_ts };
    expect(observe(readWebhook(bytes(body))).eventAt?.toISOString()).toBe(expected);
  });

  it("finds the time of an event inside the payload", () => {
    const { event_ts, ...body } = eventBody("meeting.started", sessionObject, { event_ts: "2026-03-03 15:24:10" });
    expect(event_ts).toBeDefined();
    expect(observe(readWebhook(bytes(body))).eventAt).toEqual(new Date("2026-03-03T15:24:10Z"));
  });

  it("weighs an event without a time by what it tells", () => {
    const body = { ...eventBody("meeting.ended", sessionObject), event_ts: "" };
    expect(firstOf(readWebhook(bytes(body)))).toMatchObject({ observedAt: new Date("2026-03-02T09:46:40Z") });
  });
});
