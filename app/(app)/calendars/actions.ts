"use server";

import { z } from "zod";
import { guardedAction } from "#lib/access/guarded-action.ts";
import { checkCalendarsOf, checkCalendarTry } from "#lib/access/whose-calendars.ts";
import { LONGEST_FEED_NAME } from "#lib/calendar/feed-types.ts";
import * as feeds from "#lib/calendar/feeds.ts";

const person = { personId: z.uuid() };
const feed = { ...person, feedId: z.uuid() };
const address = z.string().trim().min(1, { error: "Paste the address of the calendar." }).max(4_000);
const name = z
  .string()
  .trim()
  .max(LONGEST_FEED_NAME, { error: `At most ${LONGEST_FEED_NAME} characters.` });

/** Tries the address at once and says what came of it. */
export const addAddress = guardedAction(
  "calendars.own",
  z.object({ ...person, address, name }),
  async (ask, viewer) => {
    const now = new Date();
    await checkCalendarTry(viewer, ask.personId, now);
    return feeds.addAddress(viewer, ask, { now });
  },
);

export const rename = guardedAction(
  "calendars.own",
  z.object({ ...feed, name: name.min(1, { error: "Give it a name." }) }),
  async (ask, viewer) => {
    checkCalendarsOf(viewer, ask.personId);
    await feeds.renameFeed(viewer, ask);
    return null;
  },
);

/** Tries the new address first; the old one stays when no calendar is there. */
export const replaceAddress = guardedAction("calendars.own", z.object({ ...feed, address }), async (ask, viewer) => {
  const now = new Date();
  await checkCalendarTry(viewer, ask.personId, now);
  return feeds.replaceAddress(viewer, ask, { now });
});

export const remove = guardedAction("calendars.own", z.object(feed), async (ask, viewer) => {
  checkCalendarsOf(viewer, ask.personId);
  await feeds.removeFeed(viewer, ask);
});

export const readNow = guardedAction("calendars.own", z.object(feed), async (ask, viewer) => {
  const now = new Date();
  await checkCalendarTry(viewer, ask.personId, now);
  return feeds.readNow(viewer, ask, { now });
});
