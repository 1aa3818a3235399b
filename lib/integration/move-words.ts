/** The line of a connection's log about a move. */
import "server-only";
import type { ConnectionState } from "#lib/db/connection-types.ts";
import type { ConnectionRow } from "#lib/db/connections.ts";
import type { MoveReason, workReasons } from "./connection-moves.ts";
import { attentionSentences, conditionNames, stallSentences, type Words } from "./connection-words-types.ts";

const troubles: Partial<Record<MoveReason, Words>> = { ...attentionSentences, ...stallSentences };

/** Conditions that are not stored come and go without a line. */
type Logged = Exclude<(typeof workReasons)[number], "byPerson" | "rateLimited" | "late" | "inTime">;

const sentences: Record<Logged, string> = {
  authorised: "Authorised, reading the Zoom users",
  imported: "The Zoom users are read",
  delivered: "Activity arrives",
  answered: "Zoom answers again",
  wasQuiet: "It was quiet: Zoom’s history shows that nothing had happened",
  resumed: "Resumed",
  atZoom: "Removed at Zoom",
};

/** What happened, in one line without a full stop. */
export function sentenceOfMove(row: Pick<ConnectionRow, "state">, to: ConnectionState, because: MoveReason): string {
  const trouble = troubles[because];
  if (trouble !== undefined) return trouble.cause.replace(/\.$/, "");
  if (because === "byPerson") return conditionNames[to];
  if (because === "imported" && to === "waiting") return "Ready, waiting for the first event";
  if (because === "delivered" && row.state === "stalled") {
    return "Events arrive again; the time in between is read from Zoom’s history";
  }
  return sentences[because as Logged];
}
