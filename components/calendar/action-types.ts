/** The server actions that the page hands to the calendars. */
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import type { FeedAdded, FeedReading } from "#lib/calendar/feed-types.ts";

type OfFeed = { personId: string; feedId: string };

export type CalendarActions = {
  addAddress: (ask: { personId: string; address: string; name: string }) => Promise<ActionOutcome<FeedAdded>>;
  rename: (ask: OfFeed & { name: string }) => Promise<ActionOutcome<null>>;
  replaceAddress: (ask: OfFeed & { address: string }) => Promise<ActionOutcome<FeedReading>>;
  remove: (ask: OfFeed) => Promise<ActionOutcome<void>>;
  readNow: (ask: OfFeed) => Promise<ActionOutcome<FeedReading | null>>;
};
