/** The calendars of the company's people, and some that are not as they should be. */
import { roster } from "../company/roster.ts";
import type { World } from "../control/world.ts";
import { type Answer, type Ask, html, json } from "../http/exchange.ts";
import { calendarPath } from "./calendar-path.ts";
import { calendarText, etagOf } from "./ics.ts";
import { calendarZone, plannedEvents } from "./planned-events.ts";

const type = { "Content-Type": "text/calendar; charset=utf-8" };

/** Addresses to try what happens when a calendar is not there. */
const odd: Record<string, Answer> = {
  "/calendars/odd/page.ics": html(200, "<!doctype html><title>Sign in to your calendar</title>"),
  "/calendars/odd/gone.ics": { status: 410, body: "" },
  "/calendars/odd/locked.ics": { status: 401, body: "" },
  "/calendars/odd/busy.ics": { status: 429, headers: { "Retry-After": "1800" }, body: "" },
  "/calendars/odd/empty.ics": { status: 200, headers: type, body: calendarText("Empty", "Europe/London", []) },
};

/** Answers GET below /calendars/. */
export function answerCalendars(world: World, ask: Ask): Answer {
  const strange = odd[ask.path];
  if (strange !== undefined) return strange;
  const person = roster.find(({ key }) => ask.path.endsWith(`/${key}.ics`) && ask.path === calendarPath(key));
  const account = world.accounts.find(({ key }) => key === "main");
  if (person === undefined || account === undefined) return json(404, { message: "Not found." });
  const { seed } = world.settings;
  const events = plannedEvents(seed, account, person, world.now());
  const body = calendarText(`${person.name}, work`, calendarZone(seed, person), events);
  const etag = etagOf(body);
  if (ask.headers["if-none-match"] === etag) return { status: 304, headers: { ETag: etag }, body: "" };
  return { status: 200, headers: { ...type, ETag: etag }, body };
}
