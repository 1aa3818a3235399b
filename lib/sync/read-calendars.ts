/** Reading people's calendars by the clock. */
import "server-only";
import { readFeed } from "#lib/calendar/read-feed.ts";
import { type FeedIds, takeDueFeeds } from "#lib/db/calendar-feeds.ts";
import { transaction } from "#lib/db/client.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";

const MOST_AT_ONCE = 500;
/** Calendars wait for other people's servers: so many at a time, and the other jobs have workers left. */
const LANES = 4;
const AGAIN_MS = 30 * 60_000;

/** The job of the clock: one job for each calendar that is due. What is left over comes a minute later. */
export async function readCalendars(now = new Date()): Promise<void> {
  await transaction(async (tx) => {
    const due = await takeDueFeeds(tx, now, new Date(now.getTime() + AGAIN_MS), MOST_AT_ONCE);
    for (const [index, feed] of due.entries())
      await enqueue(tx, "readCalendar", feed, {
        jobKey: `calendar:${feed.feedId}`,
        queue: `calendars:${index % LANES}`,
      });
  });
}

/** The job: reads one calendar. That it can not be read is noted in its row, and is no failure of the job. */
export async function readCalendarJob(
  { organisationId, feedId }: FeedIds,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  await readFeed({ organisationId, feedId }, { now: new Date(), signal });
}
