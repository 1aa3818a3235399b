import { expect, it } from "vitest";
import { nameOfCounted } from "./counted-words.ts";
import { buildPersonDay } from "./person-day.ts";
import { type TimelineEvent, type TimelinePerson, type TimelineSession, timelineProducts } from "./timeline-types.ts";

const session = (kind: TimelineSession["kind"], from: string, to: string | null): TimelineSession => ({
  ...{ id: `${kind}${from}`, kind, title: null, startAt: `2026-11-${from}Z`, call: null, connectionName: "Main" },
  ...{ endAt: to === null ? null : `2026-11-${to}Z`, state: to === null ? "endUnknown" : "ended" },
  ...{ sources: ["live"], receivedAt: `2026-11-${from}Z`, eventId: null },
});
const event = (from: string, to: string): TimelineEvent => ({
  ...{ id: `e${from}`, title: "Demo", isPrivate: false, isTentative: false, isAllDay: false, provider: null },
  ...{ startAt: `2026-11-${from}Z`, endAt: `2026-11-${to}Z`, isOwn: null, calendarName: "Work" },
  ...{ standing: "plain", sessionIds: [] },
});
const dayOf = (sessions: TimelineSession[], events: TimelineEvent[], now: string) => {
  const person: TimelinePerson = {
    ...{ id: "p", name: "Amara Okafor", timeZone: "UTC", dayZone: "UTC", workStart: 540, workEnd: 1020 },
    ...{ isWorkDay: true, managerName: null, isMapped: true, gaps: [], calendar: "ok" },
    sessions,
    events,
  };
  const ask = { day: "2026-11-24", products: timelineProducts, hasCalendar: true, cycle: "24h" as const };
  return buildPersonDay(person, { ...ask, now: Date.parse(now) });
};

it("names a counted block by what is in it and its hours, over midnight too", () => {
  const calls = dayOf(
    [session("call", "24T10:00", "24T10:02"), session("call", "24T10:03", null)],
    [],
    "2026-12-01T00:00Z",
  );
  expect(nameOfCounted(calls.sessions, calls)).toBe("2 Zoom calls, 10:00 to 10:03");
  const mixed = dayOf(
    [session("call", "23T23:58", "24T00:01"), session("meeting", "24T00:02", "24T00:05")],
    [],
    "2026-11-24T12:00Z",
  );
  expect(nameOfCounted(mixed.sessions, mixed)).toBe(
    "1 Zoom meeting and 1 Zoom call, since yesterday 23:58, until 00:05",
  );
  const planned = dayOf([], [event("24T10:00", "24T10:05"), event("24T10:05", "24T10:10")], "2026-12-01T00:00Z");
  expect(nameOfCounted(planned.events, planned)).toBe("2 calendar events, 10:00 to 10:10");
});
