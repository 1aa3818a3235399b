/**
 * The extra life of the present: whenever nothing else begins or ends for twelve seconds, somebody starts a short
 * meeting or has a call, also at night and at weekends, so that there is always something to see. What happens in which
 * twelve seconds depends on the seed alone; the sandbox only notes during which times it was on.
 */
import type { Call } from "../company/call-types.ts";
import type { Company, LiveSession } from "../company/company.ts";
import { activeUsers, type DirectoryUser } from "../company/directory.ts";
import { meetingNumber } from "../company/habits.ts";
import { callIn, callInside, callOut } from "../company/make-call.ts";
import { type Random, randomOf } from "../company/random.ts";
import { uuidOf } from "../company/sessions.ts";
import { startOfDay, utcDateOf } from "../company/zone-day.ts";

export const slotMs = 12_000;

const watchedManagers = ["imogen-clarke", "henrik-vogel"];
const topics = [
  "Quick sync",
  "Handover",
  "Catch-up",
  "Customer question",
  "Two-minute review",
  "Order check",
  "Draft, together",
];

export type Bustle = { session: LiveSession | null; call: Call | null };
type User = DirectoryUser & { id: string };

/** The users whose rows are watched most in the demo: the two managers, their teams, and who signs in. */
export type Watched = ReadonlySet<string>;

function isAwake(user: User, at: number): boolean {
  const minutes = (at - startOfDay(utcDateOf(at), user.timeZone)) / 60_000;
  const ofDay = ((minutes % 1440) + 1440) % 1440;
  return ofDay > 420 && ofDay < 1260;
}

function pickUser(users: readonly User[], watched: Watched, at: number, random: Random): User {
  const near = users.filter((user) => watched.has(user.key));
  const pool = near.length > 0 && random.chance(0.2) ? near : users;
  const candidates = [0, 1, 2, 3, 4].map(() => random.pick(pool));
  return candidates.find((user) => isAwake(user, at)) ?? random.pick(pool);
}

/** What begins in a slot that is quiet otherwise, with somebody who is not hosting. `slot` counts from 1970. */
export function bustleOf(seed: string, company: Company, watched: Watched, slot: number): Bustle {
  const { account } = company;
  const random = randomOf(seed, "bustle", account.key, slot);
  const startAt = slot * slotMs + random.between(0, 10) * 1000;
  const busy = new Set(company.sessionsBetween(startAt, startAt + 1).map((session) => session.hostId));
  const users = activeUsers(account).filter((user) => !busy.has(user.id));
  // A small account has a quiet life.
  if (users.length === 0 || !random.chance(account.users.length / 200)) return { session: null, call: null };
  const host = pickUser(users, watched, startAt, random);
  const phones = users.filter((user) => user.hasPhone && user.extensionId !== null);
  if (!account.hasPhone || !host.hasPhone || host.extensionId === null || random.chance(0.4)) {
    return { session: quickMeeting(seed, host, startAt, slot, random), call: null };
  }
  const plan = {
    words: [seed, "bustle", account.key, String(slot)],
    startAt,
    random,
    talkSeconds: random.between(20, 260),
  };
  const other = pickUser(phones, watched, startAt, random);
  const kind = random.next();
  if (kind < 0.5) return { session: null, call: callIn(plan, host, null) };
  if (kind < 0.85 || other.id === host.id) return { session: null, call: callOut(plan, host) };
  return { session: null, call: callInside(plan, host, other) };
}

function quickMeeting(seed: string, host: User, startAt: number, slot: number, random: Random): LiveSession {
  const isInstant = random.chance(0.4);
  return {
    uuid: uuidOf(utcDateOf(startAt), seed, "bustle", host.key, String(slot)),
    number: meetingNumber(random.next()),
    type: isInstant ? 1 : 2,
    topic: isInstant ? `${host.displayName}'s Zoom Meeting` : random.pick(topics),
    hostId: host.id,
    startAt,
    endAt: startAt + random.between(100, 700) * 1000,
    plannedMinutes: isInstant ? 0 : 15,
    participants: random.between(2, 4),
    isPractice: false,
  };
}

/** Whether the schedule is quiet in a slot: nothing begins or ends that raises an event. */
export function isQuiet(company: Company, slot: number): boolean {
  const from = slot * slotMs;
  const isIn = (at: number | null) => at !== null && at >= from && at < from + slotMs;
  const { sessions, calls } = company.scheduleAround(from);
  return (
    !sessions.some((session) => isIn(session.startAt) || isIn(session.endAt)) &&
    !calls.some((call) => call.legs.some((leg) => isIn(leg.endAt)))
  );
}

/** Keys of the watched users of an account, from who manages whom. */
export function watchedKeys(
  people: readonly { key: string; managerKey: string | null; isDemoLogin: boolean }[],
): Watched {
  return new Set(
    people
      .filter(
        (person) => person.isDemoLogin || (person.managerKey !== null && watchedManagers.includes(person.managerKey)),
      )
      .map((person) => person.key),
  );
}
