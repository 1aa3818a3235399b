/**
 * Writes activities. The arithmetic of the merge lives in the database (`merge_observations` in the migrations): one
 * call resolves who is meant, takes its locks in key order, merges the batch, counts what is not kept and announces
 * the people whose timelines changed, all or nothing.
 */
import "server-only";
import { db, Prisma } from "./client.ts";

/** How an observation names a Zoom user: by Zoom's id, else by extension and e-mail. */
export type WhoRow = { zoom_key: string } | { extension_id: string | null; email: string | null };

type StateRow = {
  who: WhoRow;
  key: string;
  sources: number;
  received_at: string;
  /** How much it adds to what was only counted, when the Zoom user's activity is not kept. */
  countable: number;
  host_weight: number;
  title_weight: number;
  start_weight: number;
  end_weight: number;
};

/** A batch's rows, with the names of the table's columns. Instants are ISO texts, those within legs milliseconds. */
export type MergeRow =
  | (StateRow & {
      kind: "session";
      product: "meetings" | "webinars";
      title: string | null;
      start_at: string | null;
      end_at: string | null;
      meeting_number: string | null;
      deleted_at: string | null;
    })
  | (StateRow & { kind: "call"; product: "phone"; legs: object })
  | { kind: "deletion"; who: WhoRow; product: "phone"; leg_keys: readonly string[] | "all"; before_at: string };

export type RowOutcome = "stored" | "repeated" | "countedOnly" | "notReceived" | "unknown";

/** Two batches that wait for each other: Postgres ends one of them, which then simply does its work again. */
const MOST_TRIES = 3;

/**
 * Merges a batch in one statement. The outcomes are in the order of the rows; "unknown": nobody fits its `who`.
 * For a connection that is paused or has ended nothing is written, and everything is "notReceived".
 */
export async function mergeRows(
  organisationId: string,
  connectionId: string,
  rows: readonly MergeRow[],
): Promise<RowOutcome[]> {
  if (rows.length === 0) return [];
  const batch = JSON.stringify(rows.map((row, i) => ({ i, ...row })));
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found = await db().$queryRaw<{ i: number; outcome: RowOutcome }[]>`
        select m.i, m.outcome
        from connection as c, lateral merge_observations(c.organisation_id, c.id, ${batch}::jsonb) as m
        where c.organisation_id = ${organisationId}::uuid and c.id = ${connectionId}::uuid
          and c.state not in ('paused', 'disconnected', 'deauthorised')
        order by m.i`;
      return found.length === 0 ? rows.map(() => "notReceived") : found.map(({ outcome }) => outcome);
    } catch (error) {
      if (attempt === MOST_TRIES || !isCollision(error)) throw error;
    }
  }
}

function isCollision(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === "P2034" || /40001|40P01/.test(JSON.stringify(error.meta ?? {}));
}
