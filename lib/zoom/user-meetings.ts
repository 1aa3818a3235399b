/** Hosted sessions user by user: the fallback where the account-wide report is refused. */
import "server-only";
import { z } from "zod";
import { emptyPageIfRefused } from "./beyond-history.ts";
import type { ZoomClient } from "./client.ts";
import { emailField, idField, numberMarkField, pageTokenField, rowsOf, timeField, titleField } from "./fields.ts";
import { assertDatesFit, type DateRange, datesAround } from "./history-window.ts";
import type { Page, SessionObservation, Window } from "./observation-types.ts";
import { buildPage, PAGE_SIZE, readPages } from "./pages.ts";
import { pathId } from "./path-id.ts";
import { readSessionRow } from "./session-rows.ts";

/**
 * Zoom lists sessions with one participant apart from the others; a host needs both. Its third list, of sessions that
 * the user only joined, is none of our business.
 */
export type ReportType = "past" | "pastOne";

const reportSchema = z.object({
  next_page_token: pageTokenField,
  meetings: rowsOf(
    z.object({
      uuid: idField,
      id: numberMarkField,
      type: idField,
      topic: titleField,
      start_time: timeField,
      end_time: timeField,
    }),
  ),
});

/** One page of one list of one user (Heavy). Webinars are among the rows. Throws `ZoomError`; missing for a user unknown. */
async function readUserMeetingsPage(
  client: ZoomClient,
  ask: { zoomUserId: string; type: ReportType; window: Window; dates: DateRange; cursor: string | null },
): Promise<Page<SessionObservation>> {
  assertDatesFit(ask.dates);
  const observedAt = client.now();
  const path = `/report/users/${pathId(ask.zoomUserId)}/meetings`;
  const query = {
    ...ask.dates,
    type: ask.type,
    page_size: PAGE_SIZE,
    next_page_token: ask.cursor,
  };
  const edge = { startAt: new Date(ask.dates.from), cursor: ask.cursor };
  return emptyPageIfRefused(edge, observedAt, async () => {
    const answer = await client.get(path, query, reportSchema, "heavy");
    return buildPage(answer.meetings ?? [], answer.next_page_token, (row) =>
      readSessionRow(
        {
          key: row.uuid,
          numberMark: row.id,
          type: row.type,
          title: row.topic,
          startAt: row.start_time,
          endAt: row.end_time,
        },
        { window: ask.window, host: { zoomUserId: ask.zoomUserId }, observedAt, source: "userHistory" },
      ),
    );
  });
}

/**
 * Hosted meetings and webinars of one user in the window, as far as the dates hold it: both lists, all pages. Throws
 * `ZoomError`.
 */
export async function* readUserMeetings(
  client: ZoomClient,
  ask: { zoomUserId: string; window: Window; dates?: DateRange },
): AsyncGenerator<Page<SessionObservation>> {
  const dates = ask.dates ?? datesAround(ask.window, client.now());
  for (const type of ["past", "pastOne"] as const) {
    yield* readPages((cursor) => readUserMeetingsPage(client, { ...ask, dates, type, cursor }));
  }
}

const activeUsersSchema = z.object({
  next_page_token: pageTokenField,
  users: rowsOf(z.object({ id: idField, email: emailField })),
});

/**
 * The users who hosted anything in the window (Heavy); ask only those. Needs a scope of its own
 * (`report:read:list_users:admin`): without it ask every user. Throws `ZoomError`.
 */
export function readActiveHosts(
  client: ZoomClient,
  window: Window,
  dates: DateRange = datesAround(window, client.now()),
): AsyncGenerator<Page<{ zoomUserId: string; email: string | null }>> {
  assertDatesFit(dates);
  return readPages(async (cursor) => {
    const query = { type: "active", ...dates, page_size: PAGE_SIZE, next_page_token: cursor };
    const answer = await client.get("/report/users", query, activeUsersSchema, "heavy");
    return buildPage(answer.users ?? [], answer.next_page_token, ({ id, email }) =>
      id === null ? null : { items: [{ zoomUserId: id, email }] },
    );
  });
}
