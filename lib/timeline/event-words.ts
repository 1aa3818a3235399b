/** What a calendar event is called, and what became of it. */
import type { DayAxis } from "./day.ts";
import { hoursInWords } from "./session-words.ts";
import type { ConferencingProvider, EventStanding, TimelineEvent } from "./timeline-types.ts";
import { type HourCycle, lengthSpoken } from "./words.ts";

const standings: Record<EventStanding, string> = {
  held: "Held",
  running: "Going on by plan, not held so far",
  notHeld: "Not held",
  notHost: "Calendar only: not the host",
  notKnown: "Not known: no data for this time",
  upcoming: "Later",
  plain: "Calendar only",
};

/** The title; `Private` when only the time is kept, `Untitled` when there is none. */
export function titleOfEvent({ title, isPrivate }: Pick<TimelineEvent, "title" | "isPrivate">): string {
  return title ?? (isPrivate ? "Private" : "Untitled");
}

/** What became of it. */
export function standingInWords(standing: EventStanding): string {
  return standings[standing];
}

const standingSentences: Record<EventStanding, string> = {
  held: "A hosted session belongs to it. Time is counted by the session, once.",
  running: "It is going on by plan, and nothing was hosted so far.",
  notHeld: "It was this person’s own Zoom meeting, it is over, and no session was hosted.",
  notHost: "Someone else hosts it. Only its host’s activity is received from Zoom, so this is all there is to see.",
  notKnown: "Activity of that time could not be received, so nobody can say whether it was held.",
  upcoming: "It has not begun yet.",
  plain: "Zoom tells nothing of it: it has no Zoom link that we know, or its sessions are not shown.",
};

/** What became of it, as a sentence that gives the reason. */
export function standingInSentence(standing: EventStanding): string {
  return standingSentences[standing];
}

const providerNames: Record<ConferencingProvider, string> = {
  zoom: "Zoom",
  teams: "Microsoft Teams",
  meet: "Google Meet",
  other: "Another service",
};

/** Where it was to be held. */
export function providerInWords(provider: ConferencingProvider | null): string {
  return provider === null ? "No online meeting" : providerNames[provider];
}

/** Its accessible name: `Calendar event, Demo, 16:00 to 16:45, 45 minutes, calendar only: not the host`. */
export function nameOfEvent(event: TimelineEvent, axis: DayAxis, cycle: HourCycle, isToday = false): string {
  const startAt = Date.parse(event.startAt);
  const endAt = Date.parse(event.endAt);
  const when = event.isAllDay
    ? "all day"
    : `${hoursInWords(axis, { startAt, endAt }, cycle, isToday)}, ${lengthSpoken(endAt - startAt)}`;
  return `Calendar event, ${titleOfEvent(event)}, ${when}, ${standings[event.standing].toLowerCase()}`;
}
