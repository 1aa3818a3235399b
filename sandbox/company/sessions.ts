/** The meetings and webinars that someone hosted on a day: a pure function of seed, host and date. */
import type { DirectoryUser } from "./directory.ts";
import { type Habits, habitsOf, meetingNumber, type Series } from "./habits.ts";
import { bytesOf, type Random, randomOf } from "./random.ts";
import { instantAt, weekdayOf, weekOf } from "./zone-day.ts";

/** One run of a meeting or webinar. Instants are ms. */
export type Session = {
  uuid: string;
  number: number;
  /** Zoom's number: 1 instant, 2 scheduled, 4 personal room, 8 recurring, 5 webinar, 9 recurring webinar. */
  type: 1 | 2 | 4 | 5 | 8 | 9;
  topic: string;
  hostId: string;
  startAt: number;
  endAt: number;
  plannedMinutes: number;
  participants: number;
  isPractice: boolean;
};

export type Host = DirectoryUser & { id: string };

const oneOffTopics = [
  "Contract terms",
  "Renewals",
  "Hiring panel",
  "Supplier forum",
  "Rollout workshop",
  "Budget 2027",
  "Vendor check-in",
  "Partners",
  "Audit prep",
  "Cutover",
  "Launch",
  "Tender",
  "Pricing review, Q4",
  "Onboarding, day 1",
  "Incident review",
  "Café chat ☕",
  "Årsplan 2027",
  "Customer council",
  "Demo prep",
  "1:1",
  "1:1 with Rosa",
  "Interview",
  "Q&A <open floor>",
] as const;

/** True on days on which this person does not work: leave by the week, sick days, weekends for nearly everyone. */
export function isAway(seed: string, user: DirectoryUser, date: string): boolean {
  if (randomOf(seed, "leave", user.key, weekOf(date)).chance(0.05)) return true;
  return randomOf(seed, "away", user.key, date).chance(weekdayOf(date) >= 6 ? 0.95 : 0.015);
}

/** The sessions of one host on one date of the host's own zone, in no order. */
export function sessionsOn(seed: string, host: Host, date: string): Session[] {
  if (isAway(seed, host, date)) return [];
  const habits = habitsOf(seed, host);
  const random = randomOf(seed, "sessions", host.key, date);
  const sessions = habits.series
    .filter((series) => runsOn(series, date, random))
    .flatMap((series, index) => runSeries(seed, host, date, series, index, random));
  const count = Math.floor(habits.meetingsADay + random.next());
  for (let index = 0; index < count; index++) {
    const session = oneOff(seed, host, date, habits, index, random);
    const isFree = sessions.every((other) => session.endAt <= other.startAt || session.startAt >= other.endAt);
    if (isFree) sessions.push(session);
  }
  return sessions;
}

function runsOn(series: Series, date: string, random: Random): boolean {
  const isCancelled = random.chance(0.06);
  if (isCancelled || !series.weekdays.includes(weekdayOf(date))) return false;
  return !series.isFortnightly || weekOf(date) % 2 === series.meetingNumber % 2;
}

function runSeries(seed: string, host: Host, date: string, series: Series, index: number, random: Random): Session[] {
  const plannedAt = instantAt(date, host.timeZone, series.startMinute);
  const startAt = plannedAt + random.between(-60, 260) * 1000;
  const endAt = plannedAt + series.minutes * 60_000 + random.between(-420, 540) * 1000;
  const run = {
    number: series.meetingNumber,
    type: series.isWebinar ? 9 : 8,
    topic: series.topic,
    hostId: host.id,
    plannedMinutes: series.minutes,
    isPractice: false,
  } as const;
  const first = {
    ...run,
    uuid: uuidOf(date, seed, host.key, `series ${index}`),
    startAt,
    endAt,
    participants: random.between(2, 14),
  };
  if (series.isWebinar) {
    const practice = {
      ...first,
      uuid: uuidOf(date, seed, host.key, `practice ${index}`),
      isPractice: true,
      participants: 3,
    };
    const webinar = { ...first, participants: random.between(25, 180) };
    return random.chance(0.5)
      ? [{ ...practice, startAt: startAt - 1_200_000, endAt: startAt - 240_000 }, webinar]
      : [webinar];
  }
  // A host who loses the line starts the same number again: two runs with keys of their own.
  if (!random.chance(0.03)) return [first];
  const brokenAt = startAt + Math.floor((endAt - startAt) * 0.3);
  const second = { ...first, uuid: uuidOf(date, seed, host.key, `again ${index}`), startAt: brokenAt + 95_000 };
  return [{ ...first, endAt: brokenAt }, second];
}

function oneOff(seed: string, host: Host, date: string, habits: Habits, index: number, random: Random): Session {
  const span = habits.workEnd - habits.workStart - 60;
  const minute = habits.workStart + 15 * random.between(0, Math.floor(span / 15));
  const kind = random.next();
  const plannedMinutes = random.pick([25, 30, 30, 45, 50, 60]);
  const base = { uuid: uuidOf(date, seed, host.key, `one-off ${index}`), hostId: host.id, isPractice: false };
  const startAt = instantAt(date, host.timeZone, minute) + random.between(0, 240) * 1000;
  const endAt = startAt + Math.floor(plannedMinutes * 60_000 * (0.7 + random.next() * 0.5));
  const number = meetingNumber(random.next());
  const participants = random.between(2, 7);
  if (kind < 0.6) {
    const topic = topicWithLink(random.pick(oneOffTopics), number, random);
    return { ...base, type: 2, number, topic, startAt, endAt, plannedMinutes, participants };
  }
  if (kind < 0.72) {
    // The host alone for a moment: Zoom's usual report hides these.
    const aloneUntil = startAt + random.between(6, 170) * 1000;
    return {
      ...base,
      type: 1,
      number,
      topic: `${host.displayName}'s Zoom Meeting`,
      startAt,
      endAt: aloneUntil,
      plannedMinutes: 0,
      participants: 1,
    };
  }
  if (kind < 0.9) {
    return {
      ...base,
      type: 1,
      number,
      topic: `${host.displayName}'s Zoom Meeting`,
      startAt,
      endAt,
      plannedMinutes: 0,
      participants,
    };
  }
  const room = meetingNumber(randomOf(seed, "room", host.key).next());
  return {
    ...base,
    type: 4,
    number: room,
    topic: `${host.displayName}'s Personal Meeting Room`,
    startAt,
    endAt,
    plannedMinutes: 0,
    participants,
  };
}

/** Now and then somebody pastes the join link into the title. */
function topicWithLink(topic: string, number: number, random: Random): string {
  return random.chance(0.01) ? `${topic} https://halden.zoom.us/j/${number}?pwd=canary-pasted-password` : topic;
}

/**
 * The uuid of a run: base64 of 16 bytes. One in sixteen begins with "/" or "//", which paths must encode twice. The
 * date is woven in, so that a run can be found again by its uuid alone (`dateOfUuid`).
 */
export function uuidOf(date: string, ...words: string[]): string {
  const bytes = Buffer.from(bytesOf("run", date, ...words));
  const last = bytes[15] ?? 0;
  if (last % 16 === 0) bytes[0] = 0xff;
  if (last % 32 === 0) bytes[1] = 0xff;
  bytes.writeUInt16BE(dayNumberOf(date) ^ bytes.readUInt16BE(2), 12);
  return bytes.toString("base64");
}

/** The date that `uuidOf` was given; any date at all for a uuid of somebody else's, null for no uuid. */
export function dateOfUuid(uuid: string): string | null {
  const bytes = Buffer.from(uuid, "base64");
  if (bytes.length !== 16) return null;
  const day = bytes.readUInt16BE(12) ^ bytes.readUInt16BE(2);
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function dayNumberOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
