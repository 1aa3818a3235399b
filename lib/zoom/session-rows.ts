/** Rows of the reports turned into sessions that started in the window which was asked for. */
import "server-only";
import { isWithin } from "./history-window.ts";
import type { SessionHost, SessionObservation, Window } from "./observation-types.ts";
import { notBeforeStart, productOf } from "./session.ts";

export type SessionRow = {
  key: string | null;
  numberMark: string | null;
  type: string | null;
  title: string | null;
  startAt: Date | null;
  endAt: Date | null;
};

/**
 * One row of a report. Null, to be counted, without a key or a start (Zoom has sent weeks of rows without times). A row
 * outside the window gives nothing: more days are asked for than wanted. Without a host it must be looked up.
 */
export function readSessionRow(
  row: SessionRow,
  ask: { window: Window; host: SessionHost | null; observedAt: Date; source: "history" | "userHistory" },
): { items?: SessionObservation[]; lookUp?: string } | null {
  const { key, startAt } = row;
  if (key === null || startAt === null) return null;
  if (!isWithin(startAt, ask.window)) return {};
  if (ask.host === null) return { lookUp: key };
  return {
    items: [
      {
        kind: "session",
        product: productOf(row.type),
        key,
        host: ask.host,
        title: row.title,
        startAt,
        endAt: notBeforeStart(row.endAt, startAt),
        numberMark: row.numberMark,
        observedAt: ask.observedAt,
        source: ask.source,
      },
    ],
  };
}
