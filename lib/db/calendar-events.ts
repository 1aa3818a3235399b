/** What calendars tell, as rows: one an occurrence. All-day events are kept as midnight UTC of their dates. */
import "server-only";
import type { CalendarFact } from "#lib/timeline/pair-events.ts";
import type { ConferencingProvider } from "#lib/timeline/timeline-types.ts";

/** One occurrence as it is kept; everything else of the calendar was dropped at the edge. */
export type CalendarEventInput = {
  /** Fingerprint of the event's own id and of the occurrence. */
  key: string;
  title: string | null;
  /** Instants; for an all-day event midnight UTC of its first day and of the day after its last. */
  startAt: Date;
  endAt: Date;
  allDay: boolean;
  private: boolean;
  tentative: boolean;
  provider: ConferencingProvider | null;
  own: boolean | null;
  numberMark: string | null;
};

/** A person's day: its bounds, and its date and zone for what lasts whole days. */
export type CalendarDay = { personId: string; startAt: Date; endAt: Date; zone: string; day: string };

/** Sets what a reading told of the window. What vanished from it goes; what lies before it stays. */
export async function replaceCalendarEvents(
  _organisationId: string,
  _feed: { feedId: string; personId: string },
  _events: readonly CalendarEventInput[],
  _window: { startAt: Date; endAt: Date },
): Promise<{ changed: boolean; count: number }> {
  return { changed: false, count: 0 };
}

/** Events that touch the people's days, by person and start. */
export async function listCalendarEvents(
  _organisationId: string,
  _days: readonly CalendarDay[],
): Promise<(CalendarFact & { personId: string; day: string })[]> {
  return [];
}
