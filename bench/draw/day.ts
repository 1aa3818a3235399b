/** A company's day as /api/timeline answers it, as large as a measure wants it, the same for the same size. */
import type { TimelineDay, TimelinePerson, TimelineSession } from "#lib/timeline/timeline-types.ts";
import { dice } from "../../test/endurance/long.ts";

/** The day that is drawn: a Tuesday, long over. */
export const DAY = "2026-03-10";
const START_MS = Date.parse(`${DAY}T00:00:00Z`);
const MINUTE_MS = 60_000;
const SESSIONS_EACH = 10;
const zones = ["Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata"];

/** A day with so many blocks, ten a person: meetings, calls, a webinar here and there, some at the same time. */
export function makeDay(blocks: number): TimelineDay {
  const roll = dice(7);
  const people = Array.from({ length: Math.round(blocks / SESSIONS_EACH) }, (_, n) => makePerson(n, roll));
  return {
    day: DAY,
    asOf: new Date(START_MS + 40 * 3_600_000).toISOString(),
    products: ["meetings", "phone", "webinars"],
    people,
    zoom: { state: "connected", listeningSince: null, mappedPeople: people.length, troubles: [], whoConnects: [] },
  };
}

function makePerson(n: number, roll: () => number): TimelinePerson {
  const timeZone = zones[n % zones.length] ?? "UTC";
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    name: `Person ${n}`,
    timeZone,
    dayZone: timeZone,
    workStart: 540,
    workEnd: 1050,
    isWorkDay: true,
    managerName: null,
    isMapped: true,
    sessions: Array.from({ length: SESSIONS_EACH }, (_, at) => makeSession(n, at, roll)),
    gaps: [],
    events: [],
    calendar: "none",
  };
}

function makeSession(person: number, at: number, roll: () => number): TimelineSession {
  const kind = roll() < 0.65 ? "meeting" : roll() < 0.9 ? "call" : "webinar";
  const startMs = START_MS + Math.floor((7 + roll() * 11) * 60) * MINUTE_MS;
  const minutes = kind === "call" ? 1 + Math.floor(roll() * 15) : 15 + Math.floor(roll() * 6) * 15;
  const endAt = new Date(startMs + minutes * MINUTE_MS).toISOString();
  return {
    id: `00000000-0000-4000-9000-${String(person * SESSIONS_EACH + at).padStart(12, "0")}`,
    kind,
    title: kind === "call" ? null : `Planning ${at}`,
    startAt: new Date(startMs).toISOString(),
    endAt,
    state: "ended",
    call:
      kind === "call"
        ? {
            direction: roll() < 0.5 ? "incoming" : "outgoing",
            callerIdName: "HEXA SUPPLIES",
            isCallerIdHidden: false,
            outcome: "answered",
            answerAt: new Date(startMs + 5_000).toISOString(),
            deviceName: "MAC_Client",
            deviceVersion: "6.4.1",
          }
        : null,
    connectionName: "Northwind",
    sources: ["live"],
    receivedAt: endAt,
    eventId: null,
  };
}
