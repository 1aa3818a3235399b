/** Hosted meetings and webinars of the whole account: the way with the fewest calls. */
import "server-only";
import { z } from "zod";
import { emptyPageIfRefused } from "./beyond-history.ts";
import type { ZoomClient } from "./client.ts";
import { emailField, idField, numberMarkField, pageTokenField, rowsOf, timeField, titleField } from "./fields.ts";
import { assertDatesFit, type DateRange, datesAround } from "./history-window.ts";
import type { Page, SessionObservation, Window } from "./observation-types.ts";
import { buildPage, PAGE_SIZE, readPages } from "./pages.ts";
import { readSessionRow } from "./session-rows.ts";

/** No participants, groups, departments or features: they are dropped here. */
const historySchema = z.object({
  next_page_token: pageTokenField,
  history_meetings: rowsOf(
    z.object({
      meeting_uuid: idField,
      meeting_id: numberMarkField,
      /** "Meeting" or "Webinar", not the number of other lists. */
      type: idField,
      host_email: emailField,
      topic: titleField,
      start_time: timeField,
      end_time: timeField,
    }),
  ),
});

/** One page (Heavy). The rows name the host only by the e-mail of that time. Throws `ZoomError`. */
async function readHistoryMeetingsPage(
  client: ZoomClient,
  ask: { window: Window; dates: DateRange; cursor: string | null },
): Promise<Page<SessionObservation>> {
  assertDatesFit(ask.dates);
  const observedAt = client.now();
  const query = {
    ...ask.dates,
    meeting_type: "all",
    page_size: PAGE_SIZE,
    next_page_token: ask.cursor,
  };
  const edge = { startAt: new Date(ask.dates.from), cursor: ask.cursor };
  return emptyPageIfRefused(edge, observedAt, async () => {
    const answer = await client.get("/report/history_meetings", query, historySchema, "heavy");
    return buildPage(answer.history_meetings ?? [], answer.next_page_token, (row) =>
      readSessionRow(
        {
          key: row.meeting_uuid,
          numberMark: row.meeting_id,
          type: row.type,
          title: row.topic,
          startAt: row.start_time,
          endAt: row.end_time,
        },
        {
          window: ask.window,
          host: row.host_email === null ? null : { email: row.host_email },
          observedAt,
          source: "history",
        },
      ),
    );
  });
}

/**
 * Hosted meetings and webinars of the whole account that started in the window, as far as the dates hold it (at most a
 * month of them); without dates, those that hold the whole window are asked for. Throws `ZoomError`.
 */
export function readHistoryMeetings(
  client: ZoomClient,
  window: Window,
  dates: DateRange = datesAround(window, client.now()),
): AsyncGenerator<Page<SessionObservation>> {
  return readPages((cursor) => readHistoryMeetingsPage(client, { window, dates, cursor }));
}
