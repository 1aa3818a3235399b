/** Takes a calendar as a file: the body is the file, the query says whose it is and what it is called or replaces. */
import { z } from "zod";
import { parseInput } from "#lib/access/guarded-action.ts";
import { guardedRoute } from "#lib/access/guarded-route.ts";
import { checkCalendarTry } from "#lib/access/whose-calendars.ts";
import { LARGEST_CALENDAR_BYTES, LONGEST_FEED_NAME } from "#lib/calendar/feed-types.ts";
import { addFile, replaceFile } from "#lib/calendar/feeds.ts";
import { decode } from "#lib/calendar/fetch-calendar.ts";
import { AppError } from "#lib/errors.ts";
import { readCappedStream } from "#lib/integration/read-capped-body.ts";

const askSchema = z.object({
  personId: z.uuid(),
  name: z.string().trim().max(LONGEST_FEED_NAME).default(""),
  replaces: z.uuid().optional(),
});
const SLOWEST_MS = 60_000;

export const POST = guardedRoute("calendars.own", async (request, { viewer }) => {
  const { personId, name, replaces } = parseInput(askSchema, Object.fromEntries(new URL(request.url).searchParams));
  const now = new Date();
  await checkCalendarTry(viewer, personId, now);
  const body = await readCappedStream(request.body, { maxBytes: LARGEST_CALENDAR_BYTES, timeoutMs: SLOWEST_MS });
  if (body.kind === "tooLarge") return Response.json({ kind: "failed", failure: "tooLarge" });
  if (body.kind !== "body") throw new AppError("invalid", "The file did not arrive whole. Try again.");
  const text = decode(Buffer.from(body.bytes));
  if (replaces === undefined) return Response.json(await addFile(viewer, { personId, name, text }, now));
  return Response.json(await replaceFile(viewer, { personId, feedId: replaces, text }, now));
});
