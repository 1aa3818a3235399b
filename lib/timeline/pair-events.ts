/**
 * Which hosted sessions belong to which calendar events, and what became of each event. Pure: every session chooses for
 * itself, so the order in which things come does not matter. A session belongs to one event at most; an event may have
 * been held in several sessions. Time is counted in sessions alone.
 */
import type { EventStanding, TimelineEvent, TimelineGap, TimelineSession } from "./timeline-types.ts";

/** A calendar event as it is kept, before anything is known of sessions. */
export type CalendarFact = Omit<TimelineEvent, "standing" | "sessionIds"> & {
  /** Fingerprint of the Zoom meeting number. */
  numberMark: string | null;
};

export type PairableSession = Pick<TimelineSession, "id" | "kind" | "title" | "startAt" | "endAt" | "state"> & {
  numberMark: string | null;
};

/** How far a session may lie from the plan, from end to start: with the event's own number, and with its title only. */
export const nearByNumberMs = 60 * 60_000;
export const nearByTitleMs = 30 * 60_000;

type Timed<T> = { item: T; from: number; to: number };

/**
 * Pairs by number and time, else by title and time. A number is shared by all occurrences of a series: the one that the
 * session overlaps is meant, else the nearest within an hour. Titles must be the same but for case and punctuation, at
 * most half an hour away, and the event must not be held elsewhere than at Zoom. Marks of numbers that differ do not
 * speak against a title: they do once the encryption key was changed. `eventOf`: the event of each session that has one.
 */
export function pairEvents(ask: {
  sessions: readonly PairableSession[];
  events: readonly CalendarFact[];
  gaps: readonly TimelineGap[];
  now: number;
}): { events: TimelineEvent[]; eventOf: ReadonlyMap<string, string> } {
  const candidates = ask.events
    .filter(({ isAllDay, provider }) => !isAllDay && (provider === "zoom" || provider === null))
    .map((item) => ({ item, from: Date.parse(item.startAt), to: Date.parse(item.endAt) }));
  const byMark = Map.groupBy(candidates, ({ item }) => item.numberMark);
  const byTitle = Map.groupBy(candidates, ({ item }) => plainTitle(item.title));
  const sessions = ask.sessions
    .filter(({ kind }) => kind !== "call")
    .map((item) => timedSession(item, ask.now))
    .sort((a, b) => a.from - b.from || order(a.item.id, b.item.id));

  const eventOf = new Map<string, string>();
  const sessionsOf = new Map<string, string[]>();
  for (const session of sessions) {
    const title = plainTitle(session.item.title);
    const sameMark = session.item.numberMark === null ? [] : (byMark.get(session.item.numberMark) ?? []);
    const sameTitle = title === null ? [] : (byTitle.get(title) ?? []);
    const event = nearest(session, sameMark, nearByNumberMs) ?? nearest(session, sameTitle, nearByTitleMs);
    if (event === null) continue;
    eventOf.set(session.item.id, event.id);
    sessionsOf.set(event.id, [...(sessionsOf.get(event.id) ?? []), session.item.id]);
  }

  const held = new Set(ask.events.filter(({ id }) => sessionsOf.has(id)).flatMap(twinNames));
  const events = ask.events.map((fact): TimelineEvent => {
    const { numberMark: _mark, ...event } = fact;
    const sessionIds = sessionsOf.get(event.id) ?? [];
    // The same event in a second calendar of the person: what it came to stands at the first.
    const isTwin = sessionIds.length === 0 && twinNames(fact).some((name) => held.has(name));
    const standing = isTwin ? "plain" : standingOf(fact, sessionIds.length > 0, ask);
    return { ...event, standing, sessionIds };
  });
  return { events, eventOf };
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function timedSession(item: PairableSession, now: number): Timed<PairableSession> {
  const from = Date.parse(item.startAt);
  const to = item.state === "running" ? now : item.endAt === null ? from : Date.parse(item.endAt);
  return { item, from, to: Math.max(from, to) };
}

/** A title as it is compared: letters and digits only. Null when there are none. */
function plainTitle(title: string | null): string | null {
  const plain =
    title
      ?.normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
      .trim() ?? "";
  return plain === "" ? null : plain;
}

/**
 * The event that is nearest in time: those that overlap first; then by how much they do, less how far the starts are
 * apart, so that a session that runs into the next event stays with its own, and one opened early goes to the next.
 */
function nearest(
  session: Timed<PairableSession>,
  events: readonly Timed<CalendarFact>[],
  withinMs: number,
): CalendarFact | null {
  let best: { item: CalendarFact; isOverlapping: boolean; score: number; from: number } | null = null;
  for (const { item, from, to } of events) {
    // Negative when there is time between them.
    const overlap = Math.min(session.to, to) - Math.max(session.from, from);
    if (overlap < -withinMs) continue;
    const one = { item, isOverlapping: overlap >= 0, score: overlap - Math.abs(session.from - from), from };
    const isBetter =
      best === null ||
      (one.isOverlapping !== best.isOverlapping
        ? one.isOverlapping
        : (one.score - best.score || best.from - one.from || order(best.item.id, item.id)) > 0);
    if (isBetter) best = one;
  }
  return best?.item ?? null;
}

/** What two copies of one event have in common. */
function twinNames({ startAt, endAt, numberMark, title }: CalendarFact): string[] {
  const span = `${Date.parse(startAt)} ${Date.parse(endAt)}`;
  const plain = plainTitle(title);
  return [
    ...(numberMark === null ? [] : [`${span} number ${numberMark}`]),
    ...(plain === null ? [] : [`${span} title ${plain}`]),
  ];
}

function standingOf(
  event: CalendarFact,
  isHeld: boolean,
  { gaps, now }: { gaps: readonly TimelineGap[]; now: number },
): EventStanding {
  if (isHeld) return "held";
  if (event.isAllDay || event.provider !== "zoom") return "plain";
  const startAt = Date.parse(event.startAt);
  const endAt = Date.parse(event.endAt);
  if (now < startAt) return "upcoming";
  const isInGap = gaps.some((gap) => {
    const from = Date.parse(gap.startAt);
    const to = Date.parse(gap.endAt);
    return gap.products.includes("meetings") && from < to && from < Math.max(endAt, startAt + 1) && to > startAt;
  });
  if (isInGap) return "notKnown";
  if (event.isOwn !== true) return "notHost";
  return now < endAt ? "running" : "notHeld";
}
