import "server-only";
import type { Window } from "./observation-types.ts";

/** The earliest instant that Zoom's reports still answer for. */
export function oldestHistoryAt(_now: Date): Date {
  throw new Error("Not built yet");
}
/** Cuts a window into pieces of at most `days` times 24 hours, newest first, none before `oldestHistoryAt`. */
export function splitWindow(_window: Window, _days: number, _now: Date): Window[] {
  throw new Error("Not built yet");
}
