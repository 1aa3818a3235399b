/** Dates and times as calendars write them. */
import "server-only";

/** `wallTime`: milliseconds as if the clock were UTC. */
export type WallTime = { wallTime: number; isDate: boolean; isUtc: boolean };

/**
 * Reads `2026-11-25T09:00:00`, with a Z or without, or `2026-11-25`, also without punctuation; seconds may be missing.
 * Null for anything else, and for dates that do not exist or lie far from our times.
 */
export function readWallTime(text: string): WallTime | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(?:(\d{2}):?(\d{2}):?(\d{2})?)?:*(Z)?)?$/i.exec(text.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const [hour, minute, second] = match.slice(4, 7).map((part) => Number(part ?? 0));
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (year < 1000 || hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const wallTime = date.getTime() + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000;
  return { wallTime, isDate: match[4] === undefined, isUtc: match[7] !== undefined };
}
