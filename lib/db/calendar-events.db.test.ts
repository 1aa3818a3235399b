import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../test/use-test-database.ts";
import {
  type CalendarDay,
  type CalendarEventInput,
  calendarEventsSql,
  listCalendarEvents,
  replaceCalendarEvents,
} from "./calendar-events.ts";
import { db } from "./client.ts";

useTestDatabase();

type Feed = { organisationId: string; personId: string; feedId: string };
const at = (time: string) => new Date(time.length > 5 ? `2026-11-${time}Z` : `2026-11-17T${time}Z`);
const window = { startAt: at("10T00:00"), endAt: at("30T00:00") };

function event(key: string, startAt: Date, endAt: Date, change: Partial<CalendarEventInput> = {}): CalendarEventInput {
  const rest = { allDay: false, private: false, tentative: false, provider: null, own: null, numberMark: null };
  return { key, title: key, startAt, endAt, ...rest, ...change };
}

async function makeFeed(): Promise<Feed> {
  const { id: organisationId } = await db().organisation.create({ data: { name: "Halden" } });
  const person = await db().person.create({
    data: { organisationId, name: "Amara", email: `${randomUUID()}@halden.example` },
  });
  const feed = await db().calendarFeed.create({
    data: { organisationId, personId: person.id, name: "Work", kind: "file" },
  });
  return { organisationId, personId: person.id, feedId: feed.id };
}

let feed: Feed;
beforeEach(async () => {
  feed = await makeFeed();
});
const replace = (events: CalendarEventInput[], of = feed) =>
  replaceCalendarEvents(of.organisationId, { ...of, address: null }, events, window);
const stored = async (of = feed) =>
  db().calendarEvent.findMany({ where: { organisationId: of.organisationId }, orderBy: [{ startAt: "asc" }] });
const dayOf = (zone = "UTC", bounds = { startAt: at("00:00"), endAt: at("18T00:00") }): CalendarDay => ({
  personId: feed.personId,
  day: "2026-11-17",
  zone,
  ...bounds,
});
const keys = async (days = [dayOf()]) =>
  (await listCalendarEvents(feed.organisationId, days)).map(({ title }) => title);

describe("replaceCalendarEvents", () => {
  it("keeps everything that was told, and says nothing new the second time", async () => {
    const full = event("a", at("09:00"), at("10:00"), {
      private: true,
      title: null,
      tentative: true,
      provider: "zoom",
      own: false,
      numberMark: "mark",
    });
    const plain = event("b", at("11:00"), at("12:00"), { title: 'A "quoted", {braced} \\ title' });
    expect(await replace([full, plain])).toEqual({ changed: true, count: 2 });
    expect(await stored()).toMatchObject([full, plain]);
    expect(await replace([plain, full])).toEqual({ changed: false, count: 2 });
  });

  it("changes what changed under the same id, and removes what vanished from the window only", async () => {
    const past = event("past", at("09T10:00"), at("10T00:00"));
    const over = event("over its start", at("09T23:00"), at("10T01:00"));
    const moved = event("moved", at("09:00"), at("10:00"));
    await replace([past, over, moved, event("none", at("12:00"), at("12:00"))]);
    const before = (await stored()).find(({ key }) => key === "moved")?.id;
    expect(await replace([{ ...moved, startAt: at("18T09:00"), endAt: at("18T10:00") }])).toEqual({
      changed: true,
      count: 1,
    });
    expect(await stored()).toMatchObject([{ key: "past" }, { id: before, key: "moved", startAt: at("18T09:00") }]);
    expect(await replace([])).toEqual({ changed: true, count: 0 });
    expect(await stored()).toMatchObject([{ key: "past" }]);
  });

  it("touches no other feed, and writes nothing for one that is gone or another person's", async () => {
    const other = await makeFeed();
    await replace([event("a", at("09:00"), at("10:00"))], other);
    await replace([event("a", at("11:00"), at("12:00"))]);
    await replace([]);
    expect(await stored(other)).toHaveLength(1);
    const wrong = { ...feed, personId: other.personId };
    expect(await replace([event("a", at("09:00"), at("10:00"))], wrong)).toEqual({ changed: false, count: 0 });
    expect(await stored()).toEqual([]);
  });

  it("comes to one end when two readings meet", async () => {
    const many = Array.from({ length: 200 }, (_, n) => event(`${n}`, at("09:00"), at("10:00")));
    await Promise.all([replace(many), replace([...many].reverse()), replace(many.slice(0, 100))]);
    expect([100, 200]).toContain((await stored()).length);
  });
});

describe("listCalendarEvents", () => {
  it("finds by overlap, also what began before and what lasts for days, and nothing that only touches", async () => {
    await replace([
      event("ends at midnight", at("16T23:00"), at("00:00")),
      event("over midnight", at("16T23:30"), at("00:30")),
      event("for days", at("12T08:00"), at("25T08:00")),
      event("moment", at("00:00"), at("00:00")),
      event("inside", at("09:00"), at("10:00")),
      event("begins at midnight", at("18T00:00"), at("18T01:00")),
    ]);
    expect(await keys()).toEqual(["for days", "over midnight", "moment", "inside"]);
  });

  it("takes whole days by their date, wherever the person is, as midnights of that zone", async () => {
    const allDay = { allDay: true };
    await replace([
      event("the day before", at("16T00:00"), at("00:00"), allDay),
      event("a week", at("15T00:00"), at("22T00:00"), allDay),
      event("the day", at("00:00"), at("18T00:00"), allDay),
      event("the day after", at("18T00:00"), at("19T00:00"), allDay),
    ]);
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"]) {
      const startAt = Temporal.PlainDate.from("2026-11-17").toZonedDateTime(zone);
      const bounds = {
        startAt: new Date(startAt.epochMilliseconds),
        endAt: new Date(startAt.add({ days: 1 }).epochMilliseconds),
      };
      const events = await listCalendarEvents(feed.organisationId, [dayOf(zone, bounds)]);
      expect(events.map(({ title }) => title)).toEqual(["a week", "the day"]);
      expect(events[1]).toMatchObject({
        startAt: bounds.startAt.toISOString(),
        endAt: bounds.endAt.toISOString(),
        isAllDay: true,
        calendarName: "Work",
        personId: feed.personId,
        day: "2026-11-17",
      });
    }
  });

  it("shows nothing of another organisation or person", async () => {
    const other = await makeFeed();
    await replace([event("theirs", at("09:00"), at("10:00"))], other);
    expect(await keys()).toEqual([]);
    expect(await listCalendarEvents(feed.organisationId, [{ ...dayOf(), personId: other.personId }])).toEqual([]);
  });

  it("reads by the indexes of start and of long events, however much there is", async () => {
    await db().$executeRaw`
      insert into calendar_event (organisation_id, feed_id, person_id, key, start_at, end_at)
      select ${feed.organisationId}::uuid, ${feed.feedId}::uuid, ${feed.personId}::uuid, n::text,
        timestamptz '2020-01-01' + n * interval '3 hours',
        timestamptz '2020-01-01' + n * interval '3 hours' + case when n % 50 = 0 then interval '9 days' else '1 hour' end
      from generate_series(1, 20000) as n`;
    await db().$executeRaw`analyze calendar_event`;
    const { text, values } = calendarEventsSql(feed.organisationId, [dayOf()]);
    const plan = await db().$queryRawUnsafe<{ "QUERY PLAN": string }[]>(`explain ${text}`, ...values);
    const lines = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(lines).toContain("calendar_event_organisation_id_person_id_start_at_idx");
    expect(lines).toContain("calendar_event_long_idx");
    expect(lines).not.toContain("Seq Scan on calendar_event");
  });
});
