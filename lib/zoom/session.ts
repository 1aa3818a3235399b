/** What the ways to learn of a session have in common. */
import "server-only";
import type { SessionHost } from "./observation-types.ts";

/** The numeric types of webinars among Zoom's session types: once, recurring without a fixed time, recurring. */
const WEBINAR_TYPES = new Set(["5", "6", "9", "webinar"]);

/** The host by id where Zoom gives one; else by the e-mail of that time. */
export function hostOf(zoomUserId: string | null, email: string | null): SessionHost | null {
  if (zoomUserId !== null) return { zoomUserId };
  return email === null ? null : { email };
}

/** The product of a row: reports mix both, as a number or as a word. */
export function productOf(type: string | null): "meetings" | "webinars" {
  return WEBINAR_TYPES.has(type?.toLowerCase() ?? "") ? "webinars" : "meetings";
}

/** The end, unless it lies before the start: then it is no end. */
export function notBeforeStart(endAt: Date | null, startAt: Date | null): Date | null {
  return endAt !== null && startAt !== null && endAt.getTime() < startAt.getTime() ? null : endAt;
}
