/**
 * Adding, renaming, replacing and removing someone's calendars. Who may do that is decided before. An address is tried
 * before anything is kept of it; each change is audited with the calendar's name and host, never with its address.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { decryptSecret, encryptSecret } from "#lib/crypto.ts";
import { addAuditEntry } from "#lib/db/audit.ts";
import { replaceCalendarEvents } from "#lib/db/calendar-events.ts";
import {
  deleteFeed,
  findFeed,
  insertFeed,
  listFeedAddresses,
  listFeeds,
  lockFeeds,
  noteReading,
  updateFeed,
} from "#lib/db/calendar-feeds.ts";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { findPerson, type PersonRow } from "#lib/db/people.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { readAddress } from "./addresses.ts";
import { type FeedAdded, type FeedOnPage, type FeedReading, MOST_FEEDS, readFailure } from "./feed-types.ts";
import type { Resolve } from "./fetch-calendar.ts";
import { fetchAddress, readFeed, readingOf, readText, windowOf } from "./read-feed.ts";

export type Actor = { organisationId: string; personId: string; name: string };
type Options = { now: Date; resolve?: Resolve };

/** Someone's calendars, as pages show them. */
export async function listFeedsOf(organisationId: string, personId: string, now: Date): Promise<FeedOnPage[]> {
  const feeds = await listFeeds(organisationId, personId, now);
  return feeds.map(({ personId: _, failure, failingSince, readAt, dueAt, next, ...feed }) => ({
    ...feed,
    failure: readFailure(failure),
    failingSince: failingSince?.toISOString() ?? null,
    readAt: readAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    next: next === null ? null : { startAt: next.startAt.toISOString(), isAllDay: next.allDay },
  }));
}

/** Reads what stands at an address that someone typed, which may not be a calendar at all. */
async function tryAddress(typed: string, options: Options) {
  const read = readAddress(typed, env().CALENDAR_ALLOWED_ORIGINS);
  if (read.kind === "failed") return read;
  const { href: address, hostname: host } = read.url;
  const fetched = await fetchAddress({ address, etag: null, lastModified: null }, options);
  if (fetched.kind === "failed") return { kind: "failed", failure: fetched.failure } as const;
  return { kind: "found", address, host, text: fetched.kind === "calendar" ? fetched.text : "" } as const;
}

/** Tries an address and, when a calendar is there, adds it under its own name unless another is given. */
export async function addAddress(
  actor: Actor,
  ask: { personId: string; address: string; name: string },
  options: Options,
): Promise<FeedAdded> {
  const person = await activePerson(actor, ask.personId);
  const tried = await tryAddress(ask.address, options);
  if (tried.kind === "failed") return tried;
  const { address, host, text } = tried;
  const id = randomUUID();
  const source = { id, kind: "address", address: encryptSecret(address, id), host, dueAt: options.now } as const;
  return add(actor, person, { source, text, name: ask.name, plain: address }, options.now);
}

/** Adds what a file has in it; it stays until it is replaced or removed. */
export async function addFile(
  actor: Actor,
  ask: { personId: string; text: string; name: string },
  now: Date,
): Promise<FeedAdded> {
  const person = await activePerson(actor, ask.personId);
  const source = { id: randomUUID(), kind: "file", address: null, host: null, dueAt: null } as const;
  return add(actor, person, { source, text: ask.text, name: ask.name, plain: null }, now);
}

type Source = { id: string; kind: "address" | "file"; address: string | null; host: string | null; dueAt: Date | null };

async function add(
  actor: Actor,
  person: PersonRow,
  told: { source: Source; text: string; name: string; plain: string | null },
  now: Date,
): Promise<FeedAdded> {
  const { organisationId } = actor;
  const { source, plain } = told;
  const window = windowOf(now, true);
  const read = readText(told.text, { window, personEmail: person.email, personZone: person.timeZone });
  if (read.kind === "failed") return read;
  const { reading } = read;
  const name = told.name || reading.name || source.host || "Calendar";
  const outcome = await transaction(async (tx): Promise<FeedAdded | null> => {
    await lockFeeds(tx, organisationId, person.id);
    const others = await listFeedAddresses(tx, organisationId, person.id);
    const same = others.find(
      ({ id, address }) => plain !== null && address !== null && decryptSecret(address, id) === plain,
    );
    if (same !== undefined) return { kind: "already", name: same.name };
    if (others.length >= MOST_FEEDS) return { kind: "full" };
    await insertFeed(tx, organisationId, { ...source, personId: person.id, name, addedById: actor.personId });
    const from = source.host === null ? "a file" : source.host;
    await note(tx, actor, person, "calendar.added", source.id, `added the calendar "${name}" from ${from}`);
    return null;
  });
  if (outcome !== null) return outcome;
  await keep(actor, { feedId: source.id, personId: person.id, address: source.address }, reading, window, now);
  return { kind: "added", reading: readingOf(reading, now) };
}

/** Keeps the events of a first reading. An address is read again within the hour, which also fetches its validators. */
async function keep(
  { organisationId }: Actor,
  feed: { feedId: string; personId: string; address: string | null },
  reading: Parameters<typeof readingOf>[0],
  window: ReturnType<typeof windowOf>,
  now: Date,
): Promise<void> {
  await replaceCalendarEvents(organisationId, feed, reading.events, window);
  await transaction(async (tx) => {
    const dueAt = feed.address === null ? null : new Date(now.getTime() + 15 * 60_000);
    const { skipped } = reading;
    const ok = { state: "ok", failure: null, failingSince: null, readAt: now, dueAt, skipped } as const;
    await noteReading(tx, { organisationId, feedId: feed.feedId }, feed.address, ok);
    await announceChange(tx, organisationId, { topic: "activity", personIds: [feed.personId] });
  });
}

/** Gives a calendar another name. */
export async function renameFeed(actor: Actor, ask: { personId: string; feedId: string; name: string }): Promise<void> {
  await transaction(async (tx) => {
    const { person, feed, ids } = await existing(tx, actor, ask);
    if (feed.name === ask.name) return;
    await updateFeed(tx, ids, { name: ask.name });
    await note(tx, actor, person, "calendar.renamed", feed.id, `renamed the calendar "${feed.name}" to "${ask.name}"`);
    await announceChange(tx, ids.organisationId, { topic: "activity", personIds: [person.id] });
  });
}

/** Tries another address for a calendar and takes it when a calendar is there. Its events take the place of the old ones. */
export async function replaceAddress(
  actor: Actor,
  ask: { personId: string; feedId: string; address: string },
  options: Options,
): Promise<FeedReading> {
  const person = await activePerson(actor, ask.personId);
  const tried = await tryAddress(ask.address, options);
  if (tried.kind === "failed") return tried;
  const { address, host, text } = tried;
  return replace(actor, person, { ...ask, text, kind: "address", address, host }, options.now);
}

/** Puts another file in the place of a file. */
export async function replaceFile(
  actor: Actor,
  ask: { personId: string; feedId: string; text: string },
  now: Date,
): Promise<FeedReading> {
  const person = await activePerson(actor, ask.personId);
  return replace(actor, person, { ...ask, kind: "file", address: null, host: null }, now);
}

async function replace(
  actor: Actor,
  person: PersonRow,
  told: { feedId: string; text: string; kind: string; address: string | null; host: string | null },
  now: Date,
): Promise<FeedReading> {
  const window = windowOf(now, true);
  const read = readText(told.text, { window, personEmail: person.email, personZone: person.timeZone });
  if (read.kind === "failed") return read;
  const sealed = told.address === null ? null : encryptSecret(told.address, told.feedId);
  await transaction(async (tx) => {
    const { feed, ids } = await existing(tx, actor, { personId: person.id, feedId: told.feedId });
    if (feed.kind !== told.kind) throw new AppError("conflict", "This calendar is of the other kind. Reload the page.");
    if (sealed !== null && told.host !== null)
      await updateFeed(tx, ids, { address: sealed, host: told.host, etag: null, lastModified: null });
    const what = told.host === null ? "the file" : "the address";
    const from = told.host === null ? "" : `, now from ${told.host}`;
    const summary = `replaced ${what} of the calendar "${feed.name}"${from}`;
    await note(tx, actor, person, "calendar.replaced", feed.id, summary);
  });
  await keep(actor, { feedId: told.feedId, personId: person.id, address: sealed }, read.reading, window, now);
  return readingOf(read.reading, now);
}

/** Removes a calendar and its events. */
export async function removeFeed(actor: Actor, ask: { personId: string; feedId: string }): Promise<void> {
  await transaction(async (tx) => {
    const { person, feed, ids } = await existing(tx, actor, ask);
    await deleteFeed(tx, ids);
    await note(tx, actor, person, "calendar.removed", feed.id, `removed the calendar "${feed.name}"`);
    await announceChange(tx, ids.organisationId, { topic: "activity", personIds: [person.id] });
  });
}

/** Reads a calendar now; null when it is a file. */
export async function readNow(
  actor: Actor,
  ask: { personId: string; feedId: string },
  options: Options,
): Promise<FeedReading | null> {
  const { ids } = await transaction((tx) => existing(tx, actor, ask));
  return readFeed(ids, options);
}

async function activePerson({ organisationId }: Actor, personId: string): Promise<PersonRow> {
  const person = await findPerson(organisationId, personId);
  if (person === null) throw new AppError("not-found", "This person is not there any more. Reload the page.");
  if (person.deactivatedAt !== null)
    throw new AppError("conflict", `${person.name} is deactivated. Reactivate them first.`);
  return person;
}

async function existing(tx: Transaction, actor: Actor, ask: { personId: string; feedId: string }) {
  const ids = { organisationId: actor.organisationId, feedId: ask.feedId };
  const [person, feed] = [await findPerson(ids.organisationId, ask.personId, tx), await findFeed(ids, tx)];
  if (person === null || feed === null || feed.personId !== person.id)
    throw new AppError("not-found", "This calendar is not there any more. Reload the page.");
  return { person, feed, ids };
}

function note(tx: Transaction, actor: Actor, person: PersonRow, action: string, feedId: string, what: string) {
  const summary = person.id === actor.personId ? `${what} for themselves` : `${what} for ${person.name}`;
  const by = { personId: actor.personId, name: actor.name };
  return addAuditEntry(tx, actor.organisationId, {
    actor: by,
    action,
    subjectId: person.id,
    summary,
    details: { feedId },
  });
}
