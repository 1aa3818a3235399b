/**
 * What stands in someone's calendar: the series and single meetings that they host, with the numbers under which the
 * sandbox's Zoom has them, those of colleagues, and what else calendars have. Drawn from the same habits as the sessions,
 * so that plan and deed fit: now and then a meeting was planned and not held, which is so in life too.
 */
import { canaryText } from "../canary.ts";
import { type DirectoryUser, findUser, type ZoomAccount } from "../company/directory.ts";
import { habitsOf, type Series } from "../company/habits.ts";
import { randomOf } from "../company/random.ts";
import { type RosterPerson, roster } from "../company/roster.ts";
import { type Host, isAway, sessionsOn } from "../company/sessions.ts";
import { nextDate, utcDateOf, weekdayOf, weekOf } from "../company/zone-day.ts";
import type { PlannedEvent } from "./ics.ts";

const DAYS_BACK = 182;
/** Single meetings are planned so far ahead, and series without end. */
const DAYS_AHEAD = 21;
const weekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** What Outlook calls the zones of the offices. */
const outlookZones: Record<string, string> = {
  "Europe/London": "GMT Standard Time",
  "Europe/Lisbon": "GMT Standard Time",
  "Europe/Berlin": "W. Europe Standard Time",
  "Europe/Rome": "W. Europe Standard Time",
  "Europe/Stockholm": "W. Europe Standard Time",
  "Europe/Helsinki": "FLE Standard Time",
  "America/New_York": "Eastern Standard Time",
  "America/Chicago": "Central Standard Time",
  "Asia/Kolkata": "India Standard Time",
};

type Person = { key: string; name: string; email: string };

/** Everything in the calendar of a person of the roster around an instant (ms). */
export function plannedEvents(seed: string, account: ZoomAccount, person: RosterPerson, now: number): PlannedEvent[] {
  const me: Person = { key: person.key, name: person.name, email: person.workEmail };
  const zone = calendarZone(seed, person);
  const today = utcDateOf(now);
  const dates = { first: nextDate(today, -DAYS_BACK), today, last: nextDate(today, DAYS_AHEAD) };
  const host = hostOf(account, person.key);
  const colleagues = roster.filter(
    ({ key, managerKey }) => key !== person.key && managerKey !== null && managerKey === person.managerKey,
  );
  const boss = roster.filter(({ key }) => key === person.managerKey);
  const invited = [...boss, ...colleagues].flatMap((other) => {
    const series = hostOf(account, other.key);
    const chosen =
      series === null
        ? []
        : habitsOf(seed, series)
            .series.filter(({ isWebinar }) => !isWebinar)
            .slice(0, 1);
    const isIn = other.key === person.managerKey || randomOf(seed, "invited", person.key, other.key).chance(0.2);
    return series !== null && isIn
      ? chosen.map((one) => seriesEvent(seed, series, nameOf(other), me, one, dates, null))
      : [];
  });
  return [
    ...(host === null ? [] : ownEvents(seed, host, me, zone, dates)),
    ...invited,
    ...otherEvents(seed, me, zone, person.timeZone, dates),
  ];
}

/** Every third calendar is Outlook's, and names zones as Windows does. */
export function calendarZone(seed: string, person: RosterPerson): string {
  const isOutlook = randomOf(seed, "outlook", person.key).chance(0.34);
  return isOutlook ? (outlookZones[person.timeZone] ?? person.timeZone) : person.timeZone;
}

type Dates = { first: string; today: string; last: string };

function ownEvents(seed: string, host: Host, me: Person, zone: string, dates: Dates): PlannedEvent[] {
  const events = habitsOf(seed, host).series.map((series) => seriesEvent(seed, host, me, me, series, dates, zone));
  for (let date = nextDate(dates.today, -60); date <= dates.last; date = nextDate(date, 1))
    for (const session of sessionsOn(seed, host, date)) {
      if (session.type !== 2) continue;
      // Meetings begin on the quarter; the host came some minutes later.
      const plannedAt = session.startAt - (session.startAt % 900_000);
      events.push({
        uid: `${session.number}-${date}@halden.example`,
        title: session.topic.replace(/ https:.*/, ""),
        start: wallTime(plannedAt, host.timeZone),
        end: wallTime(plannedAt + session.plannedMinutes * 60_000, host.timeZone),
        zone,
        organiser: me,
        me: { ...me, answer: "ACCEPTED" },
        link: joinLink(session.number, "j"),
      });
    }
  return events;
}

/** A series from half a year ago on, without the days on which its host is away. */
function seriesEvent(
  seed: string,
  host: Host,
  organiser: Person,
  me: Person,
  series: Series,
  dates: Dates,
  zone: string | null,
): PlannedEvent {
  const runs = (date: string) =>
    series.weekdays.includes(weekdayOf(date)) &&
    (!series.isFortnightly || weekOf(date) % 2 === series.meetingNumber % 2);
  let first = dates.first;
  while (!runs(first)) first = nextDate(first, 1);
  const without: string[] = [];
  for (let date = first; date <= dates.last; date = nextDate(date, 1))
    if (runs(date) && isAway(seed, host, date)) without.push(date);
  const days = series.weekdays.map((day) => weekdayNames[day - 1]).join(",");
  return {
    uid: `${series.meetingNumber}@halden.example`,
    title: series.topic,
    start: `${first}T${clockOf(series.startMinute)}`,
    end: `${first}T${clockOf(series.startMinute + series.minutes)}`,
    zone: zone ?? host.timeZone,
    organiser,
    me: { ...me, answer: "ACCEPTED" },
    rule: `FREQ=WEEKLY;${series.isFortnightly ? "INTERVAL=2;" : ""}WKST=MO;BYDAY=${days}`,
    without,
    link: joinLink(series.meetingNumber, series.isWebinar ? "w" : "j"),
  };
}

/** What has no part in Zoom: other providers, private, uncertain, called off, declined, whole days. */
function otherEvents(seed: string, me: Person, zone: string, timeZone: string, dates: Dates): PlannedEvent[] {
  const random = randomOf(seed, "calendar", me.key);
  const monday = nextDate(dates.today, 1 - weekdayOf(dates.today));
  const day = (weekday: number, weeks = 0) => nextDate(monday, weekday - 1 + weeks * 7);
  const outside = { name: canaryText("organiser"), email: `${canaryText("organiser")}@outside.example` };
  const one = (
    name: string,
    date: string,
    minute: number,
    minutes: number,
    more: Partial<PlannedEvent> & Pick<PlannedEvent, "title">,
  ): PlannedEvent => ({
    uid: `${name}-${me.key}@halden.example`,
    start: `${date}T${clockOf(minute)}`,
    end: `${date}T${clockOf(minute + minutes)}`,
    zone,
    organiser: outside,
    me: { ...me, answer: "ACCEPTED" },
    ...more,
  });
  const half = () => 30 * random.between(0, 5);
  const teams = `https://teams.microsoft.com/l/meetup-join/${canaryText("teams-link")}`;
  const meet = `https://meet.google.com/abc-defg-hij?authuser=${canaryText("meet")}`;
  const teamsAt = 840 + half();
  const teamsDay = random.between(1, 5);
  const began = day(teamsDay, -20);
  const events = [
    one("teams", began, teamsAt, 30, {
      title: random.pick(["Supplier call", "Brack & Sons, weekly", "Payroll partner"]),
      rule: `FREQ=WEEKLY;BYDAY=${weekdayNames[teamsDay - 1]}`,
      link: teams,
    }),
    // This week's was moved by an hour.
    one("teams", day(teamsDay), teamsAt + 60, 30, {
      title: "Supplier call, moved",
      replaces: `${day(teamsDay)}T${clockOf(teamsAt)}`,
      link: teams,
    }),
    one("meet", day(random.between(1, 5), -20), 660 + half(), 45, {
      title: random.pick(["Agency check-in", "University contact", "Press hour"]),
      rule: "FREQ=WEEKLY;INTERVAL=2",
      link: meet,
    }),
    one("private", day(random.between(1, 5)), 720, 60, {
      title: canaryText("private-title"),
      isPrivate: true,
      organiser: me,
    }),
    one("tentative", day(random.between(2, 5)), 900, 45, {
      title: "Workshop, to be confirmed",
      status: "TENTATIVE",
      me: { ...me, answer: "TENTATIVE" },
    }),
    one("cancelled", day(3), 960, 30, { title: canaryText("cancelled"), status: "CANCELLED" }),
    one("declined", day(4), 600, 60, { title: canaryText("declined"), me: { ...me, answer: "DECLINED" } }),
    one("focus", day(random.between(1, 5), -20), 480, 60, {
      title: "Focus time",
      organiser: me,
      rule: "FREQ=WEEKLY;BYDAY=TU,TH",
    }),
    one("lunch", day(5), 735, 45, { title: `Lunch with ${random.pick(["Mira", "Theo", "Jana"])}`, organiser: me }),
  ];
  const officeDay = day(random.between(1, 5));
  const wholeDay = { zone: null, start: officeDay, end: nextDate(officeDay, 1), organiser: me };
  return [
    ...events,
    one("office", officeDay, 0, 0, { title: timeZone.startsWith("Asia") ? "Site visit" : "Office day", ...wholeDay }),
  ];
}

const nameOf = ({ key, name, workEmail }: RosterPerson): Person => ({ key, name, email: workEmail });

function hostOf(account: ZoomAccount, key: string): Host | null {
  const user: DirectoryUser | null = findUser(account, key);
  return user === null || user.id === null || user.status !== "active" ? null : { ...user, id: user.id };
}

function joinLink(number: number, kind: "j" | "w"): string {
  return `https://halden.zoom.us/${kind}/${number}?pwd=${canaryText("meeting-password")}`;
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function wallTime(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString()
    .slice(0, 16);
}
