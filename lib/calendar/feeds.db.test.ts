import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/access/viewer-types.ts";
import { checkCalendarsOf, checkCalendarTry } from "#lib/access/whose-calendars.ts";
import { listCalendarStates } from "#lib/db/calendar-feeds.ts";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { readCalendarJob, readCalendars } from "#lib/sync/read-calendars.ts";
import { canaryEmail, canaryPattern, canaryText } from "#sandbox/canary.ts";
import { addOrganisation, addTestPerson } from "../../test/sign-in-as.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import {
  addAddress,
  addFile,
  listFeedsOf,
  readNow,
  removeFeed,
  renameFeed,
  replaceAddress,
  replaceFile,
} from "./feeds.ts";
import { readFeed } from "./read-feed.ts";

useTestDatabase();

const now = new Date("2026-11-17T12:00:00Z");
const SECRET = "a-secret-that-nobody-may-see";
let server: Server;
let origin = "";
let asked: IncomingMessage[] = [];
let answer: RequestListener;
let viewer: Viewer;

const event = (uid: string, day: string, title: string) => `BEGIN:VEVENT
UID:${uid}
DTSTART:${day}T090000Z
DTEND:${day}T093000Z
SUMMARY:${title}
ATTENDEE;CN=${canaryText("attendee")}:mailto:${canaryEmail("attendee")}
ORGANIZER;CN=${canaryText("organiser")}:mailto:${canaryEmail("organiser")}
LOCATION:${canaryText("place")} https://halden.zoom.us/j/81234567890?pwd=${canaryText("password")}
DESCRIPTION:${canaryText("description")}
END:VEVENT
`;
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Work\n${events.join("")}END:VCALENDAR\n`.replaceAll("\n", "\r\n");
const two = calendar(event("one", "20261118", "Planning"), event("two", "20261119", "Retro"));
const serve = (text: string, headers: Record<string, string> = {}) => {
  answer = (_, response) => response.writeHead(200, headers).end(text);
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.CALENDAR_ALLOWED_ORIGINS = origin;
});
afterAll(() => {
  delete process.env.CALENDAR_ALLOWED_ORIGINS;
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  asked = [];
  serve(two, { ETag: '"1"' });
  viewer = await addTestPerson(await addOrganisation());
});

const address = () => `${origin}/${SECRET}/basic.ics`;
const add = (of: Partial<{ personId: string; address: string; name: string }> = {}) =>
  addAddress(viewer, { personId: viewer.personId, address: address(), name: "", ...of }, { now });
const feeds = (at = now) => listFeedsOf(viewer.organisationId, viewer.personId, at);
const first = async () => {
  const [feed] = await feeds();
  if (feed === undefined) throw new Error("There is no calendar");
  return feed;
};
const idsOf = (feedId: string) => ({ organisationId: viewer.organisationId, feedId });
const ofFeed = (feedId: string) => ({ personId: viewer.personId, feedId });
const titles = async () =>
  (await db().calendarEvent.findMany({ where: { personId: viewer.personId }, orderBy: { startAt: "asc" } })).map(
    ({ title }) => title,
  );
const state = async () => (await listCalendarStates(viewer.organisationId, [viewer.personId])).get(viewer.personId);
const audit = async () =>
  (await db().auditEntry.findMany({ where: { organisationId: viewer.organisationId }, orderBy: { at: "asc" } })).map(
    ({ summary }) => summary,
  );
const next = { startAt: "2026-11-18T09:00:00.000Z", isAllDay: false };

describe("adding", () => {
  it("reads the calendar at once, takes its name, and shows of its address the host alone", async () => {
    expect(await add()).toEqual({ kind: "added", reading: { kind: "read", events: 2, next, skipped: 0 } });
    expect(await feeds()).toEqual([
      expect.objectContaining({ name: "Work", host: "127.0.0.1", state: "ok", events: 2, next, failure: null }),
    ]);
    expect(await titles()).toEqual(["Planning", "Retro"]);
    expect(await state()).toBe("ok");
    expect(await audit()).toEqual(['added the calendar "Work" from 127.0.0.1 for themselves']);
  });

  it("keeps neither the address as it is nor anything that a calendar may not tell, in any table", async () => {
    await add();
    const tables = await db().$queryRaw<{ name: string }[]>`
      select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`;
    const dumps = tables.map(({ name }) =>
      db().$queryRawUnsafe<{ row: string }[]>(`select t::text as row from ${name} t`),
    );
    const text = (await Promise.all(dumps))
      .flat()
      .map(({ row }) => row)
      .join("\n");
    expect(text).toContain("Planning");
    expect(text).not.toMatch(canaryPattern);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain("81234567890");
  });

  it("keeps nothing of what is no calendar", async () => {
    serve("<!doctype html>", { "Content-Type": "text/html" });
    expect(await add()).toEqual({ kind: "failed", failure: "webPage" });
    expect(await add({ address: "http://calendar.example/" })).toEqual({ kind: "failed", failure: "notHttps" });
    serve(calendar().replace("VERSION:2.0", "VERSION:1.0"));
    expect(await add()).toEqual({ kind: "failed", failure: "oldFormat" });
    expect(await feeds()).toEqual([]);
    expect(await audit()).toEqual([]);
    expect(await state()).toBeUndefined();
  });

  it("takes an address once, and ten calendars at most", async () => {
    await add({ name: "Mine" });
    expect(await add()).toEqual({ kind: "already", name: "Mine" });
    for (let n = 1; n < 10; n += 1) await add({ address: `${address()}?${n}` });
    expect(await add({ address: `${address()}?full` })).toEqual({ kind: "full" });
  });

  it("takes a file, which is never read again but may be replaced", async () => {
    expect(await addFile(viewer, { personId: viewer.personId, name: "", text: two }, now)).toMatchObject({
      kind: "added",
    });
    const feed = await first();
    expect(feed).toMatchObject({ kind: "file", host: null, dueAt: null, state: "ok" });
    const text = calendar(event("one", "20261118", "Planning, moved"));
    expect(await replaceFile(viewer, { ...ofFeed(feed.id), text }, now)).toMatchObject({ kind: "read", events: 1 });
    expect(await titles()).toEqual(["Planning, moved"]);
    expect(await readNow(viewer, ofFeed(feed.id), { now })).toBeNull();
    const refused = replaceAddress(viewer, { ...ofFeed(feed.id), address: address() }, { now });
    await expect(refused).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("changing", () => {
  it("renames, replaces the address, removes, each with its line in the audit trail", async () => {
    await add();
    const { id } = await first();
    await renameFeed(viewer, { ...ofFeed(id), name: "Mine" });
    serve("nothing");
    expect(await replaceAddress(viewer, { ...ofFeed(id), address: `${address()}?new` }, { now })).toEqual({
      kind: "failed",
      failure: "notCalendar",
    });
    serve(calendar(event("three", "20261120", "Launch")));
    expect(await replaceAddress(viewer, { ...ofFeed(id), address: `${address()}?new` }, { now })).toMatchObject({
      events: 1,
    });
    expect(await titles()).toEqual(["Launch"]);
    await removeFeed(viewer, ofFeed(id));
    expect(await titles()).toEqual([]);
    expect((await audit()).slice(1)).toEqual([
      'renamed the calendar "Work" to "Mine" for themselves',
      'replaced the address of the calendar "Mine", now from 127.0.0.1 for themselves',
      'removed the calendar "Mine" for themselves',
    ]);
  });

  it("is for one's own calendars, and for those who manage people", async () => {
    const { organisationId } = viewer;
    const others = await Promise.all(
      (["owner", "executive", "admin", "technicalAdmin", "manager", "member"] as const).map((role) =>
        addTestPerson(organisationId, { role }),
      ),
    );
    const may = others.filter((other) => {
      try {
        checkCalendarsOf(other, viewer.personId);
        return true;
      } catch {
        return false;
      }
    });
    expect(may.map(({ role }) => role)).toEqual(["owner", "executive", "admin"]);
    for (const other of others) expect(() => checkCalendarsOf(other, other.personId)).not.toThrow();
    for (let n = 0; n < 30; n += 1) await checkCalendarTry(viewer, viewer.personId, now);
    await expect(checkCalendarTry(viewer, viewer.personId, now)).rejects.toMatchObject({ code: "too-many" });
  });

  it("does not reach a calendar of another person or another organisation", async () => {
    await add();
    const { id } = await first();
    const colleague = await addTestPerson(viewer.organisationId);
    const stranger = await addTestPerson(await addOrganisation(), { role: "owner" });
    for (const [actor, personId] of [
      [colleague, colleague.personId],
      [stranger, stranger.personId],
      [stranger, viewer.personId],
    ] as const) {
      const ask = { personId, feedId: id };
      for (const tried of [
        () => renameFeed(actor, { ...ask, name: "Theirs" }),
        () => removeFeed(actor, ask),
        () => readNow(actor, ask, { now }),
        () => replaceAddress(actor, { ...ask, address: address() }, { now }),
        () => replaceFile(actor, { ...ask, text: two }, now),
      ])
        await expect(tried()).rejects.toMatchObject({ code: "not-found" });
    }
    expect(await titles()).toEqual(["Planning", "Retro"]);
  });
});

describe("reading by the clock", () => {
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const read = (feedId: string, minutes: number) => readFeed(idsOf(feedId), { now: later(minutes), random: () => 0.5 });

  it("says that it knows the calendar, and reads it whole once a day", async () => {
    await add();
    const { id } = await first();
    await read(id, 15);
    expect(asked.at(-1)?.headers["if-none-match"]).toBeUndefined();
    answer = (_, response) => response.writeHead(304).end();
    expect(await read(id, 30)).toMatchObject({ kind: "read" });
    expect(asked.at(-1)?.headers["if-none-match"]).toBe('"1"');
    expect(await first()).toMatchObject({
      state: "ok",
      readAt: later(30).toISOString(),
      dueAt: later(45).toISOString(),
    });
    serve(two);
    await read(id, 24 * 60);
    expect(asked.at(-1)?.headers["if-none-match"]).toBeUndefined();
  });

  it("waits longer and longer for one that fails, keeps what it told, and is well again at once", async () => {
    await add();
    const { id } = await first();
    answer = (_, response) => response.writeHead(404).end();
    const pauses: number[] = [];
    let minutes = 15;
    for (let n = 0; n < 7; n += 1) {
      expect(await read(id, minutes)).toEqual({ kind: "failed", failure: "missing" });
      const pause = (Date.parse((await first()).dueAt ?? "") - later(minutes).getTime()) / 60_000;
      pauses.push(pause);
      minutes += pause;
    }
    expect(pauses).toEqual([15, 15, 30, 60, 120, 240, 360]);
    expect(await first()).toMatchObject({
      state: "failing",
      failure: "missing",
      failingSince: later(15).toISOString(),
    });
    expect(await state()).toBe("failing");
    expect(await titles()).toEqual(["Planning", "Retro"]);
    serve(two);
    await read(id, minutes);
    expect(await first()).toMatchObject({ state: "ok", failure: null, failingSince: null });
    expect(await state()).toBe("ok");
  });

  it("writes nothing of an address that was replaced while it was read", async () => {
    await add();
    const { id } = await first();
    answer = (_, response) => {
      serve(calendar(event("three", "20261120", "Launch")));
      void replaceAddress(viewer, { ...ofFeed(id), address: `${address()}?new` }, { now }).then(() =>
        response.writeHead(200).end(calendar(event("old", "20261118", "Old"))),
      );
    };
    await read(id, 15);
    expect(await titles()).toEqual(["Launch"]);
  });

  it("seals the address anew once another key stands in front", async () => {
    await add();
    const { id } = await first();
    const keys = env().ENCRYPTION_KEYS;
    const before = [...keys];
    const next = { id: "next", key: Buffer.alloc(32, 9) };
    try {
      keys.splice(0, keys.length, next, ...before);
      expect(await read(id, 15)).toMatchObject({ kind: "read" });
      keys.splice(0, keys.length, next);
      expect(await read(id, 30)).toMatchObject({ kind: "read" });
    } finally {
      keys.splice(0, keys.length, ...before);
    }
  });

  it("comes back when the server says so", async () => {
    await add();
    const { id } = await first();
    answer = (_, response) => response.writeHead(429, { "Retry-After": "7200" }).end();
    await read(id, 15);
    expect((await first()).dueAt).toBe(later(135).toISOString());
  });

  it("makes one job for each calendar that is due, however often it looks", async () => {
    await add();
    await add({ address: `${address()}?other` });
    const at = later(20);
    await readCalendars(at);
    await readCalendars(at);
    await db().calendarFeed.updateMany({ where: { personId: viewer.personId }, data: { dueAt: at } });
    await readCalendars(at);
    const jobs = await db().$queryRaw<{ key: string }[]>`
      select key from graphile_worker.jobs where task_identifier = 'readCalendar'`;
    const own = (await feeds()).map(({ id }) => `calendar:${id}`);
    expect(own).toHaveLength(2);
    for (const key of own) expect(jobs.filter((job) => job.key === key)).toHaveLength(1);
  });

  it("has nothing to do for one that was removed, or whose person was deactivated", async () => {
    await add();
    const { id } = await first();
    const { length } = asked;
    await db().person.updateMany({ where: { id: viewer.personId }, data: { deactivatedAt: now } });
    await readCalendarJob(idsOf(id), { signal: new AbortController().signal });
    await removeFeed(viewer, ofFeed(id));
    await readCalendarJob(idsOf(id), { signal: new AbortController().signal });
    expect(asked).toHaveLength(length);
  });
});
