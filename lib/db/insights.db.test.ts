import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { addDays, dayBounds, weekdayOf } from "#lib/timeline/day.ts";
import type { Span } from "#lib/timeline/spans.ts";
import {
  productOfKind,
  type SessionKind,
  type TimelineSession,
  timelineProducts,
} from "#lib/timeline/timeline-types.ts";
import { isUnanswered, spanOfSession, totalsOf } from "#lib/timeline/totals.ts";
import { HOURS_OF_DAY, wallHours } from "#lib/timeline/wall-hours.ts";
import { aConnection, anOrganisation, aPerson, aZoomUser } from "../../test/an-organisation.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { db } from "./client.ts";
import { type SessionTimeSum, sumSessionTime } from "./insights.ts";

const database = useTestDatabase();

/** Three weeks in which summer time ends in London and in New York. */
const FIRST = "2026-10-19";
const DAYS = 21;
const zones = ["Europe/London", "America/New_York", "Asia/Kathmandu"] as const;
const MINUTE = 60_000;
const hours = zones.map((zone) => wallHours(FIRST, DAYS, zone));
const now = new Date("2026-11-06T15:20:00.250Z");
const kinds = ["meeting", "call", "webinar"] as const;
const workDays = 0b0011111;

type Told = { person: number; kind: SessionKind; startAt: number; endAt: number | null; outcome: string | null };

let organisationId: string;
let connectionId: string;
const people: { id: string; zoomUserId: string }[] = [];

beforeAll(async () => {
  expect(database.url()).not.toBe("");
  organisationId = await anOrganisation();
  connectionId = await aConnection(organisationId);
  for (const zone of zones) {
    const personId = await aPerson(organisationId, { name: zone, email: `${zone.toLowerCase()}@halden.example` });
    const zoomUserId = await aZoomUser(organisationId, connectionId, { personId });
    people.push({ id: personId, zoomUserId });
  }
});

const startOfAll = Math.min(...hours.map(([first]) => first ?? 0));
const told: fc.Arbitrary<Told> = fc
  .record({
    person: fc.nat({ max: zones.length - 1 }),
    kind: fc.constantFrom(...kinds),
    // Some before the first day, and close to each other, so that much of it overlaps.
    startMinute: fc.oneof(fc.integer({ min: -3_000, max: DAYS * 1_440 }), fc.integer({ min: 7_800, max: 11_000 })),
    length: fc.oneof(
      fc.integer({ min: 0, max: 200 * MINUTE }),
      fc.integer({ min: 0, max: 40 * 60 * MINUTE }),
      fc.constant(null),
    ),
    outcome: fc.constantFrom("answered", "missed", "voicemail", "unknown", null),
  })
  .map(({ person, kind, startMinute, length, outcome }) => {
    const startAt = startOfAll + startMinute * MINUTE;
    const endAt = length === null ? null : startAt + length;
    return { person, kind, startAt, endAt, outcome: kind === "call" ? outcome : null };
  });

/** As the timeline has it. */
function asSession(one: Told): TimelineSession {
  const isOver = one.kind === "call" || now.getTime() - one.startAt >= 30 * 60 * MINUTE;
  return {
    id: randomUUID(),
    kind: one.kind,
    title: null,
    startAt: new Date(one.startAt).toISOString(),
    endAt: one.endAt === null ? null : new Date(one.endAt).toISOString(),
    state: one.endAt !== null ? "ended" : isOver ? "endUnknown" : "running",
    call:
      one.kind !== "call"
        ? null
        : {
            direction: "incoming",
            callerIdName: null,
            isCallerIdHidden: false,
            outcome: (one.outcome ?? "unknown") as "answered",
            answerAt: null,
            deviceName: null,
            deviceVersion: null,
          },
    connectionName: "",
    sources: [],
    receivedAt: now.toISOString(),
    eventId: null,
  };
}

const touches = (session: TimelineSession, bounds: Span) => {
  const { startAt, endAt } = spanOfSession(session, now.getTime());
  return startAt < bounds.endAt && (startAt >= bounds.startAt || endAt > bounds.startAt);
};
/** The timeline does not look for sessions that began longer ago. */
const isFound = (session: TimelineSession, bounds: Span) =>
  Date.parse(session.startAt) >= bounds.startAt - 48 * 60 * MINUTE;

/** All figures of some stretches of one person's time, by the arithmetic of the timeline. */
function expected(sessions: readonly TimelineSession[], stretches: readonly Span[]) {
  const found = { meeting: [0, 0], call: [0, 0], webinar: [0, 0], beside: 0 };
  for (const bounds of stretches) {
    const here = sessions.filter((one) => touches(one, bounds));
    const totals = totalsOf({ sessions: here, events: [], gaps: [] }, bounds, now.getTime());
    for (const kind of kinds) {
      found[kind][0] = (found[kind][0] ?? 0) + totals[kind].ms;
      found[kind][1] = (found[kind][1] ?? 0) + totals[kind].overlapMs;
    }
    // As if all were of one kind.
    const asOne = here.filter((one) => !isUnanswered(one)).map((one) => ({ ...one, kind: "meeting" as const }));
    found.beside += totalsOf({ sessions: asOne, events: [], gaps: [] }, bounds, now.getTime()).meeting.overlapMs;
  }
  return found;
}

function measured(sums: readonly SessionTimeSum[]) {
  const of = (kind: SessionKind) => {
    const own = sums.filter(({ product }) => product === productOfKind[kind]);
    return [own.reduce((sum, { ms }) => sum + ms, 0), own.reduce((sum, { overlapMs }) => sum + overlapMs, 0)];
  };
  const beside = sums.reduce((sum, { besideMs }) => sum + besideMs, 0);
  return { meeting: of("meeting"), call: of("call"), webinar: of("webinar"), beside };
}

it("adds up in the database what the timeline adds up, over nights and moved clocks", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(told, { minLength: 60, maxLength: 160 }), async (all) => {
      await db().activity.deleteMany({ where: { organisationId } });
      await db().activity.createMany({
        data: all.map((one) => ({
          organisationId,
          connectionId,
          zoomUserId: people[one.person]?.zoomUserId ?? "",
          product: productOfKind[one.kind],
          key: randomUUID(),
          startAt: new Date(one.startAt),
          endAt: one.endAt === null ? null : new Date(one.endAt),
          outcome: one.outcome,
        })),
      });
      for (const [index, person] of people.entries()) {
        const edges = hours[index] ?? [];
        const whole = { startAt: edges[0] ?? 0, endAt: edges.at(-1) ?? 0 };
        const sessions = all
          .filter((one) => one.person === index)
          .map(asSession)
          .filter((one) => isFound(one, whole));
        const { byDay, byHour } = await sumSessionTime({
          organisationId,
          products: timelineProducts,
          people: [{ personId: person.id, zone: index, workDays }],
          zones: hours,
          now,
        });
        for (let day = 0; day < DAYS; day += 1) {
          const bounds = dayBounds(addDays(FIRST, day), zones[index] ?? "UTC");
          expect(measured(byDay.filter((one) => one.day === day))).toEqual(expected(sessions, [bounds]));
        }
        for (let hour = 0; hour < HOURS_OF_DAY; hour += 1) {
          for (const isWorkDay of [true, false]) {
            const stretches = Array.from({ length: DAYS }, (_, day) => day)
              .filter((day) => weekdayOf(addDays(FIRST, day)) < 6 === isWorkDay)
              .map((day) => ({
                startAt: edges[24 * day + hour] ?? 0,
                endAt: edges[24 * day + hour + 1] ?? 0,
              }));
            const own = byHour.filter((one) => one.hour === hour && one.isWorkDay === isWorkDay);
            expect(measured(own)).toEqual(expected(sessions, stretches));
          }
        }
        const seen = sessions.filter((one) => touches(one, whole));
        const sumOf = (name: "count" | "unanswered" | "openEnds" | "running") =>
          byDay.reduce((sum, one) => sum + one[name], 0);
        expect(sumOf("count")).toBe(seen.length);
        expect(sumOf("unanswered")).toBe(seen.filter(isUnanswered).length);
        expect(sumOf("running")).toBe(seen.filter(({ state }) => state === "running").length);
        expect(sumOf("openEnds")).toBe(seen.filter((one) => one.state === "endUnknown" && !isUnanswered(one)).length);
      }
    }),
    { numRuns: 6 },
  );
}, 60_000);
