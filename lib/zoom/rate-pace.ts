/**
 * The pace of one label: calls go out evenly, and never more of them within any second (or minute) than our share. Slots
 * stand at absolute times, so a timer that wakes late, or a busy moment of this process, costs no rate: what is late is
 * caught up with, within the same bound.
 */
import "server-only";
import type { Pace } from "./rate-limits.ts";

/**
 * Zoom counts in seconds of its own, and calls reach it a little earlier or later than they were sent. With this much
 * air around each second none of Zoom's seconds sees more than our share.
 */
const AIR = 1.025;
/** How much lateness is caught up with; what is older is lost. */
const CATCH_UP_MS = 250;

export type Rhythm = {
  /** Between two calls. */
  slotMs: number;
  /** The earliest instant for the next call. */
  nextAt(nowMs: number): number;
  /** Notes that a call goes out. */
  note(nowMs: number): void;
};

/** What a rhythm remembers; it may outlive the rhythm. */
export type Sent = { freeAt: number | null; recent: number[] };

/** The rhythm of `share` (0..1) of a pace. */
export function rhythmOf({ calls, perMs }: Pace, share: number, sent: Sent): Rhythm {
  const most = Math.max(1, Math.floor(calls * share));
  const slotMs = (perMs / (calls * share)) * AIR;
  const windowMs = slotMs * most;
  const catchUpMs = Math.min(CATCH_UP_MS, windowMs / 4);
  // Nothing that was sent lies ahead of now, unless somebody turned the clock back.
  const scheduled = (nowMs: number) => Math.min(Math.max(sent.freeAt ?? nowMs, nowMs - catchUpMs), nowMs + slotMs);
  const endOfWindow = (nowMs: number) => {
    const first = sent.recent.at(-most);
    return first === undefined ? nowMs : Math.min(first, nowMs) + windowMs;
  };
  return {
    slotMs,
    nextAt: (nowMs) => Math.max(scheduled(nowMs), endOfWindow(nowMs)),
    note(nowMs) {
      sent.freeAt = scheduled(nowMs) + slotMs;
      sent.recent.push(nowMs);
      if (sent.recent.length > most * 2) sent.recent.splice(0, sent.recent.length - most);
    },
  };
}
