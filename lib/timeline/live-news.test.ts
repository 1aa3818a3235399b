import { expect, test } from "vitest";
import { newsInWords, newsOf } from "./live-news.ts";
import type { TimelineDay, TimelinePerson, TimelineSession } from "./timeline-types.ts";

const at = (clock: string) => `2026-03-10T${clock}:00Z`;

const session = (id: string, startAt: string, change: Partial<TimelineSession> = {}): TimelineSession => ({
  ...{ id, kind: "meeting", title: `Plan ${id}`, startAt: at(startAt), endAt: null, state: "running", call: null },
  ...{ connectionName: "Main", sources: ["live"], receivedAt: at(startAt), eventId: null },
  ...change,
});

const person = (name: string, sessions: TimelineSession[]): TimelinePerson => ({
  ...{ id: name, name, timeZone: "UTC", dayZone: "UTC", workStart: 540, workEnd: 1020, isWorkDay: true },
  ...{ managerName: null, isMapped: true, sessions, gaps: [], events: [], calendar: "none" },
});

const dayOf = (asOf: string, people: TimelinePerson[], day = "2026-03-10"): TimelineDay => ({
  ...{ day, asOf: at(asOf), products: ["meetings", "phone", "webinars"], people },
  zoom: { state: "connected", listeningSince: null, mappedPeople: 1, troubles: [], whoConnects: [] },
});

const told = (before: TimelineDay[], after: TimelineDay[]) => newsInWords(newsOf(before, after), "24h");

test("what began and what ended is told with name and time", () => {
  const before = [dayOf("10:00", [person("Ana", [session("a", "09:30")]), person("Ben", [])])];
  const ended = session("a", "09:30", { endAt: at("10:02"), state: "ended" });
  const after = [dayOf("10:03", [person("Ana", [ended]), person("Ben", [session("b", "10:01")])])];
  expect(told(before, after)).toBe("New: Zoom meeting, Plan b, Ben, 10:01. Ended: Zoom meeting, Plan a, Ana, 10:02.");
});

test("many are told as a number", () => {
  const many = [1, 2, 3].map((n) => session(`m${n}`, "10:01"));
  const before = [dayOf("10:00", [person("Ana", [])])];
  expect(told(before, [dayOf("10:05", [person("Ana", many)])])).toBe("3 new sessions, of 1 person.");
});

test.each([
  ["another day", [dayOf("10:05", [person("Ana", [session("a", "10:01")])], "2026-03-11")]],
  ["other people", [dayOf("10:05", [person("Ben", [session("a", "10:01")])])]],
  ["what another zone brings into the day", [dayOf("10:05", [person("Ana", [session("a", "09:58")])])]],
])("%s is no news", (_, after) => {
  expect(newsOf([dayOf("10:00", [person("Ana", [])])], after)).toEqual([]);
});

test("over the days of a week each is told once", () => {
  const ana = person("Ana", [session("a", "10:01")]);
  const days = (asOf: string, who: TimelinePerson) => [dayOf(asOf, [who]), dayOf(asOf, [{ ...who }], "2026-03-11")];
  expect(newsOf(days("10:00", person("Ana", [])), days("10:05", ana))).toHaveLength(1);
});
