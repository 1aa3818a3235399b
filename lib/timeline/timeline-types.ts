/** What /api/timeline answers, and what pages draw. Instants are ISO texts; nothing is in here that we do not keep. */
import type { Day } from "./day.ts";
import type { HourCycle } from "./words.ts";

export const timelineProducts = ["meetings", "phone", "webinars"] as const;
export type TimelineProduct = (typeof timelineProducts)[number];
export type SessionKind = "meeting" | "call" | "webinar";
export const productOfKind: Record<SessionKind, TimelineProduct> = {
  meeting: "meetings",
  call: "phone",
  webinar: "webinars",
};

/** What the legend shows and hides: the products, and the calendar beside them. */
export const timelineLayers = [...timelineProducts, "calendar"] as const;
export type TimelineLayer = (typeof timelineLayers)[number];

/** How we know of it: live events, Zoom's history, or a look-up of this one session. */
export type Source = "live" | "history" | "lookup";

export const callOutcomes = [
  "answered",
  "missed",
  "voicemail",
  "answeredElsewhere",
  "cancelled",
  "failed",
  "unknown",
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export type CallFacts = {
  direction: "incoming" | "outgoing" | "unknown";
  callerIdName: string | null;
  isCallerIdHidden: boolean;
  outcome: CallOutcome;
  answerAt: string | null;
  deviceName: string | null;
  deviceVersion: string | null;
};

export const conferencingProviders = ["zoom", "teams", "meet", "other"] as const;
export type ConferencingProvider = (typeof conferencingProviders)[number];

/**
 * What became of a calendar event.
 * - `held`: a hosted session belongs to it.
 * - `running`: it is going on by plan, and nothing was hosted yet.
 * - `notHeld`: the person's own Zoom event is over, and nothing was hosted.
 * - `notHost`: a Zoom event of someone else: only its host's activity is received.
 * - `notKnown`: we could not have known: its time lies in a gap of meetings.
 * - `upcoming`: it begins later.
 * - `plain`: nothing that Zoom could tell of: no Zoom link, all day, or its sessions are hidden here.
 */
export type EventStanding = "held" | "running" | "notHeld" | "notHost" | "notKnown" | "upcoming" | "plain";

/** A calendar event of a person. Attendees, description, place and links were dropped when it was read. */
export type TimelineEvent = {
  id: string;
  /** Null when it is private, and when it has none. */
  title: string | null;
  isPrivate: boolean;
  isTentative: boolean;
  /** Its bounds are then whole days of the calendar, as instants of the person's zone. */
  isAllDay: boolean;
  startAt: string;
  endAt: string;
  /** Where it was to be held; null without a conferencing link that we know. */
  provider: ConferencingProvider | null;
  /** Whether the person organises it; null when the calendar does not tell. */
  isOwn: boolean | null;
  calendarName: string;
  standing: EventStanding;
  /** The hosted sessions in which it was held, in order of time. */
  sessionIds: readonly string[];
};

/** Whether a person's calendar is here: none was added, all were read, or one could not be read lately. */
export type CalendarState = "none" | "ok" | "failing";

export type TimelineSession = {
  id: string;
  kind: SessionKind;
  /** Null for calls, and for sessions whose title Zoom has not told. */
  title: string | null;
  startAt: string;
  /** Null while it runs, and when Zoom never told the end. */
  endAt: string | null;
  state: "ended" | "running" | "endUnknown";
  call: CallFacts | null;
  connectionName: string;
  sources: readonly Source[];
  /** When it first reached us. */
  receivedAt: string;
  /** The calendar event that it was held for. */
  eventId: string | null;
};

/**
 * Why we could not have known.
 * - `notConnected`: before the Zoom account was connected, or after it was disconnected.
 * - `notMapped`: this person had no Zoom user then.
 * - `excluded`: this person's Zoom users are left out on purpose.
 * - `notReceived`: receiving the product was switched off.
 * - `historyNotRead`: Zoom's history for this time is still to be read.
 * - `noData`: the connection was down and has not been repaired.
 */
export type GapReason = "notConnected" | "notMapped" | "excluded" | "notReceived" | "historyNotRead" | "noData";

export type TimelineGap = {
  startAt: string;
  endAt: string;
  reason: GapReason;
  /** Which products are not known then; all of the person's or some. */
  products: readonly TimelineProduct[];
  isWhole: boolean;
  /** It reaches up to now: still so. */
  isOpen: boolean;
};

export type TimelinePerson = {
  id: string;
  name: string;
  timeZone: string;
  /** The zone in which this day is cut and drawn: the person's own, unless the viewer asked for another. */
  dayZone: string;
  /** Minutes from midnight of the person's own zone. */
  workStart: number;
  workEnd: number;
  isWorkDay: boolean;
  managerName: string | null;
  isMapped: boolean;
  sessions: readonly TimelineSession[];
  gaps: readonly TimelineGap[];
  /** Calendar events that touch the day, in order of time. */
  events: readonly TimelineEvent[];
  calendar: CalendarState;
};

/** A connection that needs someone: since when, and why as a code. */
export type ConnectionTrouble = { name: string; since: string; reason: string | null };

export type TimelineDay = {
  day: Day;
  /** The instant at which this was read. */
  asOf: string;
  /** The products that are visible; sessions and gaps of others are not in this answer. */
  products: readonly TimelineProduct[];
  people: readonly TimelinePerson[];
  zoom: {
    /** never: no Zoom account was ever connected here. */
    state: "never" | "connected" | "disconnected";
    /** The earliest instant since when live events come in without a break; null when none do. */
    listeningSince: string | null;
    mappedPeople: number;
    troubles: readonly ConnectionTrouble[];
    /** Names of people who may connect Zoom; only while nothing is connected. */
    whoConnects: readonly string[];
  };
};

/** Several days in a row, each as if it were asked alone. */
export type TimelineDays = { days: readonly TimelineDay[] };

/** In which zone days are cut and drawn: each person's own, the viewer's, or the organisation's. */
export const zoneChoices = ["own", "mine", "organisation"] as const;
export type ZoneChoice = (typeof zoneChoices)[number];

/** Who looks, as far as the drawing needs to know. */
export type TimelineViewer = {
  personId: string;
  timeZone: string;
  hourCycle: HourCycle;
  mayConnect: boolean;
  mayMap: boolean;
  organisationZone: string;
  /** Whether letters alone are shortcuts. */
  singleKeys: boolean;
  /** Teams that the viewer may choose, by their manager's name; `count` with the manager. */
  teams: readonly { id: string; name: string; count: number }[];
};
