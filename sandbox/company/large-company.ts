/**
 * A large company on demand, for measuring: thousands of users, each of whom hosts the same number of sessions every
 * day. Nothing is kept: a session follows from its date and its place in the day, so a page in the middle of millions
 * costs as little as the first one, and how many there are is known exactly.
 */
import { type Company, makeCompany, type Rows } from "./company.ts";
import { type DirectoryUser, directoryUserOf, type ZoomAccount } from "./directory.ts";
import { meetingNumber } from "./habits.ts";
import { zoomIdOf } from "./random.ts";
import { dateOfUuid, type Session, uuidOf } from "./sessions.ts";
import { nextDate, utcDateOf } from "./zone-day.ts";

export type LargeShape = {
  users: number;
  sessionsPerDay: number;
  /** How far back its history reaches. */
  months: number;
};

const DAY_SECONDS = 86_400;
/** Equal for all, so that who started first also ended first. */
const SESSION_MS = 25 * 60_000;
/** Every so many sessions one is a webinar. */
const WEBINAR_EVERY = 40;
/** A prime far from any number of users: neighbours in the day have hosts far apart. */
const STRIDE = 7_919;

/** The users of a large company, the first of whom owns it. */
export function largeUsers({ users }: LargeShape): DirectoryUser[] {
  return Array.from({ length: users }, (_, index) => {
    const number = String(index + 1).padStart(5, "0");
    const user = {
      id: zoomIdOf("large company", number),
      email: `person${number}@large.example`,
      displayName: `Person ${number}`,
      ...({ status: "active", licence: "licensed", hasPhone: false, extensionId: null } as const),
    };
    const key = `person-${number}`;
    return directoryUserOf(user, index, {
      key,
      timeZone: "UTC",
      department: "Everyone",
      roleId: index === 0 ? "0" : "2",
    });
  });
}

/** The past of a large company, up to `now` (ms) at the start. Users who leave keep hosting: its history is not for that. */
export function makeLargeCompany(seed: string, account: ZoomAccount, shape: LargeShape, now: number): Company {
  const hosts = account.users.flatMap(({ id }) => (id === null ? [] : [id]));
  const perDay = hosts.length * shape.sessionsPerDay;
  const first = new Date(now);
  first.setUTCMonth(first.getUTCMonth() - shape.months);
  const firstDate = utcDateOf(first.getTime());

  function sessionAt(date: string, place: number): Session {
    const second = Math.floor((place * DAY_SECONDS) / perDay);
    const startAt = Date.parse(date) + second * 1000;
    const isWebinar = place % WEBINAR_EVERY === 0;
    const turn = Date.parse(date) / 86_400_000;
    return {
      uuid: uuidOf(date, seed, "large", String(place)),
      number: meetingNumber(((place * 31 + turn) % 9_973) / 9_973),
      type: isWebinar ? 9 : 8,
      topic: isWebinar ? `Briefing ${place % 97}` : `Planning ${place % 997}`,
      hostId: hosts[(place * STRIDE + turn) % hosts.length] ?? "",
      startAt,
      endAt: startAt + SESSION_MS,
      plannedMinutes: 30,
      participants: 2 + (place % 7),
      isPractice: false,
    };
  }

  /** How many sessions of a date start before an instant (ms). */
  function countBefore(date: string, at: number): number {
    const seconds = Math.ceil((at - Date.parse(date)) / 1000);
    return Math.min(perDay, Math.max(0, Math.ceil((seconds * perDay) / DAY_SECONDS)));
  }

  function startedBetween(startAt: number, endAt: number): Rows<Session> {
    const days: { date: string; from: number; before: number; to: number }[] = [];
    let length = 0;
    const last = utcDateOf(endAt - 1);
    for (let date = utcDateOf(Math.max(startAt, Date.parse(firstDate))); date <= last; date = nextDate(date, 1)) {
      const from = countBefore(date, startAt);
      const count = countBefore(date, endAt) - from;
      if (count <= 0) continue;
      days.push({ date, from, before: length, to: length + count });
      length += count;
    }
    return {
      length,
      slice: (from, to) =>
        days
          .filter((day) => day.before < to && day.to > from)
          .flatMap((day) => {
            const begin = Math.max(from, day.before) - day.before + day.from;
            const end = Math.min(to, day.to) - day.before + day.from;
            return Array.from({ length: end - begin }, (_, index) => sessionAt(day.date, begin + index));
          }),
    };
  }

  const company = makeCompany(seed, account);
  const own = [company.extra.sessions, company.live.sessions];
  const changes: Partial<Company> = {
    endedBetween: (startAt, endAt, asOf) => startedBetween(startAt, Math.min(endAt, asOf - SESSION_MS + 1)),
    sessionsBetween: (startAt, endAt) => {
      const rows = startedBetween(startAt - SESSION_MS + 1, endAt);
      const added = own
        .flat()
        .filter((one) => one.startAt < endAt && (one.endAt ?? Number.POSITIVE_INFINITY) > startAt);
      return [...rows.slice(0, rows.length), ...added].sort((one, other) => one.startAt - other.startAt);
    },
    scheduleAround: () => ({ sessions: [], calls: [] }),
    findSession(uuid) {
      const added = own.flat().find((session) => session.uuid === uuid);
      const date = dateOfUuid(uuid);
      if (added !== undefined || date === null || date < firstDate) return added ?? null;
      for (let place = 0; place < perDay; place++) {
        if (uuidOf(date, seed, "large", String(place)) === uuid) return sessionAt(date, place);
      }
      return null;
    },
  };
  return Object.assign(company, changes);
}
