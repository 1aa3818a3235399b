import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { timelineProducts } from "#lib/timeline/timeline-types.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { calendarEventsSql } from "./calendar-events.ts";
import { db, type Prisma } from "./client.ts";
import { timelineSessionsSql } from "./timeline.ts";

/** How the timeline is read from tables that are large beside what is asked for. */
const database = useTestDatabase();

const PEOPLE = 1_000;
const ACTIVITIES = 100_000;
const EVENTS = 30_000;
const MONDAY = Date.UTC(2026, 10, 16);
const DAY_MS = 86_400_000;

let organisationId: string;
let personIds: string[];

beforeAll(async () => {
  expect(database.url()).not.toBe("");
  const organisation = await db().organisation.create({ data: { name: "Halden" } });
  organisationId = organisation.id;
  const { id: connectionId } = await db().connection.create({
    data: { organisationId, zoomAccountId: "account", name: "Main", state: "active", apiUrl: "http://localhost" },
  });
  const people = await db().person.createManyAndReturn({
    data: Array.from({ length: PEOPLE }, (_, n) => ({ organisationId, name: `Person ${n}`, email: `${n}@x.example` })),
    select: { id: true },
  });
  personIds = people.map(({ id }) => id);
  await db().zoomUser.createMany({
    data: personIds.map((personId) => ({ organisationId, connectionId, zoomKey: randomUUID(), personId })),
  });
  await db().$transaction(
    async (tx) => {
      // Looking up what each row belongs to is most of the time.
      await tx.$executeRaw`set local session_replication_role = replica`;
      await tx.$executeRaw`
        insert into activity (organisation_id, connection_id, zoom_user_id, product, key, start_at, end_at)
        select ${organisationId}::uuid, ${connectionId}::uuid, u.id, 'meetings', n::text, at, at + interval '30 minutes'
        from generate_series(1, ${ACTIVITIES}::int) as n
        join (select id, row_number() over (order by id) - 1 as place from zoom_user) as u on u.place = n % ${PEOPLE}::int
        cross join lateral (select timestamptz '2026-06-01' + n * interval '150 seconds' as at) as told`;
      await tx.$executeRaw`
        with feed as (
          insert into calendar_feed (organisation_id, person_id, name, kind)
          select ${organisationId}::uuid, id, 'Work', 'file' from person where id = any(${personIds}::uuid[])
          returning id, person_id)
        insert into calendar_event (organisation_id, feed_id, person_id, key, start_at, end_at)
        select ${organisationId}::uuid, feed.id, feed.person_id, n::text, at,
          at + case when n % 15 = 0 then interval '9 days' else interval '1 hour' end
        from feed, generate_series(1, ${EVENTS / PEOPLE}::int) as n
        cross join lateral (select timestamptz '2026-10-01' + n * interval '50 hours' as at) as told`;
    },
    { timeout: 60_000 },
  );
  await db().$executeRaw`analyze person, zoom_user, connection, activity, calendar_feed, calendar_event`;
});

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
};

/** Runs the statement, and tells how each part of the table was found. */
async function scansOf(sql: Prisma.Sql, table: string): Promise<{ how: string; touched: number }[]> {
  const [row] = await db().$queryRawUnsafe<{ "QUERY PLAN": [{ Plan: Node }] }[]>(
    `explain (analyze, format json) ${sql.text}`,
    ...sql.values,
  );
  const found: { how: string; touched: number }[] = [];
  const walk = (node: Node) => {
    if (node["Relation Name"] === table) {
      const rows = node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0);
      found.push({ how: node["Index Name"] ?? node["Node Type"], touched: Math.ceil(rows * node["Actual Loops"]) });
    }
    for (const child of node.Plans ?? []) walk(child);
  };
  if (row !== undefined) walk(row["QUERY PLAN"][0].Plan);
  return found;
}

describe.each([
  { people: 1, days: 1 },
  { people: 200, days: 1 },
  { people: 50, days: 7 },
])("$people people over $days days", ({ people, days }) => {
  const asked = () => personIds.slice(0, people);

  it("reads sessions by Zoom user and start, and little beside what is told", async () => {
    const bounds = { startAt: new Date(MONDAY), endAt: new Date(MONDAY + days * DAY_MS) };
    const sql = timelineSessionsSql(
      organisationId,
      asked().map((personId) => ({ personId, ...bounds })),
      timelineProducts,
    );
    const scans = await scansOf(sql, "activity");
    expect(scans.map(({ how }) => how)).toEqual(["activity_organisation_id_zoom_user_id_start_at_idx"]);
    // One in 1.7 days for each, and two days in front.
    expect(scans[0]?.touched).toBeLessThan(people * (days + 3));
  });

  it("reads calendar events by person and start, and long ones by their end", async () => {
    const each = asked().flatMap((personId) =>
      Array.from({ length: days }, (_, n) => {
        const startAt = new Date(MONDAY + n * DAY_MS);
        const endAt = new Date(MONDAY + (n + 1) * DAY_MS);
        return { personId, startAt, endAt, zone: "UTC", day: startAt.toISOString().slice(0, 10) };
      }),
    );
    const scans = await scansOf(calendarEventsSql(organisationId, each), "calendar_event");
    expect(scans.map(({ how }) => how).sort()).toEqual([
      "calendar_event_long_idx",
      "calendar_event_organisation_id_person_id_start_at_idx",
    ]);
  });
});
