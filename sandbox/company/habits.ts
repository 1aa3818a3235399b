/** How someone works: hours, how many meetings and calls, the series that they host. Depends on the person alone. */
import { withoutSeries } from "../canary.ts";
import type { DirectoryUser } from "./directory.ts";
import { randomOf } from "./random.ts";

export type Series = {
  topic: string;
  /** 1 Monday … 7 Sunday. */
  weekdays: readonly number[];
  /** Minutes after midnight by the host's clock. */
  startMinute: number;
  minutes: number;
  isWebinar: boolean;
  /** Every second week only. */
  isFortnightly: boolean;
  meetingNumber: number;
};

export type Habits = {
  workStart: number;
  workEnd: number;
  /** Meetings outside the series on a usual day. */
  meetingsADay: number;
  callsADay: number;
  /** Their queue for calls from outside; null when they are in none. */
  queue: QueueName | null;
  series: readonly Series[];
};

export const queueNames = ["Support line", "Order desk", "Sales line"] as const;
export type QueueName = (typeof queueNames)[number];

const everyDay = [1, 2, 3, 4, 5];
const teamSeries: readonly [topic: string, minutes: number][] = [
  ["Weekly planning", 45],
  ["Pipeline review", 45],
  ["Design critique", 30],
  ["Roadmap review", 60],
  ["Forecast", 45],
  ["Retro", 60],
  ["Backlog refinement", 50],
  ["Team lunch talk", 30],
  ["Channel sync", 60],
  ["Quality circle", 45],
  ["Budget check-in", 30],
  ["Release go / no-go", 30],
  ["Hiring sync", 30],
  ["Territory review", 50],
];
const webinarTopics = [
  "November briefing",
  "Reporting basics",
  "Partner onboarding",
  "Product news, live",
  "Customer forum",
  "Getting started with Halden",
] as const;

const callsByDepartment: Partial<Record<string, number>> = {
  Sales: 4.5,
  "Sales Americas": 5,
  "Field sales": 6,
  "Customer care": 8,
  Support: 7,
  Logistics: 4,
  Finance: 2,
};
const queueByDepartment: Partial<Record<string, QueueName>> = {
  Support: "Support line",
  "Customer care": "Support line",
  Logistics: "Order desk",
  Sales: "Sales line",
};

const known = new Map<string, Habits>();

/** The habits of a user. */
export function habitsOf(seed: string, user: DirectoryUser): Habits {
  const key = `${seed} ${user.key}`;
  const habits = known.get(key) ?? makeHabits(seed, user);
  known.set(key, habits);
  return habits;
}

function makeHabits(seed: string, user: DirectoryUser): Habits {
  const random = randomOf(seed, "habits", user.key);
  const workStart = random.pick([480, 510, 540, 540, 540, 570]);
  const isShared = user.department === "Shared";
  const calls = callsByDepartment[user.department] ?? 1.2;
  return {
    workStart,
    workEnd: workStart + random.pick([480, 510, 540]),
    meetingsADay: isShared ? 0.3 : user.licence === "basic" ? 0.6 : random.pick([0.5, 1, 1.4, 1.8]),
    callsADay: user.hasPhone ? (user.key === "george-ellery" ? 16 : calls * (0.6 + random.next() * 0.8)) : 0,
    queue: user.hasPhone && random.chance(0.5) ? (queueByDepartment[user.department] ?? null) : null,
    series: isShared ? [] : makeSeries(seed, user, workStart),
  };
}

function makeSeries(seed: string, user: DirectoryUser, workStart: number): Series[] {
  const random = randomOf(seed, "series", user.key);
  const plain = { isWebinar: false, isFortnightly: false };
  const number = () => meetingNumber(random.next());
  const series: Series[] = [];
  const isLead = random.chance(0.35) || leads.has(user.key);
  if (isLead) {
    series.push({
      ...plain,
      topic: "Stand-up",
      weekdays: everyDay,
      startMinute: workStart + 30,
      minutes: 15,
      meetingNumber: number(),
    });
  }
  const count = random.between(1, user.licence === "basic" ? 1 : 3);
  for (let index = 0; index < count; index++) {
    const [topic, minutes] = random.pick(teamSeries);
    const startMinute = workStart + 60 + 30 * random.between(0, 12);
    const weekdays = [random.between(1, 5)];
    series.push({
      ...plain,
      topic,
      minutes,
      startMinute,
      weekdays,
      isFortnightly: random.chance(0.25),
      meetingNumber: number(),
    });
  }
  if (user.licence === "licensed" && (user.department === "Marketing" || random.chance(0.07))) {
    const topic = random.pick(webinarTopics);
    const startMinute = random.pick([600, 660, 840, 900]);
    const weekdays = [random.between(1, 5)];
    series.push({
      topic,
      minutes: random.pick([60, 90]),
      startMinute,
      weekdays,
      isWebinar: true,
      isFortnightly: true,
      meetingNumber: number(),
    });
  }
  if (user.key === "imogen-clarke") {
    for (const [index, room] of ["A", "B", "C", "D", "E"].entries()) {
      const topic = `Room ${room}, foundations`;
      series.push({
        ...plain,
        topic,
        weekdays: [2],
        startMinute: 780 + index * 4,
        minutes: 80,
        meetingNumber: number(),
      });
    }
  }
  return series;
}

const leads: ReadonlySet<string> = new Set([
  "imogen-clarke",
  "henrik-vogel",
  "amara-okafor",
  "daniela-prieto",
  "greta-lindqvist",
]);

/** A meeting number of eleven digits that no search for canaries can find. */
export function meetingNumber(chance: number): number {
  const number = 81_000_000_000 + Math.floor(chance * 9_999_999_999);
  return Number(withoutSeries(String(number)));
}
