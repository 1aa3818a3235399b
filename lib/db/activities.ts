/**
 * Writes activities. The arithmetic of the merge lives in the database (`merge_observations` in the migrations): one
 * call resolves who is meant, takes its locks in one order, merges the batch, counts what is not kept and announces the
 * people whose timelines changed, all or nothing. A batch travels as columns and past Prisma: this is the statement of
 * every delivery and of every page of a history read, prepared once a connection of the pool.
 */
import "server-only";
import { pool } from "./client.ts";

/** How an observation names a Zoom user: by Zoom's id, else by extension and e-mail. */
export type WhoRow = { zoomKey: string | null; extensionId: string | null; email: string | null };

/** What live deliveries told of one Zoom user and product: when it last came, and how much to count if it is not kept. */
export type LiveRow = { who: number; product: string; receivedAt: string; countable: number };

/** `who` counts from 1 in the batch's list. Instants are ISO texts; a weight goes with each value. */
export type SessionRow = {
  who: number;
  product: "meetings" | "webinars";
  key: string;
  sources: number;
  receivedAt: string;
  hostWeight: number;
  title: string | null;
  titleWeight: number;
  startAt: string | null;
  startWeight: number;
  endAt: string | null;
  endWeight: number;
  numberMark: string | null;
  deletedAt: string | null;
};

/** `legs` is JSON in the form of `LegState`; the fields behind it are what the legs say. */
export type CallRow = {
  who: number;
  key: string;
  sources: number;
  receivedAt: string;
  legs: string;
  direction: string | null;
  callerIdName: string | null;
  callerIdHidden: boolean | null;
  startAt: string | null;
  answerAt: string | null;
  endAt: string | null;
  outcome: string | null;
  deviceName: string | null;
  deviceVersion: string | null;
};

/** `legKeys` is a JSON array; null for all legs that started before. */
export type DeletionRow = { who: number; legKeys: string | null; beforeAt: string };

export type MergeBatch = {
  who: readonly WhoRow[];
  live: readonly LiveRow[];
  sessions: readonly SessionRow[];
  calls: readonly CallRow[];
  deletions: readonly DeletionRow[];
};

/** "unknown": nobody, or not one Zoom user, fits. */
export type RowOutcome = "stored" | "repeated" | "countedOnly" | "notReceived" | "unknown";

/** The outcomes in the order of the rows. */
export type MergeResult = { sessions: RowOutcome[]; calls: RowOutcome[]; deletions: RowOutcome[] };

/** The columns in the order of the database's types (`merge_who` …). */
const columns = {
  who: { zoomKey: "text", extensionId: "text", email: "text" },
  live: { who: "int", product: "text", receivedAt: "timestamptz", countable: "int" },
  sessions: {
    who: "int",
    product: "text",
    key: "text",
    sources: "int",
    receivedAt: "timestamptz",
    hostWeight: "bigint",
    title: "text",
    titleWeight: "bigint",
    startAt: "timestamptz",
    startWeight: "bigint",
    endAt: "timestamptz",
    endWeight: "bigint",
    numberMark: "text",
    deletedAt: "timestamptz",
  },
  calls: {
    who: "int",
    key: "text",
    sources: "int",
    receivedAt: "timestamptz",
    legs: "jsonb",
    direction: "text",
    callerIdName: "text",
    callerIdHidden: "boolean",
    startAt: "timestamptz",
    answerAt: "timestamptz",
    endAt: "timestamptz",
    outcome: "text",
    deviceName: "text",
    deviceVersion: "text",
  },
  deletions: { who: "int", legKeys: "jsonb", beforeAt: "timestamptz" },
} satisfies { [Part in keyof MergeBatch]: Record<keyof MergeBatch[Part][number], string> };

const parts = Object.keys(columns) as (keyof MergeBatch)[];

function statementText(): string {
  // $1 and $2 are the organisation and the connection.
  let place = 3;
  const given = parts.map((part) => {
    const arrays = Object.values(columns[part]).map((type, index) => `$${place + index}::${type}[]`);
    place += arrays.length;
    return `row(${arrays.join(", ")})::merge_${part}`;
  });
  return `select * from merge_observations($1::uuid, $2::uuid, ${given.join(", ")})`;
}

const MERGE = { name: "merge_observations", text: statementText() } as const;

/** A column as Postgres reads an array; quoted throughout, so that no text can be taken for anything else. */
function arrayText(values: readonly (string | number | boolean | null)[]): string {
  const items = values.map((value) =>
    typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : value === null ? "NULL" : String(value),
  );
  return `{${items.join(",")}}`;
}

function valuesOf(batch: MergeBatch): string[] {
  return parts.flatMap((part) => {
    const rows: readonly Record<string, string | number | boolean | null>[] = batch[part];
    return Object.keys(columns[part]).map((column) => arrayText(rows.map((row) => row[column] ?? null)));
  });
}

/** The letters of `merge_result`. */
const outcomes: Record<string, RowOutcome | "again"> = {
  s: "stored",
  r: "repeated",
  c: "countedOnly",
  n: "notReceived",
  u: "unknown",
  a: "again",
};

type Letters = { sessions: string | null; calls: string | null; deletions: string | null };

/**
 * Merges a batch. For a connection that is paused or has ended nothing is written, and everything is "notReceived".
 * Rows that turn out to be of one activity though they name its Zoom user differently go one after the other.
 */
export async function mergeRows(organisationId: string, connectionId: string, batch: MergeBatch): Promise<MergeResult> {
  const letters = await mergeOnce([organisationId, connectionId, ...valuesOf(batch)]);
  const sessions = read(letters.sessions, batch.sessions.length);
  const calls = read(letters.calls, batch.calls.length);
  const deletions = read(letters.deletions, batch.deletions.length);
  const left = {
    sessions: batch.sessions.filter((_, index) => sessions[index] === "again"),
    calls: batch.calls.filter((_, index) => calls[index] === "again"),
  };
  const next =
    left.sessions.length + left.calls.length === 0
      ? { sessions: [], calls: [] }
      : await mergeRows(organisationId, connectionId, { who: batch.who, live: [], deletions: [], ...left });
  return { sessions: fill(sessions, next.sessions), calls: fill(calls, next.calls), deletions: fill(deletions, []) };
}

function read(letters: string | null, count: number): (RowOutcome | "again")[] {
  if (letters === null) return Array.from({ length: count }, () => "notReceived");
  const read = Array.from(letters, (letter) => outcomes[letter]).filter((outcome) => outcome !== undefined);
  if (read.length !== count) throw new Error("The database left a row of the batch unanswered");
  return read;
}

/** Puts what came of the rows that went again in their places. */
function fill(found: readonly (RowOutcome | "again")[], next: readonly RowOutcome[]): RowOutcome[] {
  const rest = next.values();
  return found.map((outcome) => (outcome === "again" ? (rest.next().value ?? "repeated") : outcome));
}

/** Two batches that wait for each other: Postgres ends one of them, which then simply does its work again. */
const MOST_TRIES = 3;

async function mergeOnce(values: readonly string[]): Promise<Letters> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { rows } = await pool().query<Letters>({ ...MERGE, values: [...values] });
      const [letters] = rows;
      if (letters === undefined) throw new Error("The database left a batch unanswered");
      return letters;
    } catch (error) {
      if (attempt === MOST_TRIES || !isCollision(error)) throw error;
    }
  }
}

function isCollision(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "40P01" || code === "40001";
}
