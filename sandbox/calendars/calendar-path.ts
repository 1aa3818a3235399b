import { zoomIdOf } from "../company/random.ts";

/** Where a person's calendar is. The middle is a secret, as with real calendars: whoever has the path reads it. */
export function calendarPath(personKey: string): string {
  return `/calendars/${zoomIdOf("calendar", personKey)}/${personKey}.ics`;
}
