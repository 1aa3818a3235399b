/** What /api/insights answers, and what its pages draw. Of a team there are sums only, and nobody's own figure. */
import type { Day } from "./day.ts";
import type { GapReason, SessionKind, TimelineDay, TimelineProduct } from "./timeline-types.ts";
import type { KindTotal } from "./totals.ts";

/** Products are never added to each other. */
export type TimeByKind = Record<SessionKind, KindTotal>;

export type InsightDay = {
  /** A date; each person's own, in their own zone. */
  day: Day;
  time: TimeByKind;
  /** Time in which two sessions or more of one person went on at once, whatever their products. */
  besideMs: number;
  /** For how many people something of the day is not known. */
  unknownPeople: number;
  /** Nothing of it is known, of anyone, and nothing came. */
  isUnknown: boolean;
};

/** An hour of everyone's own wall clock, over all of the days. */
export type InsightHour = {
  hour: number;
  /** On working days. */
  workMs: Record<SessionKind, number>;
  /** On days off. */
  offMs: Record<SessionKind, number>;
  /** How much time this hour had on everyone's working days so far. */
  possibleMs: number;
};

export type CountAndTime = { count: number; ms: number };

/** What was planned beside what was held: of people with a calendar, and of what is over. */
export type PlannedInsights = {
  /** How many of the people have a calendar here, and of how many it could not be read lately. */
  people: number;
  failingPeople: number;
  /** Own Zoom events that were held: as planned, or late, over or cut short by `toleranceMs` or more (also several). */
  held: CountAndTime & {
    plannedMs: number;
    asPlanned: number;
    late: number;
    over: number;
    short: number;
    /** On average; negative when early. Null without any that can be compared. */
    averageLateMs: number | null;
    averageOverMs: number | null;
  };
  /** Null where some of the products that could have held them are hidden here. */
  notHeld: CountAndTime | null;
  notKnown: CountAndTime;
  /** Hosted sessions without an event. */
  unplanned: CountAndTime;
};

export type Insights = {
  /** A Monday. */
  from: Day;
  weeks: number;
  /** The instant at which this was read. */
  asOf: string;
  /** The products that are visible; nothing of others is in this answer. */
  products: readonly TimelineProduct[];
  /** By name. */
  people: readonly { id: string; name: string }[];
  /** The days that have begun for anyone. */
  days: readonly InsightDay[];
  totals: { time: TimeByKind; besideMs: number; unanswered: number; openEnds: number; running: number };
  hours: readonly InsightHour[];
  /** Why something is not known, and for how many people; the same person may be in several. */
  unknown: readonly { reason: GapReason; people: number }[];
  /** How many people have anything that is not known. */
  unknownPeople: number;
  /** Calendar events without a session, up to now; never added to any time. Null where sessions are hidden here. */
  calendarOnly: CountAndTime | null;
  /** Null where neither meetings nor webinars are visible. */
  planned: PlannedInsights | null;
  zoom: TimelineDay["zoom"];
};

/** Less than this is as planned. */
export const toleranceMs = 5 * 60_000;

export const mostWeeks = 12;
