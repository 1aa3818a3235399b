/**
 * Calls of the whole account, and the legs of one call.
 *
 * Zoom documents that the account's list shows only recorded calls unless asked otherwise, and nobody knows whether it is
 * true. So the list is read without the filter; if no call without a recording was among the rows, it may have hidden
 * them, and those calls are asked for by name. A row that comes twice is merged.
 */
import "server-only";
import { z } from "zod";
import { ZoomError } from "#lib/errors.ts";
import { emptyPageIfRefused } from "./beyond-history.ts";
import { buildLeg, hidesPerson, userSides } from "./call-leg.ts";
import { type CallRow, callRows, firstFilled } from "./call-schema.ts";
import type { ZoomClient } from "./client.ts";
import { idField, pageTokenField } from "./fields.ts";
import { assertWindowFits, isWithin } from "./history-window.ts";
import type { CallLegObservation, Page, Window } from "./observation-types.ts";
import { buildPage, PAGE_SIZE, readPages } from "./pages.ts";
import { pathId } from "./path-id.ts";

const LONGEST_DAYS = 30;
/** Marks the cursors of the second question. The rest is Zoom's page token, empty for the first page. */
const UNRECORDED = "non_recorded:";
const EVERYTHING = "all:";

/** `call_logs` is the deprecated twin, with `id` in place of `call_history_uuid`. One of the two must be there. */
const callHistorySchema = z
  .object({ next_page_token: pageTokenField, call_history: callRows, call_logs: callRows })
  .refine(({ call_history, call_logs }) => call_history !== undefined || call_logs !== undefined, {
    path: ["call_history"],
  });

/** Accounts whose list has shown a call without a recording: their list hides nothing. */
const showsUnrecorded = new WeakSet<ZoomClient>();

/** One page (Heavy). `lookUp` holds the calls for `readCallDetail`. Throws `ZoomError`. */
async function readCallHistoryPage(
  client: ZoomClient,
  ask: { window: Window; cursor: string | null },
): Promise<Page<CallLegObservation>> {
  assertWindowFits(ask.window, LONGEST_DAYS);
  const observedAt = client.now();
  const asksUnrecorded = ask.cursor?.startsWith(UNRECORDED) ?? false;
  const query = {
    from: toSeconds(ask.window.startAt),
    to: toSeconds(new Date(ask.window.endAt.getTime() + 999)),
    page_size: PAGE_SIZE,
    recording_status: asksUnrecorded ? "non_recorded" : null,
    next_page_token: ask.cursor?.slice(asksUnrecorded ? UNRECORDED.length : EVERYTHING.length),
  };
  const edge = { startAt: ask.window.startAt, cursor: ask.cursor };
  return emptyPageIfRefused(edge, observedAt, async () => {
    const answer = await client.get("/phone/call_history", query, callHistorySchema, "phoneHeavy");
    const rows = firstFilled(answer.call_history, answer.call_logs);
    if (rows.some((row) => row !== null && !row.isListedAsRecorded)) showsUnrecorded.add(client);
    const token = answer.next_page_token;
    const next = token === null ? null : `${asksUnrecorded ? UNRECORDED : EVERYTHING}${token}`;
    const last = asksUnrecorded || showsUnrecorded.has(client) ? null : UNRECORDED;
    return buildPage(rows, next ?? last, (row) => readAccountRow(row, ask.window, observedAt));
  });
}

/** Calls of the whole account that started in the window (at most 30 days); `lookUp` holds calls for `readCallDetail`. */
export function readCallHistory(client: ZoomClient, window: Window): AsyncGenerator<Page<CallLegObservation>> {
  return readPages((cursor) => readCallHistoryPage(client, { window, cursor }));
}

const toSeconds = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;

function readAccountRow(row: CallRow, window: Window, observedAt: Date) {
  const callKey = row.call_history_uuid ?? row.id;
  if (callKey === null || row.start_time === null) return null;
  if (!isWithin(row.start_time, window)) return {};
  const items = userSides(row)
    .map((at) => buildLeg(row, { ...at, callKey, legKey: "account", observedAt, source: "history" }))
    .filter((leg) => leg !== null);
  return hidesPerson(row) ? { items, lookUp: callKey } : { items };
}

/** Pressed keys, addresses of devices, recordings and operators stand beside these lists: not read. */
const detailSchema = z.object({ call_history_uuid: idField, call_elements: callRows, call_path: callRows });

/** The legs of one call (Light): who took a queue or receptionist call. Null when Zoom does not know the call. */
export async function readCallDetail(
  client: ZoomClient,
  callKey: string,
): Promise<{ items: CallLegObservation[]; skipped: number } | null> {
  const observedAt = client.now();
  const detail = await client
    .get(`/phone/call_history/${pathId(callKey)}`, {}, detailSchema, "phoneLight")
    .catch((error: unknown) => {
      if (error instanceof ZoomError && error.kind === "missing") return null;
      throw error;
    });
  if (detail === null) return null;
  const seen = new Set<string>();
  const { items, skipped } = buildPage(firstFilled(detail.call_elements, detail.call_path), null, (row) => {
    const legKey = row.call_element_id ?? row.id;
    if (legKey === null || row.start_time === null) return null;
    // The same leg may be listed as a node and as a segment.
    if (seen.has(legKey)) return {};
    seen.add(legKey);
    return {
      items: userSides(row)
        .map((at) => buildLeg(row, { ...at, callKey, legKey, observedAt, source: "lookup" }))
        .filter((leg) => leg !== null),
    };
  });
  return { items, skipped };
}
