/** Reads one calendar into its events, and notes how that went and when it is due again. */
import "server-only";
import { decryptSecret, encryptSecret, isSealedNewly } from "#lib/crypto.ts";
import { replaceCalendarEvents } from "#lib/db/calendar-events.ts";
import {
  CALENDAR_DAYS_BACK,
  type FeedIds,
  type FeedToRead,
  findFeed,
  noteReading,
  resealAddress,
} from "#lib/db/calendar-feeds.ts";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import type { FeedFailure, FeedReading, NextEvent } from "./feed-types.ts";
import { type Fetched, fetchCalendar, type Resolve } from "./fetch-calendar.ts";
import { type CalendarReading, readCalendar, UnreadableCalendar } from "./read-calendar.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const EVERY_MS = 15 * MINUTE_MS;
const RAREST_MS = 6 * 60 * MINUTE_MS;
/** Later only the last days may still change: many calendars forget their past, and the timeline does not. */
const DAYS_BACK = 14;
const DAYS_AHEAD = 120;

export type Window = { startAt: Date; endAt: Date };
export type ReadOptions = { now: Date; signal?: AbortSignal; resolve?: Resolve; random?: () => number };
type Unreadable = { kind: "failed"; failure: FeedFailure };

/** What is read of a calendar: all of it that we could pair the first time, later what may still change. */
export function windowOf(now: Date, isFirst: boolean): Window {
  const back = isFirst ? CALENDAR_DAYS_BACK : DAYS_BACK;
  return { startAt: new Date(now.getTime() - back * DAY_MS), endAt: new Date(now.getTime() + DAYS_AHEAD * DAY_MS) };
}

/** Fetches an address with the rules of this installation. */
export function fetchAddress(
  ask: { address: string; etag: string | null; lastModified: string | null },
  { now, signal, resolve }: ReadOptions,
): Promise<Fetched> {
  return fetchCalendar(ask, { now, signal, resolve, allowedOrigins: env().CALENDAR_ALLOWED_ORIGINS });
}

/** The events of a text, or why there are none to be had of it. */
export function readText(
  text: string,
  ask: { window: Window; personEmail: string; personZone: string },
): { kind: "events"; reading: CalendarReading } | Unreadable {
  try {
    return { kind: "events", reading: readCalendar(text, ask) };
  } catch (error) {
    if (error instanceof UnreadableCalendar) return { kind: "failed", failure: error.reason };
    throw error;
  }
}

/** What a reading says to people. */
export function readingOf({ events, skipped }: CalendarReading, now: Date): FeedReading {
  const starts = events
    .filter(({ startAt }) => startAt >= now)
    .sort((a, b) => a.startAt.getTime() - b.startAt.getTime());
  const [first] = starts;
  const next: NextEvent | null =
    first === undefined ? null : { startAt: first.startAt.toISOString(), isAllDay: first.allDay };
  return { kind: "read", events: events.length, next, skipped };
}

/**
 * Reads a calendar by its address. A failure of the calendar is noted and returned; a failure of ours is thrown. Null
 * when there is nothing to read: removed, a file, or of someone who was deactivated.
 */
export async function readFeed(ids: FeedIds, options: ReadOptions): Promise<FeedReading | null> {
  const feed = await findFeed(ids);
  if (feed === null || feed.address === null || !feed.isPersonActive) return null;
  const { now } = options;
  const address = decryptSecret(feed.address, feed.id);
  if (!isSealedNewly(feed.address)) {
    const sealed = encryptSecret(address, feed.id);
    // Somebody may have given another address meanwhile; then that one is read next.
    if (!(await resealAddress(ids, feed.address, sealed))) return null;
    feed.address = sealed;
  }
  // What a calendar that never changes has in the days ahead is found by reading it whole once a day.
  const isSameDay = feed.readAt?.toISOString().slice(0, 10) === now.toISOString().slice(0, 10);
  const known = feed.state !== "new" && isSameDay;
  const fetched = await fetchAddress(
    {
      address,
      etag: known ? feed.etag : null,
      lastModified: known ? feed.lastModified : null,
    },
    options,
  );
  if (fetched.kind === "failed") return await noteFailed(ids, feed, fetched, options);
  if (fetched.kind === "unchanged") {
    await noteOk(ids, feed, options, { readAt: now }, false);
    return { kind: "read", events: 0, next: null, skipped: feed.skipped };
  }
  const { text, etag, lastModified } = fetched;
  const window = windowOf(now, feed.readAt === null);
  const read = readText(text, { window, personEmail: feed.personEmail, personZone: feed.personZone });
  if (read.kind === "failed") return await noteFailed(ids, feed, { ...read, retryAt: null }, options);
  const { reading } = read;
  const place = { feedId: feed.id, personId: feed.personId, address: feed.address };
  const { changed } = await replaceCalendarEvents(ids.organisationId, place, reading.events, window);
  await noteOk(ids, feed, options, { readAt: now, etag, lastModified, skipped: reading.skipped }, changed);
  return readingOf(reading, now);
}

async function noteOk(
  ids: FeedIds,
  feed: FeedToRead,
  { now, random = Math.random }: ReadOptions,
  note: { readAt: Date; etag?: string | null; lastModified?: string | null; skipped?: number },
  changed: boolean,
): Promise<void> {
  const dueAt = spread(now, EVERY_MS, random);
  await transaction(async (tx) => {
    const ok = { state: "ok", failure: null, failingSince: null, dueAt } as const;
    await noteReading(tx, ids, feed.address, { ...ok, ...note });
    if (changed || feed.state !== "ok")
      await announceChange(tx, ids.organisationId, { topic: "activity", personIds: [feed.personId] });
  });
}

async function noteFailed(
  ids: FeedIds,
  feed: FeedToRead,
  { failure, retryAt }: { failure: FeedFailure; retryAt: Date | null },
  { now, random = Math.random }: ReadOptions,
): Promise<FeedReading> {
  const failingSince = feed.failingSince ?? now;
  // Waits as long again as it has been failing: each pause about twice the one before.
  const pause = Math.min(RAREST_MS, Math.max(EVERY_MS, now.getTime() - failingSince.getTime()));
  const soonest = spread(now, pause, random);
  const dueAt = retryAt !== null && retryAt > soonest ? retryAt : soonest;
  log.info({ feedId: feed.id, failure }, "a calendar could not be read");
  await transaction(async (tx) => {
    await noteReading(tx, ids, feed.address, { state: "failing", failure, failingSince, dueAt });
    if (feed.state !== "failing")
      await announceChange(tx, ids.organisationId, { topic: "activity", personIds: [feed.personId] });
  });
  return { kind: "failed", failure };
}

/** So long after now, a fifth more or less, so that calendars added together part. */
function spread(now: Date, ms: number, random: () => number): Date {
  return new Date(now.getTime() + Math.round(ms * (0.8 + random() * 0.4)));
}
