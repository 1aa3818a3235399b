/** The calls of a day: a pure function of seed, account and date. */
import type { Call } from "./call-types.ts";
import { habitsOf, queueNames } from "./habits.ts";
import { callIn, callInside, callOut, callQueue, callReception, type PhoneUser } from "./make-call.ts";
import { randomOf } from "./random.ts";
import { isAway } from "./sessions.ts";
import { instantAt, weekdayOf } from "./zone-day.ts";

/** The calls that users placed or were given on one date of their own zone, in no order. */
export function callsOn(seed: string, users: readonly PhoneUser[], date: string): Call[] {
  const atWork = users.filter((user) => !isAway(seed, user, date));
  return [...atWork.flatMap((user) => callsOfUser(seed, user, users, date)), ...callsToGroups(seed, atWork, date)];
}

function callsOfUser(seed: string, user: PhoneUser, users: readonly PhoneUser[], date: string): Call[] {
  const habits = habitsOf(seed, user);
  const random = randomOf(seed, "calls", user.key, date);
  const count = Math.floor(habits.callsADay * (0.5 + random.next()) + random.next());
  const calls: Call[] = [];
  let minute = habits.workStart - 20;
  for (let index = 0; index < count; index++) {
    minute += Math.floor((random.next() * 2 * (habits.workEnd - habits.workStart)) / count);
    if (minute > habits.workEnd + 60) break;
    const startAt = instantAt(date, user.timeZone, minute) + random.between(0, 59) * 1000;
    const plan = { words: [seed, user.key, date, String(index)], startAt, random };
    const other = random.pick(users);
    const kind = random.next();
    const call =
      kind < 0.42
        ? callIn(plan, user, other.id === user.id ? null : other)
        : kind < 0.78 || other.id === user.id
          ? callOut(plan, user)
          : callInside(plan, user, other);
    calls.push(call);
    minute += Math.ceil((call.endAt - call.startAt) / 60_000);
  }
  return calls;
}

function callsToGroups(seed: string, atWork: readonly PhoneUser[], date: string): Call[] {
  if (weekdayOf(date) >= 6) return [];
  const random = randomOf(seed, "groups", date);
  const calls: Call[] = [];
  for (const name of queueNames) {
    const members = atWork.filter((user) => habitsOf(seed, user).queue === name);
    if (members.length === 0) continue;
    for (let index = 0; index < random.between(18, 34); index++) {
      const startAt = instantAt(date, "Europe/London", random.between(480, 1080)) + random.between(0, 59) * 1000;
      calls.push(callQueue({ words: [seed, name, date, String(index)], startAt, random }, name, members));
    }
  }
  for (let index = 0; index < 6; index++) {
    const startAt = instantAt(date, "Europe/London", random.between(480, 1080));
    calls.push(callReception({ words: [seed, "reception", date, String(index)], startAt, random }));
  }
  return calls;
}
