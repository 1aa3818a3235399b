/**
 * What an account's people did between two instants. History is computed when it is asked for and kept for a while;
 * what was added by hand or by the live present is kept in `extra`, and looks the same to everyone who asks.
 */
import type { Call } from "./call-types.ts";
import { callsOn } from "./calls.ts";
import { activeUsers, type DirectoryUser, type ZoomAccount } from "./directory.ts";
import type { PhoneUser } from "./make-call.ts";
import { dateOfUuid, type Host, type Session, sessionsOn } from "./sessions.ts";
import { nextDate, utcDateOf } from "./zone-day.ts";

/** A session made by hand may have no end yet. */
export type LiveSession = Omit<Session, "endAt"> & { endAt: number | null };

/** A list that can be cut without being made whole. */
export type Rows<T> = { length: number; slice(from: number, to: number): readonly T[] };

export type Company = {
  account: ZoomAccount;
  /** Whether the user still hosted and called at an instant (ms). */
  wasThere(userId: string, at: number): boolean;
  /** Sessions that run at some time in the range, by start; half-open, ms. */
  sessionsBetween(startAt: number, endAt: number): LiveSession[];
  /**
   * Sessions that started in the range and had ended by an instant, by start, where the company can cut pages out of
   * them without making all; absent where it cannot.
   */
  endedBetween?(startAt: number, endAt: number, asOf: number): Rows<Session>;
  /** Calls with something happening in the range, by start. */
  callsBetween(startAt: number, endAt: number): Call[];
  /** What the schedule alone has near an instant (ms). */
  scheduleAround(at: number): { sessions: readonly Session[]; calls: readonly Call[] };
  /** Sessions and calls that raise events by themselves: what was made by hand is announced when it is made. */
  playableSessions(startAt: number, endAt: number): LiveSession[];
  playableCalls(startAt: number, endAt: number): Call[];
  findSession(uuid: string, now: number): LiveSession | null;
  findCall(uuid: string): Call | null;
  /** Made by hand from the control page. */
  extra: Added;
  /** Made by the live present. */
  live: Added;
  deletedElements: Set<string>;
};

type Added = { sessions: LiveSession[]; calls: Call[] };

const keptDays = 60;
const DAY_MS = 86_400_000;
/** Nothing lasts longer, so looking back this far finds everything that still runs. */
const longestMs = 6 * 3_600_000;

/** An account's past and present. `seed` decides all of it. */
export function makeCompany(seed: string, account: ZoomAccount): Company {
  // History must not change when someone is deactivated today, so it is drawn from the directory as it was at the start.
  const hosts: Host[] = activeUsers(account).map((user) => user);
  const phoneUsers: PhoneUser[] = account.hasPhone
    ? hosts.filter((user) => user.hasPhone && user.extensionId !== null)
    : [];
  const extra: Added = { sessions: [], calls: [] };
  const live: Added = { sessions: [], calls: [] };
  const usersById = new Map(account.users.map((user) => [user.id, user]));
  const wasThere = (userId: string, at: number) => at < (usersById.get(userId)?.leftAt ?? Number.POSITIVE_INFINITY);

  const sessionsOf = kept((date) => hosts.flatMap((host) => sessionsOn(seed, host, date)));
  const callsOf = kept((date) => (account.hasPhone ? callsOn(`${seed} ${account.key}`, phoneUsers, date) : []));

  /** Local dates reach half a day beyond the UTC ones on either side. */
  function datesBetween(startAt: number, endAt: number): string[] {
    const dates: string[] = [];
    const last = utcDateOf(endAt + DAY_MS / 2);
    for (let date = utcDateOf(startAt - DAY_MS / 2); date <= last; date = nextDate(date, 1)) dates.push(date);
    return dates;
  }

  const company: Company = {
    account,
    extra,
    live,
    deletedElements: new Set(),
    wasThere,
    sessionsBetween(startAt, endAt) {
      const dates = datesBetween(startAt - longestMs, endAt);
      return [...dates.flatMap((date): readonly LiveSession[] => sessionsOf(date)), ...extra.sessions, ...live.sessions]
        .filter(
          (session) =>
            wasThere(session.hostId, session.startAt) &&
            session.startAt < endAt &&
            (session.endAt ?? Number.POSITIVE_INFINITY) > startAt,
        )
        .sort((one, other) => one.startAt - other.startAt || (one.uuid < other.uuid ? -1 : 1));
    },
    callsBetween(startAt, endAt) {
      return [...datesBetween(startAt - longestMs, endAt).flatMap(callsOf), ...extra.calls, ...live.calls]
        .filter((call) => call.startAt < endAt && lastMoment(call) >= startAt)
        .sort((one, other) => one.startAt - other.startAt || (one.uuid < other.uuid ? -1 : 1));
    },
    scheduleAround(at) {
      const dates = datesBetween(at, at);
      return { sessions: dates.flatMap(sessionsOf), calls: dates.flatMap(callsOf) };
    },
    playableSessions(startAt, endAt) {
      const byHand = new Set(extra.sessions);
      return company.sessionsBetween(startAt - 1, endAt + 1).filter((session) => !byHand.has(session));
    },
    playableCalls(startAt, endAt) {
      const byHand = new Set(extra.calls);
      return company.callsBetween(startAt, endAt).filter((call) => !byHand.has(call));
    },
    findSession(uuid, now) {
      const added = [...extra.sessions, ...live.sessions].find((session) => session.uuid === uuid);
      if (added) return added;
      const date = dateOfUuid(uuid);
      // No other date is worth making up a day for.
      if (date === null || Math.abs(Date.parse(date) - now) > 400 * DAY_MS) return null;
      return sessionsOf(date).find((session) => session.uuid === uuid) ?? null;
    },
    findCall(uuid) {
      const added = [...extra.calls, ...live.calls].find((call) => call.uuid === uuid);
      if (added) return added;
      const date = /^(\d{4})(\d\d)(\d\d)-/.exec(uuid);
      if (date === null) return null;
      const noon = Date.parse(`${date[1]}-${date[2]}-${date[3]}T12:00:00Z`);
      if (Number.isNaN(noon)) return null;
      return (
        datesBetween(noon - DAY_MS / 2, noon + DAY_MS / 2)
          .flatMap(callsOf)
          .find((call) => call.uuid === uuid) ?? null
      );
    },
  };
  return company;
}

/** Remembers what was made for the last dates that were asked for. */
function kept<T>(make: (date: string) => T): (date: string) => T {
  const days = new Map<string, T>();
  return (date) => {
    const known = days.get(date) ?? make(date);
    days.delete(date);
    days.set(date, known);
    const oldest = days.keys().next().value;
    if (days.size > keptDays && oldest !== undefined) days.delete(oldest);
    return known;
  };
}

/** When the last leg of a call ended (ms). */
export function lastMoment(call: Call): number {
  return Math.max(call.endAt, ...call.legs.map((leg) => leg.endAt));
}

const places = new WeakMap<ZoomAccount, Map<string | null, number>>();

/** The user with this id. Where everyone stands is remembered, because a page of rows asks hundreds of times. */
export function userById(account: ZoomAccount, id: string): DirectoryUser | null {
  const there = account.users[places.get(account)?.get(id) ?? -1];
  if (there?.id === id) return there;
  const now = new Map(account.users.map((user, place) => [user.id, place]));
  places.set(account, now);
  return account.users[now.get(id) ?? -1] ?? null;
}
