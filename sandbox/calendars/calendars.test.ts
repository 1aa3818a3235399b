import "../../test/unit-settings.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCalendar } from "#lib/calendar/read-calendar.ts";
import { markMeetingNumber } from "#lib/crypto.ts";
import { canaryPattern } from "../canary.ts";
import { makeCompany } from "../company/company.ts";
import { findUser, makeAccounts } from "../company/directory.ts";
import { namedPeople } from "../company/named-people.ts";
import { roster } from "../company/roster.ts";
import { startTestSandbox, type TestSandbox, testNow } from "../testing.ts";
import { calendarPath } from "./calendar-path.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const DAY_MS = 86_400_000;
const now = Date.parse(testNow);
const window = { startAt: new Date(now - 30 * DAY_MS), endAt: new Date(now + 20 * DAY_MS) };
const named = roster.filter(({ name }) => namedPeople.some((person) => person.name === name));
const calendarOf = async (key: string) => {
  const response = await fetch(`${sandbox.url}${calendarPath(key)}`);
  return { text: await response.text(), etag: response.headers.get("etag") ?? "" };
};
const read = async ({ key, workEmail, timeZone }: (typeof named)[number]) => {
  const { text } = await calendarOf(key);
  return readCalendar(text, { window, personEmail: workEmail.toLowerCase(), personZone: timeZone });
};

test("everyone whom the demo names has a calendar that the app understands whole, and without a canary", async () => {
  expect(named.length).toBe(namedPeople.length);
  for (const person of named) {
    const { text } = await calendarOf(person.key);
    expect(text).toMatch(canaryPattern);
    const reading = await read(person);
    expect(reading.skipped).toBe(0);
    expect(reading.events.length).toBeGreaterThan(10);
    expect(JSON.stringify(reading)).not.toMatch(canaryPattern);
    const { events } = reading;
    for (const provider of ["teams", "meet"]) expect(events.some((event) => event.provider === provider)).toBe(true);
    expect(events.some((event) => event.private && event.title === null)).toBe(true);
    expect(events.some((event) => event.tentative)).toBe(true);
    expect(events.some((event) => event.allDay)).toBe(true);
  }
});

test("what someone hosted was planned under the same number and at the same time", async () => {
  const [account] = makeAccounts();
  if (account === undefined) throw new Error("There is no account");
  const company = makeCompany("halden", account);
  const sessions = company.sessionsBetween(window.startAt.getTime(), now);
  let planned = 0;
  let unplanned = 0;
  let ofOthers = 0;
  for (const person of named) {
    const user = findUser(account, person.key);
    const { events } = await read(person);
    ofOthers += events.filter((event) => event.provider === "zoom" && event.own === false).length;
    for (const session of sessions) {
      if (session.hostId !== user?.id || ![2, 8, 9].includes(session.type)) continue;
      const mark = markMeetingNumber(String(session.number));
      const event = events.find(
        ({ numberMark, startAt, endAt }) =>
          numberMark === mark && session.startAt >= startAt.getTime() - 1_800_000 && session.startAt < endAt.getTime(),
      );
      if (event?.own === true) planned += 1;
      else unplanned += 1;
    }
  }
  expect(planned).toBeGreaterThan(300);
  expect(unplanned).toBe(0);
  expect(ofOthers).toBeGreaterThan(100);
});

test("a calendar that has not changed is not sent again, and without its secret it is not there", async () => {
  const { etag } = await calendarOf("imogen-clarke");
  const path = calendarPath("imogen-clarke");
  const again = await fetch(`${sandbox.url}${path}`, { headers: { "If-None-Match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await fetch(`${sandbox.url}${path.replace(/.\/imogen/, "_/imogen")}`)).status).toBe(404);
  expect((await fetch(`${sandbox.url}/calendars/odd/gone.ics`)).status).toBe(410);
});
