/** Whose calendars someone may change, and how often they may have a server asked. */
import "server-only";
import { AppError } from "#lib/errors.ts";
import { may } from "./permissions.ts";
import { enter } from "./throttle.ts";
import type { Viewer } from "./viewer-types.ts";

/** In a quarter of an hour: enough to try an address again and again, too few to search a network with. */
const MOST_TRIES = 30;

/** Lets through whose calendars these are, and those who manage people. Throws `AppError` not-allowed. */
export function checkCalendarsOf(viewer: Viewer, personId: string): void {
  if (personId === viewer.personId || may(viewer.role, "people.manage")) return;
  throw new AppError("not-allowed", "You may change your own calendars only.");
}

/** The same for what asks someone else's server or reads a file. Throws `AppError` too-many as well. */
export async function checkCalendarTry(viewer: Viewer, personId: string, now: Date): Promise<void> {
  checkCalendarsOf(viewer, personId);
  const entrance = await enter([{ kind: "calendar", value: viewer.personId, limit: MOST_TRIES }], now);
  if (entrance.kind === "tooMany")
    throw new AppError("too-many", "That were many tries in a short time. Wait a quarter of an hour, then try again.");
}
