import fc from "fast-check";
import { expect, it } from "vitest";
import { dayBounds } from "./day.ts";
import { layoutRow } from "./layout-row.ts";
import { buildPersonDay } from "./person-day.ts";
import { type TimelineEvent, type TimelinePerson, type TimelineSession, timelineProducts } from "./timeline-types.ts";
import { viewOfZoom, zoomSteps } from "./zoom.ts";

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

/** Days whose clock moves forward or back, by an hour, by half of one, at midnight; a leap day; a plain one. */
const days = [
  ["2026-03-29", "Europe/London"],
  ["2026-10-25", "Europe/London"],
  ["2026-03-08", "America/New_York"],
  ["2026-11-01", "America/New_York"],
  ["2026-04-05", "Australia/Lord_Howe"],
  ["2026-10-04", "Australia/Lord_Howe"],
  ["2026-09-06", "America/Santiago"],
  ["2028-02-29", "Asia/Kathmandu"],
  ["2026-11-24", "UTC"],
] as const;

const part = fc.record({
  /** Share of the day at which it begins; outside 0 to 1 it is over midnight, or not of this day at all. */
  at: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
  hours: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 12, noNaN: true })),
  kind: fc.constantFrom("meeting" as const, "call" as const, "webinar" as const),
  state: fc.constantFrom("ended" as const, "running" as const, "endUnknown" as const),
  isAllDay: fc.boolean(),
});

it("draws all of a day in any zone, on days that move the clock, at every zoom: finite, inside, once", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...days),
      fc.array(part, { maxLength: 10 }),
      fc.array(part, { maxLength: 4 }),
      fc.constantFrom(...zoomSteps),
      fc.integer({ min: 0, max: 1440 }),
      fc.double({ min: -0.1, max: 1.1, noNaN: true }),
      ([day, zone], sessionParts, eventParts, zoom, from, nowShare) => {
        const bounds = dayBounds(day, zone);
        const at = (share: number) => Math.round(bounds.startAt + share * (bounds.endAt - bounds.startAt));
        const sessions = sessionParts.map(
          ({ at: share, hours, kind, state }, index): TimelineSession => ({
            id: `s${index}`,
            kind,
            title: null,
            startAt: iso(at(share)),
            endAt: state === "ended" ? iso(at(share) + hours * HOUR) : null,
            state,
            call: null,
            connectionName: "Main",
            sources: ["live"],
            receivedAt: iso(at(share)),
            eventId: null,
          }),
        );
        const events = eventParts.map(
          ({ at: share, hours, isAllDay }, index): TimelineEvent => ({
            id: `e${index}`,
            title: null,
            isPrivate: false,
            isTentative: false,
            isAllDay,
            startAt: iso(isAllDay ? bounds.startAt : at(share)),
            endAt: iso(isAllDay ? bounds.endAt : at(share) + hours * HOUR),
            provider: null,
            isOwn: null,
            calendarName: "Work",
            standing: "plain",
            sessionIds: [],
          }),
        );
        const person: TimelinePerson = {
          id: "p",
          name: "Amara Okafor",
          timeZone: zone,
          dayZone: zone,
          workStart: 540,
          workEnd: 1020,
          isWorkDay: true,
          managerName: null,
          isMapped: true,
          sessions,
          gaps: [],
          events,
          calendar: "ok",
        };
        const ask = { day, now: at(nowShare), products: timelineProducts, hasCalendar: true, cycle: "24h" as const };
        const built = buildPersonDay(person, ask);
        const timed = built.events.map(({ id }) => id);
        const whole = built.wholeDayEvents.map(({ id }) => id);
        const view = viewOfZoom(zoom, from, { from: 480, to: 1080 }, 720);
        const isWhole =
          new Set([...timed, ...whole]).size === events.length && timed.length + whole.length === events.length;
        const isRight = [built.sessions, built.events].every((list) => {
          const row = layoutRow({ sessions: list, view, width: 1180, maxLanes: 3, walls: [] });
          const boxes = row.blocks.flatMap((block) => block.sessions);
          const hidden = row.more.flatMap((more) => more.ids);
          const ids = [...boxes.map(({ id }) => id), ...hidden, ...row.before, ...row.after];
          return (
            list.every((one) => one.from >= 0 && one.to >= one.from && one.to <= 1440) &&
            ids.length === list.length &&
            new Set(ids).size === list.length &&
            boxes.every(({ left, width }) => left >= 0 && width >= 4 && left + width <= 1180)
          );
        });
        const row = layoutRow({ sessions: built.sessions, view, width: 1180, maxLanes: 3, walls: [] });
        const isCounted = built.countOutside(view) === row.before.length + row.after.length;
        // What goes on over midnight says so, in its name too.
        const isTold = [...built.sessions, ...built.events].every(
          ({ isSinceBefore, isUntilAfter, name }) =>
            isSinceBefore === / since /.test(name) && (!isUntilAfter || / until |in progress|end unknown/.test(name)),
        );
        return (
          isWhole &&
          isRight &&
          isCounted &&
          isTold &&
          built.crowd.sessions === sessions.length &&
          built.sessions.length === sessions.length &&
          Number.isFinite(built.inMeetings)
        );
      },
    ),
    { numRuns: 10_000 },
  );
}, 30_000);

it("leaves the calendar out when it is switched off", () => {
  const day = { day: "2026-11-24", now: 0, products: timelineProducts, cycle: "24h" as const };
  const event = {
    ...{ id: "e", title: "Leave", isPrivate: false, isTentative: false, isAllDay: true, provider: null, isOwn: null },
    ...{ startAt: "2026-11-24T00:00:00Z", endAt: "2026-11-25T00:00:00Z", calendarName: "Work" },
    ...{ standing: "plain" as const, sessionIds: [] },
  };
  const person: TimelinePerson = {
    ...{ id: "p", name: "Amara Okafor", timeZone: "UTC", dayZone: "UTC", workStart: 540, workEnd: 1020 },
    ...{ isWorkDay: true, managerName: null, isMapped: true, sessions: [], gaps: [], events: [event] },
    calendar: "ok",
  };
  const count = (hasCalendar: boolean) => buildPersonDay(person, { ...day, hasCalendar }).wholeDayEvents.length;
  expect([count(true), count(false)]).toEqual([1, 0]);
});
