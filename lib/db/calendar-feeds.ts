/** People's calendars: where each is read from and how it stands. Their events are in `calendar-events.ts`. */
import "server-only";
import type { CalendarState } from "#lib/timeline/timeline-types.ts";
import { db, type Transaction } from "./client.ts";

/** How many days back a calendar is read the first time: as far as Zoom's own history reaches. */
export const CALENDAR_DAYS_BACK = 180;

export type FeedIds = { organisationId: string; feedId: string };

export type FeedRow = {
  id: string;
  personId: string;
  name: string;
  kind: "address" | "file";
  host: string | null;
  state: "new" | "ok" | "failing";
  failure: string | null;
  failingSince: Date | null;
  readAt: Date | null;
  dueAt: Date | null;
  skipped: number;
};

/** What is needed to read one: `address` is still encrypted. */
export type FeedToRead = FeedRow & {
  address: string | null;
  etag: string | null;
  lastModified: string | null;
  personEmail: string;
  personZone: string;
  isPersonActive: boolean;
};

const columns = {
  id: true,
  personId: true,
  name: true,
  kind: true,
  host: true,
  state: true,
  failure: true,
  failingSince: true,
  readAt: true,
  dueAt: true,
  skipped: true,
} as const;

const asKind = (kind: string) => (kind === "file" ? "file" : "address");
const asState = (state: string) => (state === "ok" || state === "failing" ? state : "new");
const asRow = <T extends { kind: string; state: string }>(row: T) => ({
  ...row,
  kind: asKind(row.kind) as FeedRow["kind"],
  state: asState(row.state) as FeedRow["state"],
});

/** Whether each person's calendars are here; people without any are not in the map. */
export async function listCalendarStates(
  organisationId: string,
  personIds: readonly string[],
): Promise<Map<string, CalendarState>> {
  const rows = await db().calendarFeed.groupBy({
    by: ["personId", "state"],
    where: { organisationId, personId: { in: [...personIds] } },
  });
  const states = new Map<string, CalendarState>();
  for (const { personId, state } of rows)
    if (state === "failing" || !states.has(personId)) states.set(personId, state === "failing" ? "failing" : "ok");
  return states;
}

/** Someone's calendars by the time of adding, each with how many events are kept and when the next begins. */
export async function listFeeds(
  organisationId: string,
  personId: string,
  now: Date,
): Promise<(FeedRow & { events: number; next: { startAt: Date; allDay: boolean } | null })[]> {
  const rows = await db().calendarFeed.findMany({
    where: { organisationId, personId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      ...columns,
      _count: { select: { events: true } },
      events: {
        where: { startAt: { gte: now } },
        orderBy: { startAt: "asc" },
        take: 1,
        select: { startAt: true, allDay: true },
      },
    },
  });
  return rows.map(({ _count, events, ...row }) => ({ ...asRow(row), events: _count.events, next: events[0] ?? null }));
}

/** The addresses of someone's calendars, still encrypted. */
export async function listFeedAddresses(
  tx: Transaction,
  organisationId: string,
  personId: string,
): Promise<{ id: string; name: string; address: string | null }[]> {
  return tx.calendarFeed.findMany({
    where: { organisationId, personId },
    select: { id: true, name: true, address: true },
  });
}

/** One calendar with what reading it needs; null when it is not there (any more). */
export async function findFeed(ids: FeedIds, tx: Transaction = db()): Promise<FeedToRead | null> {
  const row = await tx.calendarFeed.findUnique({
    where: { organisationId_id: { organisationId: ids.organisationId, id: ids.feedId } },
    select: {
      ...columns,
      address: true,
      etag: true,
      lastModified: true,
      person: { select: { email: true, timeZone: true, deactivatedAt: true } },
    },
  });
  if (row === null) return null;
  const { person, ...rest } = row;
  return {
    ...asRow(rest),
    personEmail: person.email,
    personZone: person.timeZone,
    isPersonActive: person.deactivatedAt === null,
  };
}

/** Holds a person's calendars still until the transaction ends, so that two adds count one after the other. */
export async function lockFeeds(tx: Transaction, organisationId: string, personId: string): Promise<void> {
  await tx.$queryRaw`
    select 1 from person where organisation_id = ${organisationId}::uuid and id = ${personId}::uuid for no key update`;
}

export type NewFeed = {
  id: string;
  personId: string;
  name: string;
  kind: "address" | "file";
  address: string | null;
  host: string | null;
  dueAt: Date | null;
  addedById: string | null;
};

export async function insertFeed(tx: Transaction, organisationId: string, feed: NewFeed): Promise<void> {
  await tx.calendarFeed.create({ data: { organisationId, ...feed } });
}

export async function updateFeed(
  tx: Transaction,
  ids: FeedIds,
  change: { name: string } | { address: string; host: string; etag: null; lastModified: null },
): Promise<void> {
  await tx.calendarFeed.updateMany({ where: whereOf(ids), data: change });
}

/** Puts the same address, sealed anew, in place of the old seal. False when it is another address by now. */
export async function resealAddress(ids: FeedIds, before: string, sealed: string): Promise<boolean> {
  const { count } = await db().calendarFeed.updateMany({
    where: { ...whereOf(ids), address: before },
    data: { address: sealed },
  });
  return count > 0;
}

/** Removes a calendar; its events go with it. */
export async function deleteFeed(tx: Transaction, ids: FeedIds): Promise<void> {
  await tx.calendarFeed.deleteMany({ where: whereOf(ids) });
}

/** Notes how a reading went, unless the address is another by now. */
export async function noteReading(
  tx: Transaction,
  ids: FeedIds,
  sealedAddress: string | null,
  note: {
    state: "ok" | "failing";
    failure: string | null;
    failingSince: Date | null;
    dueAt: Date | null;
    readAt?: Date;
    etag?: string | null;
    lastModified?: string | null;
    skipped?: number;
  },
): Promise<void> {
  await tx.calendarFeed.updateMany({ where: { ...whereOf(ids), address: sealedAddress }, data: note });
}

/**
 * Takes up to `most` calendars that are due, of all organisations, and moves them to `againAt`: whoever takes them reads
 * them, and if that fails unseen they come again then. Calendars of deactivated people rest.
 */
export async function takeDueFeeds(tx: Transaction, now: Date, againAt: Date, most: number): Promise<FeedIds[]> {
  return tx.$queryRaw<FeedIds[]>`
    update calendar_feed feed set due_at = ${againAt}
    from (
      select organisation_id, id from calendar_feed as due
      where due_at <= ${now} and exists (
        select 1 from person where person.organisation_id = due.organisation_id and person.id = due.person_id
          and person.deactivated_at is null)
      order by due_at limit ${most} for update skip locked
    ) as taken
    where feed.organisation_id = taken.organisation_id and feed.id = taken.id
    returning feed.organisation_id as "organisationId", feed.id as "feedId"`;
}

const whereOf = ({ organisationId, feedId }: FeedIds) => ({ organisationId, id: feedId });
