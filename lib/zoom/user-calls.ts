/** Calls user by user, leg by leg: the fallback where the account's list is refused. */
import "server-only";
import { z } from "zod";
import { emptyPageIfRefused } from "./beyond-history.ts";
import { buildLeg, callKeyOf, legKeyOf, sideOf } from "./call-leg.ts";
import { callRows, firstFilled } from "./call-schema.ts";
import type { ZoomClient } from "./client.ts";
import { pageTokenField } from "./fields.ts";
import { assertDatesFit, type DateRange, datesAround, isWithin } from "./history-window.ts";
import type { CallLegObservation, Page, Window } from "./observation-types.ts";
import { buildPage, PAGE_SIZE, readPages } from "./pages.ts";
import { pathId } from "./path-id.ts";

type UserCallsAsk = {
  zoomUserId: string;
  extensionId: string | null;
  email: string | null;
  window: Window;
  dates?: DateRange;
};

/** `call_logs` is the older twin, with keys like the older events. One of the two must be there. */
const userCallsSchema = z
  .object({ next_page_token: pageTokenField, call_elements: callRows, call_logs: callRows })
  .refine(({ call_elements, call_logs }) => call_elements !== undefined || call_logs !== undefined, {
    path: ["call_elements"],
  });

/** One page (Medium). Throws `ZoomError`; missing for a user whom Zoom Phone does not know. */
async function readUserCallsPage(
  client: ZoomClient,
  ask: UserCallsAsk & { dates: DateRange; cursor: string | null },
): Promise<Page<CallLegObservation>> {
  assertDatesFit(ask.dates);
  const { zoomUserId } = ask;
  const observedAt = client.now();
  const query = { ...ask.dates, page_size: PAGE_SIZE, next_page_token: ask.cursor };
  const edge = { startAt: new Date(ask.dates.from), cursor: ask.cursor };
  return emptyPageIfRefused(edge, observedAt, async () => {
    const path = `/phone/users/${pathId(zoomUserId)}/call_history`;
    const answer = await client.get(path, query, userCallsSchema, "phoneMedium");
    const rows = firstFilled(answer.call_elements, answer.call_logs);
    return buildPage(rows, answer.next_page_token, (row) => {
      const leg = buildLeg(row, {
        side: sideOf(row, ask),
        zoomUser: { zoomUserId },
        callKey: callKeyOf(row),
        legKey: legKeyOf(row),
        observedAt,
        source: "userHistory",
      });
      if (leg === null) return null;
      return isWithin(leg.startAt, ask.window) ? { items: [leg] } : {};
    });
  });
}

/** Calls of one user, leg by leg: the fallback where the account list is refused. Throws `ZoomError`. */
export function readUserCalls(client: ZoomClient, ask: UserCallsAsk): AsyncGenerator<Page<CallLegObservation>> {
  const dates = ask.dates ?? datesAround(ask.window, client.now());
  return readPages((cursor) => readUserCallsPage(client, { ...ask, dates, cursor }));
}
