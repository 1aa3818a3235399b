/** Hosted meetings and webinars of the whole account: the way with the fewest calls. */
import "server-only";
import { z } from "zod";
import { emptyPageIfRefused } from "./beyond-history.ts";
import type { ZoomClient } from "./client.ts";
import { emailField, idField, pageTokenField, rowsOf, timeField, titleField } from "./fields.ts";
import { assertWindowFits, datesAround, LONGEST_REPORT_DAYS } from "./history-window.ts";
import type { Page, SessionObservation, Window } from "./observation-types.ts";
import { buildPage, PAGE_SIZE, readPages } from "./pages.ts";
import { readSessionRow } from "./session-rows.ts";

/** No participants, groups, departments or features: they are dropped here. */
const historySchema = z.object({
  next_page_token: pageTokenField,
  history_meetings: rowsOf(
    z.object({
      meeting_uuid: idField,
      meeting_id: idField,
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
  ask: { window: Window; cursor: string | null },
): Promise<Page<SessionObservation>> {
  assertWindowFits(ask.window, LONGEST_REPORT_DAYS);
  const observedAt = client.now();
  const query = {
    ...datesAround(ask.window, observedAt),
    meeting_type: "all",
    page_size: PAGE_SIZE,
    next_page_token: ask.cursor,
  };
  return emptyPageIfRefused(ask, observedAt, async () => {
    const answer = await client.get("/report/history_meetings", query, historySchema, "heavy");
    return buildPage(answer.history_meetings ?? [], answer.next_page_token, (row) =>
      readSessionRow(
        {
          key: row.meeting_uuid,
          number: row.meeting_id,
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

/** Hosted meetings and webinars of the whole account that started in the window (at most 26 days). Throws `ZoomError`. */
export function readHistoryMeetings(client: ZoomClient, window: Window): AsyncGenerator<Page<SessionObservation>> {
  return readPages((cursor) => readHistoryMeetingsPage(client, { window, cursor }));
}
